/** Journal kinds of this stage. Texts and authors are committed to; regime, marking and numbers stand in clear. */
export const events = {
  posted: 'discussion.contribution_posted',
  revised: 'discussion.contribution_revised',
  withdrawn: 'discussion.contribution_withdrawn',
  withheld: 'discussion.contribution_withheld',
  tightened: 'discussion.regime_tightened',
  aligned: 'discussion.aligned',
  alignmentEnded: 'discussion.alignment_ended',
  reserved: 'discussion.text_reserved',
  taskRaised: 'discussion.task_raised',
  taskAssigned: 'discussion.task_assigned',
  taskDone: 'discussion.task_done',
  restored: 'discussion.contribution_restored',
} as const;
