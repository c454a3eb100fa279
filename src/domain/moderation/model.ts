import type { LocalTimeRefusal } from '#platform/instant.ts';
import type { Marking } from '../disclosure/model.ts';

/**
 * Terminology
 *
 * flag                  a participant's request that a moderator look
 * case                  what moderators decide on: one contribution as it was flagged
 * measure               what a decision does
 * proposal              a decision that waits for a second moderator
 * interim               a proposal in force at once, because a person is in danger; it lapses unless confirmed
 * statement of reasons  facts, ground, scope, duration, aid used, redress: every measure has one, and its author reads it
 * quarantine            where material lies that nobody reads until two people have decided what becomes of it
 * referral              a package for a competent authority: what was found, with its hashes, and what was left out and why
 * appeal                a party's request that another person review the decision
 */

/** The rules a flag and a decision name. Their sentences are messages: `moderation.rule.4_2`. */
export const rulesOfForum = ['3.1', '4.1', '4.2', '4.3', '5.1'] as const;
export type RuleNumber = (typeof rulesOfForum)[number];
/** What a decision rests on: a rule of the forum, or a law, which it then names with its State. */
export const grounds = [...rulesOfForum, 'law'] as const;
export type Ground = (typeof grounds)[number];

export const measures = ['none', 'edit-requested', 'label', 'cover', 'withhold-until-edited', 'withhold', 'marking-changed', 'mute', 'suspend', 'hold-material'] as const;
export type Measure = (typeof measures)[number];

export const caseStates = ['open', 'claimed', 'proposed', 'decided', 'appealed', 'upheld', 'reversed'] as const;
export type CaseState = (typeof caseStates)[number];

/** What happens to a case. */
export const caseSteps = ['flag', 'withdraw-flag', 'claim', 'hand-over', 'propose', 'confirm', 'decline', 'decide', 'accept-edit', 'reopen', 'lapse', 'appeal', 'uphold', 'reverse', 'material'] as const;
export type CaseStep = (typeof caseSteps)[number];

/** What a measure needs besides its name. */
export type MeasureTerms = { label?: string; description?: string; marking?: string };
/** What a measure did, so that its reversal undoes just that. */
export type Done = { withheld?: true; editAsked?: true; cover?: string; markings?: Record<string, string>; seat?: string; /** Material in quarantine that stays there. */ material?: string[] };

/** A decision as those concerned read it. */
export type StatementView = {
  ref: string; marking: Marking; zone: string;
  measure: Measure; rule: string; law: string | null; lawState: string | null; facts: string; scope: string; aidUsed: string; automated: boolean; redress: string;
  /** The label, the cover's description or the marking. */
  detail: string | null;
  editUntil: Date | null; endsAt: Date | null; interimUntil: Date | null; appealUntil: Date | null;
};

export type ModerationRefusal =
  | 'moderation.no_such_case'
  | 'moderation.not_yours'
  | 'moderation.already_flagged'
  | 'moderation.already_decided'
  | 'moderation.party_to_the_case'
  | 'moderation.same_delegation'
  | 'moderation.claimed_by_another'
  | 'moderation.not_claimed_by_you'
  | 'moderation.needs_another_moderator'
  | 'moderation.not_urgent'
  | 'moderation.measure_not_possible'
  | 'moderation.marking_not_tightened'
  | 'moderation.decision_stale'
  | 'moderation.not_proposed'
  | 'moderation.not_edited'
  | 'moderation.another_case_open'
  | 'moderation.no_such_flag'
  | 'moderation.appeal_over'
  | 'moderation.no_such_decision'
  | 'moderation.reviewer_decided_it'
  | 'moderation.material_is_held';

export type AidRefusal = 'moderation.no_such_signal' | 'moderation.word_list_unreadable' | 'moderation.hash_list_unreadable' | 'moderation.no_such_hash_list';

export type DutyRefusal =
  | 'moderation.not_yours'
  | 'moderation.no_such_shift'
  | 'moderation.no_such_server'
  | 'moderation.rights_missing'
  | 'moderation.shift_too_long'
  | 'moderation.shift_over'
  | 'moderation.shift_overlaps'
  | LocalTimeRefusal;

export const quarantineStates = ['held', 'release-proposed', 'confirm-proposed', 'released', 'confirmed', 'purged'] as const;
export type QuarantineState = (typeof quarantineStates)[number];
/** What happens to material: a second person's word settles what one has proposed. */
export const quarantineSteps = ['propose-release', 'propose-confirm', 'second', 'decline', 'reverse', 'purge'] as const;
export type QuarantineStep = (typeof quarantineSteps)[number];

export type QuarantineRefusal =
  | 'moderation.no_such_material'
  | 'moderation.party_to_the_case'
  | 'moderation.same_delegation'
  | 'moderation.needs_another_person'
  | 'moderation.material_settled'
  | 'moderation.already_quarantined'
  | 'moderation.already_granted'
  | 'moderation.not_opened'
  | 'moderation.not_viewed'
  | 'moderation.not_proposed'
  | 'moderation.not_confirmed'
  | 'moderation.already_referred'
  | 'moderation.decision_stale';

/** One file of a referral package. */
export type ReferralPart = { name: string; sha256: string; bytes: number };
/** What a package does not hold, and why. */
export const withheldFromReferral = ['author', 'original', 'thread', 'moderators'] as const;
export type WordRefusal = 'moderation.not_yours' | 'moderation.word_list_stale' | 'moderation.already_listed' | 'moderation.word_untried' | 'moderation.word_list_full' | 'moderation.no_such_word' | 'moderation.no_such_example';
