/** Journal kinds of this stage. Texts and authors are committed to; regime, marking and numbers stand in clear. */
export const events = {
  posted: 'discussion.contribution_posted',
  revised: 'discussion.contribution_revised',
  withdrawn: 'discussion.contribution_withdrawn',
  withheld: 'discussion.contribution_withheld',
  restored: 'discussion.contribution_restored',
} as const;
