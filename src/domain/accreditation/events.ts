/** Journal kinds of this stage; who was invited or seated is committed to, never in clear. */
export const events = {
  statesImported: 'accreditation.states_imported',
  invited: 'accreditation.invited',
  accepted: 'accreditation.invitation_accepted',
  declined: 'accreditation.invitation_declined',
  seated: 'accreditation.seated',
  standingChanged: 'accreditation.standing_changed',
  recoveryAsked: 'accreditation.recovery_asked',
  recoveryConfirmed: 'accreditation.recovery_confirmed',
  recoveryStopped: 'accreditation.recovery_stopped',
} as const;
