import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Role } from '../accreditation/model.ts';
import { may } from '../rights.ts';
import type { Measure, ModerationRefusal } from './model.ts';

/** A week to appeal: long enough to ask one's capital, short enough to matter while the forum is remembered. */
export const appealDays = 7;

/**
 * Whether this moderator may decide this case: a moderator, of an open case, who neither wrote nor flagged the text.
 */
export function mayDecide(facts: { roles: readonly Role[]; state: string; isAuthor: boolean; hasFlagged: boolean }): Outcome<null, ModerationRefusal> {
  if (!may(facts, 'decide-case')) return refused('moderation.not_yours');
  if (facts.state !== 'open') return refused('moderation.already_decided');
  return facts.isAuthor || facts.hasFlagged ? refused('moderation.party_to_the_case') : granted(null);
}

/** Whether the author may appeal now: within the window, which is half-open. */
export const mayAppeal = (facts: { isAuthor: boolean; appealUntil: Date | null }, now: Date): Outcome<null, ModerationRefusal> => {
  if (!facts.isAuthor) return refused('moderation.no_such_decision');
  return facts.appealUntil !== null && now < facts.appealUntil ? granted(null) : refused('moderation.appeal_over');
};

/** Whether this moderator may review that decision: another person than the one who decided, the author and every flagger. */
export function mayReview(facts: { roles: readonly Role[]; seatId: string; decidedBy: string; isAuthor: boolean; hasFlagged: boolean }): Outcome<null, ModerationRefusal> {
  if (!may(facts, 'decide-appeal')) return refused('moderation.not_yours');
  if (facts.seatId === facts.decidedBy) return refused('moderation.reviewer_decided_it');
  return facts.isAuthor || facts.hasFlagged ? refused('moderation.party_to_the_case') : granted(null);
}

/** Whether a measure takes the text from view. */
export const takesFromView = (measure: Measure): boolean => measure === 'withhold' || measure === 'withhold-until-edited';

/** `M-031` */
export const caseRef = (number: number): string => `M-${String(number).padStart(3, '0')}`;

/** The key of a rule's sentence: `moderation.rule.4_2`. */
export const ruleKey = (number: string): string => `moderation.rule.${number.replace('.', '_')}`;
