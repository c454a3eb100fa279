/** Journal kinds of this stage. Breaking silence is an act of a State: its id stands in clear, its text is committed to. */
export const events = { silenceOpened: 'adoption.silence_opened', silenceBroken: 'adoption.silence_broken', silenceExtended: 'adoption.silence_extended', adopted: 'adoption.adopted', reserved: 'adoption.reservation_attached', rated: 'adoption.rated' } as const;
