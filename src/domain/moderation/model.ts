/**
 * Terminology
 *
 * flag                  a participant's request that a moderator look
 * case                  what moderators decide on: one contribution as it was flagged
 * measure               what a decision does
 * statement of reasons  facts, ground, scope, aid used, redress: every measure has one, and its author reads it
 * appeal                a party's request that another person review the decision
 */

/** The rules a flag and a decision name. Their sentences are messages: `moderation.rule.4_2`. */
export const rulesOfForum = ['3.1', '4.1', '4.2', '4.3', '5.1'] as const;
export type RuleNumber = (typeof rulesOfForum)[number];

export const measures = ['none', 'edit-requested', 'withhold-until-edited', 'withhold', 'marking-changed'] as const;
export type Measure = (typeof measures)[number];

export type StatementOfReasons = { facts: string; ground: string; groundText: string; scope: string; aidUsed: string; redress: string };

export type ModerationRefusal =
  | 'moderation.no_such_case'
  | 'moderation.not_yours'
  | 'moderation.already_flagged'
  | 'moderation.already_decided'
  | 'moderation.party_to_the_case'
  | 'moderation.appeal_over'
  | 'moderation.no_such_decision'
  | 'moderation.reviewer_decided_it';

export type AidRefusal = 'moderation.no_such_signal' | 'moderation.word_list_unreadable';
