import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { AdoptionRefusal, Silence, SilenceState } from './model.ts';

/** When silence ends: the latest of the end proposed and its extensions. */
export const endOf = (silence: Pick<Silence, 'endsAt' | 'extensions'>): Date => new Date(Math.max(silence.endsAt.getTime(), ...silence.extensions.map((at) => at.getTime())));

/**
 * The state of a procedure at `now`: the end itself is already too late, one objection breaks silence. Taken back it
 * was still made: what it broke is not adopted afterwards, but may be proposed anew.
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

/** For which State this person acts under silence, if for any: the one authorised sender of a participating State. */
export function actsForState({ stateId, speaksForState, participating }: Objector): Outcome<string, AdoptionRefusal> {
  if (stateId === null) return refused('adoption.not_a_delegation');
  if (!participating) return refused('adoption.not_a_participating_state');
  return speaksForState ? granted(stateId) : refused('adoption.not_the_authorised_sender');
}

/** Which State would break silence, if it may. Others may join a broken silence until it ends; no reason is needed. */
export function mayObject(silence: Silence, objector: Objector, now: Date): Outcome<string, AdoptionRefusal> {
  const acting = actsForState(objector);
  if (!acting.ok) return acting;
  if (silence.withdrawnAt || silence.issuedAt || now < silence.opensAt || now >= endOf(silence)) return refused('adoption.silence_not_open');
  if (silence.objections.some(({ stateId }) => stateId === acting.value)) return refused('adoption.already_objected');
  return acting;
}

/** Which State would take back its objection, if it has one that stands. */
export function mayWithdrawObjection(silence: Silence, objector: Objector): Outcome<string, AdoptionRefusal> {
  const acting = actsForState(objector);
  if (!acting.ok) return acting;
  return silence.objections.some(({ stateId, withdrawnAt }) => stateId === acting.value && withdrawnAt === null) ? acting : refused('adoption.no_such_objection');
}

/** Whether the time of a running silence may be set to end then: extended, never shortened, never revived. */
export function mayExtend(silence: Silence, endsAt: Date, now: Date): Outcome<null, AdoptionRefusal> {
  if (silenceState(silence, now) !== 'running') return refused('adoption.silence_not_open');
  return endsAt > endOf(silence) ? granted(null) : refused('adoption.never_shortened');
}

/** Whether its proposer may take a text back: while nothing is decided. */
export function mayWithdrawProposal(silence: Silence, now: Date): Outcome<null, AdoptionRefusal> {
  return ['pending', 'running'].includes(silenceState(silence, now)) ? granted(null) : refused('adoption.silence_not_open');
}

/**
 * Whether a wording may be put under silence from one instant to another, after what became of its recommendation before.
 * The words that an objection stands against are not put again: they are changed, or the objection is taken back.
 */
export function mayPropose(earlier: readonly (Silence & { wording: string })[], { wording, opensAt, endsAt }: { wording: string; opensAt: Date; endsAt: Date }, now: Date): Outcome<null, AdoptionRefusal> {
  if (earlier.some((one) => ['pending', 'running', 'adopted'].includes(silenceState(one, now)))) return refused('adoption.already_under_silence');
  if (earlier.some((one) => one.wording === wording && one.objections.some(({ withdrawnAt }) => withdrawnAt === null))) return refused('adoption.objection_stands');
  if (opensAt < now) return refused('adoption.opens_in_the_past');
  return endsAt > opensAt ? granted(null) : refused('adoption.ends_before_opening');
}

/** A State attaches its statement to a text it has before it or that was adopted, not to one that fell. */
export function mayAttachStatement(silence: Silence, objector: Objector, now: Date): Outcome<string, AdoptionRefusal> {
  const acting = actsForState(objector);
  if (!acting.ok) return acting;
  const state = silenceState(silence, now);
  if (state === 'pending') return refused('adoption.statement_too_early');
  return state === 'running' || state === 'adopted' ? acting : refused('adoption.silence_not_open');
}

/** How long after the end nothing is issued: what arrived in time at a server of the site is with us by then. */
export const settlingMs = 5 * 60_000;

/** Whether an adopted text gets its number now: its end is past, and no letter that came before it is unread. */
export const mayIssue = (silence: Silence, now: Date, { unread }: { unread: boolean }): boolean =>
  silence.issuedAt === null && !unread && silenceState(silence, now) === 'adopted' && now.getTime() >= endOf(silence).getTime() + settlingMs;
