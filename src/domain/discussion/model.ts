import type { FileKind, Removed } from '#platform/incoming/model.ts';
import type { Byline, Capacity, Category, Marking, Regime } from '../disclosure/model.ts';

/**
 * Terminology
 *
 * contribution  one text by a participant under a question or in reply; B2·14, its number never reused
 * guide         opening words, a prompt, a summary or closing words of a facilitator; no voice
 * relocation    what a moderator moved to another question, split off or put under another, with a reason; can be undone
 * revision      a numbered, kept wording of a contribution
 * thread        a contribution and its replies
 * withhold      take a contribution from view by decision; restore puts it back
 * withdraw      an author takes back their own contribution
 * position      a text a delegation prepares in its own name or for a group of States: draft → in clearance → cleared →
 *               released; before its release nobody outside the delegation knows of it
 * wording       a numbered text of a position with all that is released with it; whoever changes it has drafted it
 * two keys      the person who drafted the wording and another of the same delegation who releases it
 * clearance copy a wording sent to somebody without an account, as a document or by a link; what comes back is a proposal
 * reserve       a delegation's word before closing that a text is coming, admitted until the forum's late deadline
 * align         a delegation joins a released position or a group's statement: still one voice, with a list
 * receipt       the instant at which the server has a text: what counts for opening and closing
 * attachment    a file that goes with a contribution, cleaned of what it said of its makers; it shares the contribution's fate
 * held          taken out of every reader’s reach until two people have decided on it
 * cover         a description behind which an attachment or a passage lies until a reader opens it
 * task          what the clock found wanting in a forum, for a named person to look after
 */

export const contributionKinds = ['contribution', 'opening', 'prompt', 'summary', 'closing'] as const;
export type ContributionKind = (typeof contributionKinds)[number];
/** What a facilitator says; a participant says contributions only. */
export const guideKinds = ['opening', 'prompt', 'summary', 'closing'] as const;
export type GuideKind = (typeof guideKinds)[number];
export type Visibility = 'shown' | 'withheld' | 'withdrawn';
/** By thread: each contribution with its replies; by time: as they came. */
export const orders = ['thread', 'time'] as const;
export type Order = (typeof orders)[number];
export type Channel = 'web' | 'mail' | 'import';

export const relocationKinds = ['move', 'split', 'merge'] as const;
export type RelocationKind = (typeof relocationKinds)[number];
export type ArrangeRefusal = 'discussion.not_yours' | 'discussion.already_so' | 'discussion.no_such_question' | 'discussion.no_such_contribution' | 'discussion.no_such_relocation' | 'discussion.under_itself' | 'discussion.moved_since';

export type ContributionRefusal =
  | 'discussion.no_such_question'
  | 'discussion.no_such_contribution'
  | 'discussion.forum_not_open'
  | 'discussion.forum_closed'
  | 'discussion.guide_not_open'
  | 'discussion.not_yours'
  | 'discussion.muted'
  | 'discussion.regime_not_allowed'
  | 'discussion.marking_looser_than_parent'
  | 'discussion.capacity_not_yours'
  | 'discussion.position_needs_two_keys'
  | PositionRefusal
  | 'discussion.edit_window_over'
  | 'discussion.never_loosened';

export type PositionRefusal =
  | 'discussion.no_such_position'
  | 'discussion.position_needs_duty'
  | 'discussion.position_not_cleared'
  | 'discussion.position_stale'
  | 'discussion.position_settled'
  | 'discussion.position_text_missing'
  | 'discussion.group_name_missing'
  | 'discussion.delegations_only'
  | 'discussion.duty_only'
  | 'discussion.late_not_reserved'
  | 'discussion.nothing_admitted_late'
  | 'discussion.already_reserved'
  | 'discussion.not_aligned_here'
  | 'discussion.no_such_answer'
  | 'discussion.no_such_link';

export const positionStates = ['draft', 'in-clearance', 'cleared', 'released', 'withdrawn'] as const;
export type PositionState = (typeof positionStates)[number];
/** What is done with a position, as its delegation reads it. */
export const positionSteps = ['drafted', 'edited', 'sent', 'cleared', 'returned', 'withdrawn', 'released', 'copied', 'linked', 'revoked', 'answered', 'accepted', 'declined'] as const;
export type PositionStep = (typeof positionSteps)[number];

/** How far a thread is: its contributions by number, and its revision, which grows with every change. */
export type ThreadState = { count: number; revision: number };

export type AttachmentRefusal =
  | 'discussion.no_such_attachment'
  | 'discussion.attachment_held'
  | 'discussion.attachment_too_large'
  | 'discussion.attachment_unknown'
  | 'discussion.attachment_unreadable'
  | 'discussion.attachment_active'
  | 'discussion.attachment_locked'
  | 'discussion.attachment_pixels'
  | 'discussion.attachment_unpacks'
  | 'discussion.attachments_full'
  | 'discussion.attachments_forum_full';

export type TranslationRefusal =
  | 'discussion.no_such_contribution'
  | 'discussion.no_such_translation'
  | 'discussion.already_so'
  | 'discussion.translation_off'
  | 'discussion.translation_same_language'
  | 'discussion.translation_above_marking'
  | 'discussion.translation_stale';

export type CoverRefusal = 'discussion.no_such_contribution' | 'discussion.no_such_passage' | 'discussion.no_such_attachment' | 'discussion.no_such_cover';

/** A contribution in the reader's language: asked for, made by a machine, reviewed by a person; stale when the original is another by now. */
export type ShownTranslation = { into: string; status: 'none' | 'asked' | 'machine' | 'reviewed' | 'failed'; stale: boolean; corrected: boolean; html: string | null; canAsk: boolean };

export type HeldRefusal = 'discussion.no_such_attachment' | 'discussion.no_such_contribution' | 'discussion.already_so';

/** What was taken out of sight of something that is held. */
export type HeldContent =
  | { kind: 'attachment'; type: FileKind; number: number; bytes: number; description: string; words: string | null; givenName: string | null; cover: string | null }
  | { kind: 'text'; lang: string; before: { visibility: string; ground: string | null }; wordings: { number: number; markdown: string; html: string }[]; translations: { locale: string; markdown: string; html: string }[] };

/** `checking`: it is compared with lists of known material; `held`: two people decide on it. Of neither is more said than that. */
export type AttachmentState = 'open' | 'waiting' | 'checking' | 'held' | 'infected' | 'taken-back';

/** A file as shown with its contribution, or with one's own draft. */
export type ShownAttachment = {
  id: string;
  number: number;
  kind: FileKind;
  bytes: number;
  description: string;
  fileName: string;
  removed: readonly Removed[];
  /** The beginning of what could be read in it; `more` where that is not all. */
  words: { text: string; more: boolean } | null;
  state: AttachmentState;
  /** Whether a scanner looked at it. */
  scanned: boolean;
  /** What lies behind the cover, where there is one. */
  cover: string | null;
};

/** One contribution as shown to an audience. */
export type Shown = {
  id: string;
  /** `B2·14` */
  ref: string;
  /** `B2-14`, for addresses */
  anchor: string;
  number: number;
  parentRef: string | null;
  rootId: string;
  kind: ContributionKind;
  byline: Byline;
  regime: Regime;
  capacity: Capacity | null;
  marking: Marking;
  lang: string;
  at: Date;
  precision: 'minute' | 'hour';
  revision: number;
  /** When the wording shown was made, as exactly as the regime allows; null for the first. */
  revisedAt: Date | null;
  visibility: Visibility;
  withheldGround: string | null;
  /** A sentence of the moderators that stands above the text. */
  label: string | null;
  /** Announced before closing, received after it. */
  late: boolean;
  /** Rendered when it was written; empty unless shown. */
  html: string;
  /** Files that go with it; none where it is not shown. */
  attachments?: readonly ShownAttachment[];
  /** In the reader's language, where the contribution is in another. */
  translation?: ShownTranslation | null;
};

export const taskKinds = ['silent-aspect', 'silent-question', 'silent-category', 'unanswered'] as const;
export type TaskKind = (typeof taskKinds)[number];

/** What a task is about; `key` says it in one word, so that what was found once is not raised again. */
export type TaskSubject = { key: string; kind: TaskKind; part: string | null; code: string | null; category: Category | null; contributionId: string | null; ref: string | null };

export type TaskRefusal = 'discussion.no_such_task' | 'discussion.no_such_assignee' | 'discussion.task_already_done' | 'discussion.not_yours';
