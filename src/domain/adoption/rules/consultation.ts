import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { AdoptionRefusal, Consultation, Silence, Taken } from '../model.ts';
import { silenceState } from '../rules.ts';

/** Where a consultation stands: like every stretch of time of a forum, half-open. */
export const consultationState = ({ opensAt, endsAt }: Consultation, now: Date): 'to-come' | 'open' | 'over' => (now < opensAt ? 'to-come' : now < endsAt ? 'open' : 'over');

export type Commenter = { /** In good standing: neither muted nor away. */ good: boolean; /** Of a delegation of a participating State. */ participating: boolean };

/**
 * Whether somebody may comment on a recommendation: everyone at the table in a consultation; while silence runs those
 * who cannot break it. A delegation that has something to say then objects or amends: a remark of its would be taken
 * for less than it is.
 */
export function mayComment(consultations: readonly Consultation[], silence: Silence | null, { good, participating }: Commenter, now: Date): Outcome<null, AdoptionRefusal> {
  if (!good) return refused('adoption.seat_not_good');
  const state = silence ? silenceState(silence, now) : null;
  if (state === 'running') return participating ? refused('adoption.comment_would_break') : granted(null);
  return consultations.some((one) => consultationState(one, now) === 'open') ? granted(null) : refused('adoption.comments_not_open');
}

/** Whether an answer says enough: what is not taken as it is needs a reason. */
export const mayAnswer = (taken: Taken, reason: string | undefined): Outcome<null, AdoptionRefusal> => (taken === 'taken' || reason ? granted(null) : refused('adoption.reason_needed'));

/** Whether a recommendation may leave consultation for silence: it is over, and everything said in it has its answer. */
export function consultationSettled(consultations: readonly Consultation[], unanswered: number, now: Date): Outcome<null, AdoptionRefusal> {
  if (consultations.some((one) => consultationState(one, now) !== 'over')) return refused('adoption.consultation_running');
  return unanswered === 0 ? granted(null) : refused('adoption.comments_unanswered', { count: unanswered });
}
