import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Role } from '../accreditation/model.ts';
import type { Marking, Regime } from '../disclosure/model.ts';
import { atLeast } from '../disclosure/rules.ts';
import { may } from '../rights.ts';
import type { CaseState, CaseStep, Ground, Measure, ModerationRefusal } from './model.ts';
import { nextState, asksForEdit, concernsPerson, needsSecond } from './rules/docket.ts';

/** A week to appeal: long enough to ask one's capital, short enough to matter while the forum is remembered. */
export const appealDays = 7;

/** Who asks, and what ties them to the case. `sharesBody`: of the author's body or State, where the regime shows it. */
export type Standing = { roles: readonly Role[]; seatId: string; isAuthor: boolean; hasFlagged: boolean; sharesBody: boolean };

/** Whether a moderator stands apart from a case: neither its author nor one who flagged it, nor of the author's delegation. */
function standsApart({ isAuthor, hasFlagged, sharesBody }: Standing): Outcome<null, ModerationRefusal> {
  if (isAuthor || hasFlagged) return refused('moderation.party_to_the_case');
  return sharesBody ? refused('moderation.same_delegation') : granted(null);
}

type CaseFacts = Standing & { state: CaseState; claimedBy: string | null };

/** Whether this moderator may take a case, from nobody or from another: the step is kept, so a taking over shows. */
export function mayClaim(facts: CaseFacts): Outcome<null, ModerationRefusal> {
  if (!may(facts, 'decide-case')) return refused('moderation.not_yours');
  if (!nextState(facts.state, 'claim')) return refused('moderation.already_decided');
  return standsApart(facts);
}

/** Whether this moderator may put a case back for others: whoever has it. */
export function mayHandOver(facts: CaseFacts): Outcome<null, ModerationRefusal> {
  if (!may(facts, 'decide-case') || facts.claimedBy !== facts.seatId) return refused('moderation.not_claimed_by_you');
  return nextState(facts.state, 'hand-over') ? granted(null) : refused('moderation.already_decided');
}

/**
 * Whether this moderator may decide this case, or propose where a measure takes two: a moderator, of a case that waits
 * and is not in another's hands, who neither wrote nor flagged the text nor belongs to its author's delegation.
 */
export function mayDecide(facts: CaseFacts): Outcome<null, ModerationRefusal> {
  if (!may(facts, 'decide-case')) return refused('moderation.not_yours');
  if (!nextState(facts.state, 'decide')) return refused('moderation.already_decided');
  if (facts.claimedBy !== null && facts.claimedBy !== facts.seatId) return refused('moderation.claimed_by_another');
  return standsApart(facts);
}

/** Whether this moderator may confirm or decline a proposal: another person than the one who proposed it. */
export function mayConfirm(facts: CaseFacts & { proposedBy: string | null }): Outcome<null, ModerationRefusal> {
  if (!may(facts, 'decide-case')) return refused('moderation.not_yours');
  if (!nextState(facts.state, 'confirm')) return refused('moderation.not_proposed');
  if (facts.proposedBy === facts.seatId) return refused('moderation.needs_another_moderator');
  return standsApart(facts);
}

/** Whether this moderator may say of an edit that was asked for whether it is enough. */
export function maySettleEdit(facts: CaseFacts & { measure: Measure; edited: boolean }, step: CaseStep): Outcome<null, ModerationRefusal> {
  if (!may(facts, 'decide-case')) return refused('moderation.not_yours');
  if (!asksForEdit(facts.measure) || !facts.edited || !nextState(facts.state, step)) return refused('moderation.not_edited');
  return standsApart(facts);
}

/**
 * Whether a measure can be taken on a text of this regime. A change of wording is not asked of an unattributed author,
 * who would be seen to be online, nor of one person where two released; a person is muted or suspended only where the
 * forum is shown who it is, since a standing that changes would tell.
 */
export function canBeTaken(measure: Measure, facts: { regime: Regime; twoKeyed: boolean; marking: Marking; urgent: boolean; /** What of it lies in quarantine, confirmed. */ material?: 'none' | 'file' | 'text' }, asked: { marking?: Marking | undefined; atOnce: boolean }): Outcome<null, ModerationRefusal> {
  const material = facts.material ?? 'none';
  // Who may not read their text cannot change it, nor can others read a label on nothing; and what is held needs its reasons.
  if (measure === 'hold-material' ? material === 'none' : measure === 'none' ? material !== 'none' : material === 'text' && (asksForEdit(measure) || measure === 'cover')) return refused('moderation.material_is_held');
  if (asksForEdit(measure) && (facts.regime === 'unattributed' || facts.twoKeyed)) return refused('moderation.measure_not_possible');
  if (concernsPerson(measure) && ((facts.regime !== 'named' && facts.regime !== 'chatham-house') || facts.twoKeyed)) return refused('moderation.measure_not_possible');
  if (measure === 'marking-changed' && (!asked.marking || asked.marking === facts.marking || !atLeast(asked.marking, facts.marking))) return refused('moderation.marking_not_tightened');
  if (asked.atOnce && needsSecond(measure) && !(facts.urgent && measure === 'withhold')) return refused('moderation.not_urgent');
  return granted(null);
}

/** Whether the author may appeal now: within the window, which is half-open. */
export const mayAppeal = (facts: { isAuthor: boolean; state: CaseState; appealUntil: Date | null }, now: Date): Outcome<null, ModerationRefusal> => {
  if (!facts.isAuthor) return refused('moderation.no_such_decision');
  return facts.appealUntil !== null && now < facts.appealUntil && nextState(facts.state, 'appeal') ? granted(null) : refused('moderation.appeal_over');
};

/** Whether this moderator may review that decision: another person than those who decided it, standing apart from the case. */
export function mayReview(facts: Standing & { state: CaseState; decidedBy: readonly (string | null)[] }): Outcome<null, ModerationRefusal> {
  if (!may(facts, 'decide-appeal')) return refused('moderation.not_yours');
  if (!nextState(facts.state, 'uphold')) return refused('moderation.no_such_decision');
  if (facts.decidedBy.includes(facts.seatId)) return refused('moderation.reviewer_decided_it');
  return standsApart(facts);
}

/** `M-031` */
export const caseRef = (number: number): string => `M-${String(number).padStart(3, '0')}`;

/** The key of a ground's sentence: `moderation.rule.4_2`. */
export const ruleKey = (ground: Ground | string): string => `moderation.rule.${ground.replace('.', '_')}`;
