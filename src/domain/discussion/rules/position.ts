import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Role, Seat, Standing } from '../../accreditation/model.ts';
import type { Key, Marking, Regime, TwoKeyCapacity, TwoKeys } from '../../disclosure/model.ts';
import { atLeast, twoKeys } from '../../disclosure/rules.ts';
import { isOpen } from '../../programme/rules.ts';
import { may } from '../../rights.ts';
import type { ContributionRefusal, PositionState } from '../model.ts';

/** Whether a seat is one of a State's delegation: only these prepare positions. */
export const isOfDelegation = (seat: Seat | null): seat is Seat => seat !== null && seat.category === 'delegations' && seat.stateId !== null;

/** Whether one may act for their delegation at all: draft, clear, release. */
export function mayActForDelegation(facts: { seat: Seat | null; roles: readonly Role[] }): Outcome<Seat, ContributionRefusal> {
  if (!isOfDelegation(facts.seat)) return refused('discussion.delegations_only');
  if (facts.seat.standing !== 'good') return refused('discussion.muted');
  return may(facts, 'prepare-position') ? granted(facts.seat) : refused('discussion.not_yours');
}

/** Whether one may do what is the focal point's or the deputy's alone: align, reserve. */
export function mayBindDelegation(facts: { seat: Seat | null; roles: readonly Role[] }): Outcome<Seat, ContributionRefusal> {
  const seat = mayActForDelegation(facts);
  if (seat.ok && !may(facts, 'act-for-delegation')) return refused('discussion.not_yours');
  return seat.ok && seat.value.duty === null ? refused('discussion.duty_only') : seat;
}

export type PositionDeed = 'edit' | 'send' | 'clear' | 'return' | 'withdraw' | 'release';

/** From which states a deed is lawful, and where it leads. A changed wording is cleared by nobody: it is a draft. */
const lawful: Readonly<Record<PositionDeed, { from: readonly PositionState[]; to: PositionState }>> = {
  edit: { from: ['draft', 'in-clearance', 'cleared'], to: 'draft' },
  send: { from: ['draft'], to: 'in-clearance' },
  clear: { from: ['draft', 'in-clearance'], to: 'cleared' },
  return: { from: ['in-clearance', 'cleared'], to: 'draft' },
  withdraw: { from: ['draft', 'in-clearance', 'cleared'], to: 'withdrawn' },
  release: { from: ['cleared'], to: 'released' },
};

/**
 * The state a deed leads to, given the wording that was seen.
 *
 * Refuses  `position_settled` once released or withdrawn, `position_stale` for another wording than the one that
 *          counts, `position_not_cleared`, `already_so`.
 */
export function stateAfter(position: { state: PositionState; wording: number }, deed: PositionDeed, seen: number): Outcome<PositionState, ContributionRefusal | 'discussion.already_so'> {
  if (position.state === 'released' || position.state === 'withdrawn') return refused('discussion.position_settled');
  if (position.wording !== seen) return refused('discussion.position_stale');
  const { from, to } = lawful[deed];
  if (from.includes(position.state)) return granted(to);
  return refused(deed === 'release' ? 'discussion.position_not_cleared' : 'discussion.already_so');
}

/** What may be done with a position as it stands, for the buttons. */
export const lawfulDeeds = (state: PositionState): PositionDeed[] => (Object.keys(lawful) as PositionDeed[]).filter((deed) => lawful[deed].from.includes(state));

export type Hours = { opensAt: Date | null; closesAt: Date | null; lateUntil: Date | null };

/**
 * Whether a text received now is in time, or late and still admitted because it was announced before closing.
 *
 * Refuses  before the opening; from the closing on without a reserve; from the late deadline on.
 */
export function admission(hours: Hours, reservedAt: Date | null, now: Date): Outcome<{ late: boolean }, ContributionRefusal> {
  if (isOpen(hours, now)) return granted({ late: false });
  if (hours.opensAt === null || hours.closesAt === null || now < hours.opensAt) return refused('discussion.forum_not_open');
  if (hours.lateUntil === null || now >= hours.lateUntil) return refused('discussion.forum_closed');
  return reservedAt !== null && reservedAt < hours.closesAt ? granted({ late: true }) : refused('discussion.late_not_reserved');
}

export type ReleaseFacts = {
  state: PositionState;
  wording: number;
  seen: number;
  voice: TwoKeyCapacity;
  groupName: string | null;
  regime: Regime;
  marking: Marking;
  drafter: Key;
  releaser: Key;
  hours: Hours;
  reservedAt: Date | null;
  allowedRegimes: readonly Regime[];
  parent: { marking: Marking } | null;
};

/**
 * Whether a wording is released now: the second key turns.
 *
 * Refuses  as `stateAfter` and `admission` do; one person with both keys; two keys of which neither is the focal
 *          point's or the deputy's; a group without its name; a regime or a marking the forum does not take.
 */
export function mayRelease(facts: ReleaseFacts, now: Date): Outcome<{ keys: TwoKeys; late: boolean }, ContributionRefusal | 'discussion.already_so'> {
  const state = stateAfter(facts, 'release', facts.seen);
  if (!state.ok) return state;
  if (facts.drafter.seatId === facts.releaser.seatId) return refused('discussion.position_needs_two_keys');
  const keys = twoKeys(facts.drafter, facts.releaser);
  if (!keys) return refused('discussion.position_needs_duty');
  if (facts.voice === 'group' && !facts.groupName) return refused('discussion.group_name_missing');
  if (!facts.allowedRegimes.includes(facts.regime)) return refused('discussion.regime_not_allowed');
  if (facts.parent && !atLeast(facts.marking, facts.parent.marking)) return refused('discussion.marking_looser_than_parent', { marking: facts.parent.marking });
  const admitted = admission(facts.hours, facts.reservedAt, now);
  return admitted.ok ? granted({ keys, late: admitted.value.late }) : admitted;
}

/** A seat as one of two keys. */
export const keyOf = (seat: { id: string; bodyId: string; standing: Standing; duty: string | null }): Key => ({ seatId: seat.id, bodyId: seat.bodyId, inGoodStanding: seat.standing === 'good', hasDuty: seat.duty !== null });

/** Regimes under which a body is shown, so that another may be seen to stand beside it. */
export const showsBody = (regime: Regime): boolean => regime === 'named' || regime === 'institution' || regime === 'chatham-house';

/**
 * Whether a delegation may join a released text, or leave it again: while the forum is open, where the text shows
 * whose it is, and not its own.
 */
export function mayAlign(facts: { hours: Hours; regime: Regime; visible: boolean; of: string | null; bodyId: string; aligned: boolean; wish: boolean }, now: Date): Outcome<null, ContributionRefusal | 'discussion.already_so'> {
  if (!facts.visible || facts.of === null || facts.of === facts.bodyId || !showsBody(facts.regime)) return refused('discussion.not_aligned_here');
  if (!isOpen(facts.hours, now)) return refused(facts.hours.opensAt === null || now < facts.hours.opensAt ? 'discussion.forum_not_open' : 'discussion.forum_closed');
  return facts.aligned === facts.wish ? refused('discussion.already_so') : granted(null);
}
