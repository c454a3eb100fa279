/** Journal kinds of this stage. Breaking silence is an act of a State: its id stands in clear, its text is committed to. */
export const events = {
  silenceOpened: 'adoption.silence_opened', silenceBroken: 'adoption.silence_broken', objectionWithdrawn: 'adoption.objection_withdrawn', silenceExtended: 'adoption.silence_extended',
  silenceWithdrawn: 'adoption.silence_withdrawn', received: 'adoption.silence_received', adopted: 'adoption.adopted', reserved: 'adoption.reservation_attached', rated: 'adoption.rated',
  consultationOpened: 'adoption.consultation_opened', commented: 'adoption.commented', commentAnswered: 'adoption.comment_answered',
} as const;
