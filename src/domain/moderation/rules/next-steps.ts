import { type Outcome, refused } from '#platform/outcome.ts';
import type { CaseState, CaseStep, Measure, ModerationRefusal } from '../model.ts';
import { mayClaim, mayConfirm, mayDecide, mayHandOver, mayReview, maySettleEdit, type Standing } from '../rules.ts';
import { nextState } from './docket.ts';

/** What is known of a case and of one moderator when the next step is looked for. */
export type NextFacts = Standing & { state: CaseState; claimedBy: string | null; proposedBy: string | null; measure: Measure | null; editAsked: boolean; edited: boolean; decidedBy: readonly (string | null)[]; appealed: boolean };
export type NextStep = { step: CaseStep; ruling: Outcome<null, ModerationRefusal> };

/** The steps moderators take, in the order a case goes through them. Flags, appeals and what lapses are others' or the clock's. */
export const stepsOfModerators = ['claim', 'hand-over', 'decide', 'propose', 'confirm', 'decline', 'accept-edit', 'reopen', 'uphold', 'reverse'] as const satisfies readonly CaseStep[];

/**
 * Every step that leads on from where a case stands, each with the ruling of the very rule its command asks: whether
 * this moderator may take it, or why not. What no state leads to is not listed.
 */
export function nextSteps(facts: NextFacts): NextStep[] {
  return stepsOfModerators.filter((step) => isNext(step, facts)).map((step) => ({ step, ruling: rulingOn(step, facts) }));
}

function isNext(step: (typeof stepsOfModerators)[number], { state, claimedBy, seatId, editAsked, appealed }: NextFacts): boolean {
  if (!nextState(state, step)) return false;
  // Who has a case does not take it again.
  if (step === 'claim') return claimedBy !== seatId;
  if (step === 'hand-over') return claimedBy !== null;
  if (step === 'accept-edit' || step === 'reopen') return editAsked;
  return (step !== 'uphold' && step !== 'reverse') || appealed;
}

function rulingOn(step: (typeof stepsOfModerators)[number], facts: NextFacts): Outcome<null, ModerationRefusal> {
  switch (step) {
    case 'claim': return mayClaim(facts);
    case 'hand-over': return mayHandOver(facts);
    case 'decide': case 'propose': return mayDecide(facts);
    case 'confirm': case 'decline': return mayConfirm(facts);
    case 'accept-edit': case 'reopen': return facts.measure ? maySettleEdit({ ...facts, measure: facts.measure }, step) : refused('moderation.not_edited');
    case 'uphold': case 'reverse': return mayReview(facts);
    default: return step satisfies never;
  }
}
