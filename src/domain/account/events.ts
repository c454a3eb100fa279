/** Journal kinds of this stage; who it was is committed to, never in clear. */
export const events = {
  administratorMade: 'account.administrator_made',
  personAdded: 'account.person_added',
  linkIssued: 'account.link_issued',
  signedIn: 'account.signed_in',
  signedOut: 'account.signed_out',
  sessionsEnded: 'account.sessions_ended',
  profileChanged: 'account.profile_changed',
  addressChanged: 'account.address_changed',
  secondFactorSet: 'account.second_factor_set',
  secondFactorRemoved: 'account.second_factor_removed',
  recoveryCodeUsed: 'account.recovery_code_used',
  recoveryTaken: 'account.recovery_taken',
} as const;
