/**
 * Terminology
 *
 * silence procedure  a frozen text stands adopted unless a delegation breaks silence in [opensAt, endsAt)
 * breaking silence   an objection or an amendment by the one authorised sender of a participating State
 * rating             participants' opinion on a draft; advises, decides nothing
 * reservation        an interpretative statement or reservation of a State, attached in every output
 */
export type SilenceState = 'pending' | 'running' | 'broken' | 'adopted' | 'withdrawn';
export type Silence = { opensAt: Date; endsAt: Date; withdrawnAt: Date | null; extensions: readonly Date[]; objections: readonly { stateId: string }[] };
export const ratingValues = ['support', 'can-accept', 'have-concerns', 'cannot-accept'] as const;
export type RatingValue = (typeof ratingValues)[number];
export type AdoptionRefusal =
  | 'adoption.not_yours' | 'adoption.no_such_finding' | 'adoption.finding_not_ready' | 'adoption.already_under_silence' | 'adoption.no_such_procedure'
  | 'adoption.silence_not_open' | 'adoption.not_a_delegation' | 'adoption.not_the_authorised_sender' | 'adoption.not_a_participating_state'
  | 'adoption.already_objected' | 'adoption.amendment_needs_text' | 'adoption.not_authorised_ticked' | 'adoption.never_shortened' | 'adoption.ends_before_opening' | 'adoption.concern_needs_sentence';
