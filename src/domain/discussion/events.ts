/** Journal kinds of this stage. Texts and authors are committed to; regime, marking and numbers stand in clear. */
export const events = {
  posted: 'discussion.contribution_posted',
  revised: 'discussion.contribution_revised',
  withdrawn: 'discussion.contribution_withdrawn',
  withheld: 'discussion.contribution_withheld',
  aligned: 'discussion.aligned',
  alignmentEnded: 'discussion.alignment_ended',
  reserved: 'discussion.text_reserved',
  taskRaised: 'discussion.task_raised',
  taskAssigned: 'discussion.task_assigned',
  taskDone: 'discussion.task_done',
  moved: 'discussion.thread_moved',
  split: 'discussion.thread_split',
  merged: 'discussion.thread_merged',
  arrangementUndone: 'discussion.arrangement_undone',
  restored: 'discussion.contribution_restored',
} as const;
