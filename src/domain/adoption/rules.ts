import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { AdoptionRefusal, Silence, SilenceState } from './model.ts';

/** When silence ends: the latest of the end proposed and its extensions. */
export const endOf = (silence: Pick<Silence, 'endsAt' | 'extensions'>): Date => new Date(Math.max(silence.endsAt.getTime(), ...silence.extensions.map((at) => at.getTime())));

/**
 * The state of a procedure at `now`: the end itself is already too late, one objection breaks silence.
 *
 * Source   docs/explanation/silence-procedure.md; modelled on MC.DOC/1/06, Annex 1(A)
 */
export function silenceState(silence: Silence, now: Date): SilenceState {
  if (silence.withdrawnAt) return 'withdrawn';
  if (silence.objections.length > 0) return 'broken';
  if (now < silence.opensAt) return 'pending';
  return now < endOf(silence) ? 'running' : 'adopted';
}

export type Objector = { stateId: string | null; speaksForState: boolean; participating: boolean };

/** Which State would break silence, if it may. Others may join a broken silence until it ends; no reason is needed. */
export function mayObject(silence: Silence, objector: Objector, now: Date): Outcome<string, AdoptionRefusal> {
  if (objector.stateId === null) return refused('adoption.not_a_delegation');
  if (!objector.participating) return refused('adoption.not_a_participating_state');
  if (!objector.speaksForState) return refused('adoption.not_the_authorised_sender');
  if (silence.withdrawnAt || now < silence.opensAt || now >= endOf(silence)) return refused('adoption.silence_not_open');
  if (silence.objections.some(({ stateId }) => stateId === objector.stateId)) return refused('adoption.already_objected');
  return granted(objector.stateId);
}

/** Whether the time of a running silence may be set to end then: extended, never shortened, never revived. */
export function mayExtend(silence: Silence, endsAt: Date, now: Date): Outcome<null, AdoptionRefusal> {
  if (silenceState(silence, now) !== 'running') return refused('adoption.silence_not_open');
  return endsAt > endOf(silence) ? granted(null) : refused('adoption.never_shortened');
}
