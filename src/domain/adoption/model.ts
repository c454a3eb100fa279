/**
 * Terminology
 *
 * silence procedure  a frozen text stands adopted unless a delegation breaks silence in [opensAt, endsAt)
 * breaking silence   an objection or an amendment by the one authorised sender of a participating State
 * objection          stands until its State takes it back; what it broke stays broken
 * issuing            an adopted text gets its symbol, once no letter that came in time can be unread
 * rating             participants' opinion on a draft; advises, decides nothing
 * reservation        an interpretative statement or reservation of a State, attached in every output
 * consultation       recommendations open for comment to everyone at the table in [opensAt, endsAt)
 * comment            a remark on a recommendation or on words of it, with or without another wording; answered by a rapporteur
 */
export type SilenceState = 'pending' | 'running' | 'broken' | 'adopted' | 'withdrawn';
export type Silence = { opensAt: Date; endsAt: Date; withdrawnAt: Date | null; issuedAt: Date | null; extensions: readonly Date[]; objections: readonly Objection[] };
/** One State's; `withdrawnAt` when it took it back. */
export type Objection = { stateId: string; withdrawnAt: Date | null };
export const ratingValues = ['support', 'can-accept', 'have-concerns', 'cannot-accept'] as const;
export type RatingValue = (typeof ratingValues)[number];
export const statementKinds = ['interpretative-statement', 'reservation'] as const;
export type StatementKind = (typeof statementKinds)[number];
/** What became of a comment. */
export const takenValues = ['taken', 'in-part', 'not-taken'] as const;
export type Taken = (typeof takenValues)[number];
/** A stretch of time in which comments are taken. */
export type Consultation = { opensAt: Date; endsAt: Date };
export type AdoptionRefusal =
  | 'adoption.not_yours' | 'adoption.no_such_finding' | 'adoption.finding_not_ready' | 'adoption.already_under_silence' | 'adoption.no_such_procedure'
  | 'adoption.silence_not_open' | 'adoption.not_a_delegation' | 'adoption.not_the_authorised_sender' | 'adoption.not_a_participating_state'
  | 'adoption.already_objected' | 'adoption.amendment_needs_text' | 'adoption.not_authorised_ticked' | 'adoption.never_shortened' | 'adoption.ends_before_opening' | 'adoption.concern_needs_sentence'
  | 'adoption.objection_stands' | 'adoption.no_such_objection' | 'adoption.statement_too_early' | 'adoption.opens_in_the_past' | 'adoption.comments_unanswered' | 'adoption.consultation_running'
  | 'adoption.seat_not_good' | 'adoption.comments_not_open' | 'adoption.comment_would_break' | 'adoption.no_such_comment' | 'adoption.quote_not_there' | 'adoption.reason_needed' | 'adoption.regime_not_allowed';
