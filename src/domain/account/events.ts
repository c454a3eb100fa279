/** Journal kinds of this stage; who it was is committed to, never in clear. */
export const events = {
  administratorMade: 'account.administrator_made',
  personAdded: 'account.person_added',
  linkIssued: 'account.link_issued',
  signedIn: 'account.signed_in',
  signedOut: 'account.signed_out',
  profileChanged: 'account.profile_changed',
} as const;
