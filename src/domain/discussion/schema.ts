import { z } from 'zod';
import { capacities, categories, markings, regimes } from '../disclosure/model.ts';
import { guideKinds, relocationKinds } from './model.ts';

/** Some 3,000 words: more than anyone reads in one piece, and what a delegation's longest statement needed. */
export const maxTextLength = 20_000;

/** A contribution as any door brings it. */
export const ContributionInput = z.strictObject({
  submissionId: z.uuid(),
  code: z.string().max(6),
  parent: z.string().max(12).optional(),
  text: z.string().trim().min(1).max(maxTextLength),
  regime: z.enum(regimes),
  marking: z.enum(markings),
  lang: z.enum(['en', 'fr', 'de', 'it', 'ru', 'es']),
  capacity: z.enum(capacities).default('own-name'),
  /** What facilitators say comes in by `facilitate` alone. */
  kind: z.literal('contribution').default('contribution'),
});
export type ContributionInput = z.output<typeof ContributionInput>;

/** A facilitator's words. */
export const FacilitationInput = z.strictObject({ submissionId: z.uuid(), kind: z.enum(guideKinds), parent: z.string().max(12).optional(), text: z.string().trim().min(1).max(maxTextLength), marking: z.enum(markings), lang: z.enum(['en', 'fr', 'de', 'it', 'ru', 'es']) });
export type FacilitationInput = z.output<typeof FacilitationInput>;

/** Where a moderator puts a contribution with all that hangs on it. */
export const ArrangeInput = z.strictObject({ submissionId: z.uuid(), kind: z.enum(relocationKinds), to: z.string().max(6).optional(), under: z.string().trim().max(12).optional(), reason: z.string().trim().min(1).max(400) });
export type ArrangeInput = z.output<typeof ArrangeInput>;
export const UndoArrangeInput = z.strictObject({ submissionId: z.uuid() });
export type UndoArrangeInput = z.output<typeof UndoArrangeInput>;

const PositionText = {
  text: z.string().trim().min(1).max(maxTextLength),
  regime: z.enum(regimes),
  marking: z.enum(markings),
  lang: z.enum(['en', 'fr', 'de', 'it', 'ru', 'es']),
  groupName: z.string().trim().min(1).max(120).optional(),
};

/** A position or a group's statement as a delegation begins it. */
export const PositionInput = z.strictObject({ submissionId: z.uuid(), code: z.string().max(6), parent: z.string().max(12).optional(), voice: z.enum(['delegation', 'group']).default('delegation'), ...PositionText });
export type PositionInput = z.output<typeof PositionInput>;

/** `wording` is the one that was seen: whoever acts on another is told so. */
const seen = { submissionId: z.uuid(), wording: z.coerce.number().int().min(1) };
export const WordingInput = z.strictObject({ ...seen, ...PositionText });
export type WordingInput = z.output<typeof WordingInput>;
export const MoveInput = z.strictObject({ ...seen, deed: z.enum(['send', 'clear', 'return', 'withdraw']), note: z.string().trim().max(1_000).optional() });
export type MoveInput = z.output<typeof MoveInput>;
export const ReleaseInput = z.strictObject(seen);
export type ReleaseInput = z.output<typeof ReleaseInput>;

/** A week is as long as a capital gets: the forum itself lasts less. */
export const linkDays = [1, 3, 7] as const;
export const LinkInput = z.strictObject({ ...seen, reader: z.string().trim().min(1).max(120), days: z.coerce.number().pipe(z.literal([1, 3, 7])) });
export type LinkInput = z.output<typeof LinkInput>;
/** What comes back from clearance: a verdict, an edited text, or both. */
export const AnswerInput = z.strictObject({ submissionId: z.uuid(), verdict: z.enum(['cleared', 'not-cleared']).optional(), text: z.string().trim().min(1).max(maxTextLength).optional(), note: z.string().trim().max(1_000).optional() });
export type AnswerInput = z.output<typeof AnswerInput>;
export const SettleInput = z.strictObject({ ...seen, answer: z.uuid(), settled: z.enum(['accepted', 'declined']) });
export type SettleInput = z.output<typeof SettleInput>;
export const ReserveInput = z.strictObject({ submissionId: z.uuid(), regime: z.enum(regimes).optional() });
export type ReserveInput = z.output<typeof ReserveInput>;
export const AlignInput = z.strictObject({ submissionId: z.uuid(), aligned: z.enum(['yes', 'no']) });
export type AlignInput = z.output<typeof AlignInput>;

/**
 * What is being written, kept as it stands: nothing in it need be right yet. `version` is that of the draft its window
 * has seen (0 where there was none), `window` tells the windows of one person apart.
 */
export const DraftInput = z.object({ text: z.string().max(3_000_000).default(''), parent: z.string().max(12).optional(), regime: z.string().max(20).optional(), marking: z.string().max(20).optional(), lang: z.string().max(5).optional(), capacity: z.string().max(20).optional(), version: z.coerce.number().int().min(0).optional(), window: z.uuid().optional() });
export type DraftInput = z.input<typeof DraftInput>;

/** Which of the texts of several windows is gone on with, or dropped: the draft itself or what a window wrote. */
export const DraftChoice = z.strictObject({ deed: z.enum(['take', 'drop']), which: z.union([z.literal('draft'), z.uuid()]) });
export type DraftChoice = z.output<typeof DraftChoice>;

export const RevisionInput = z.strictObject({ submissionId: z.uuid(), text: z.string().trim().min(1).max(maxTextLength), lang: z.enum(['en', 'fr', 'de', 'it', 'ru', 'es']).optional() });
export type RevisionInput = z.output<typeof RevisionInput>;

/** Less is shown of an author from now on. */
export const TighteningInput = z.object({ submissionId: z.uuid(), regime: z.enum(regimes) });
export type TighteningInput = z.output<typeof TighteningInput>;

/** A file with what is in it, in its sender's words. */
export const AttachInput = z.strictObject({ submissionId: z.uuid(), description: z.string().trim().min(1).max(200), file: z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length > 0, 'discussion.attachment_missing'), cover: z.literal('yes').optional() });
export type AttachInput = z.output<typeof AttachInput>;

/** What stands in the composer when files are to be attached: perhaps nothing yet. */
export const BeginAttachInput = DraftInput.extend({ text: DraftInput.shape.text.default('') });
export const TakeBackInput = z.strictObject({ submissionId: z.uuid(), attachment: z.uuid() });

/** What goes behind a cover: the text, from one paragraph to another or all of it, or a file by its id. */
export const CoverInput = z.strictObject({ submissionId: z.uuid(), what: z.union([z.literal('text'), z.uuid()]), from: z.coerce.number().int().min(1).max(9_999).optional(), to: z.coerce.number().int().min(1).max(9_999).optional(), description: z.string().trim().min(1).max(200) });
export type CoverInput = z.output<typeof CoverInput>;
export const LiftInput = z.strictObject({ submissionId: z.uuid(), cover: z.uuid() });
export type LiftInput = z.output<typeof LiftInput>;

/** A translation as a person leaves it after reading it. */
export const TranslationReviewInput = z.strictObject({ submissionId: z.uuid(), text: z.string().trim().min(1).max(2 * maxTextLength) });
export type TranslationReviewInput = z.output<typeof TranslationReviewInput>;

/** Who looks after a task from now on: a seat of the forum. */
export const AssignmentInput = z.strictObject({ submissionId: z.uuid(), seat: z.uuid() });
export type AssignmentInput = z.output<typeof AssignmentInput>;

/** A task is done, with what was done about it where that helps those who come after. */
export const TaskDoneInput = z.strictObject({ submissionId: z.uuid(), note: z.string().trim().max(1_000).optional() });
export type TaskDoneInput = z.output<typeof TaskDoneInput>;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/).refine((text) => Number.isFinite(Date.parse(`${text}T12:00:00Z`)) && new Date(`${text}T12:00:00Z`).toISOString().startsWith(text));

/** What is looked for in a forum; every filter may be missing. */
export const SearchInput = z.object({
  q: z.string().trim().max(200).optional(),
  question: z.string().max(6).optional(),
  category: z.enum(categories).optional(),
  marking: z.enum(markings).optional(),
  lang: z.enum(['en', 'fr', 'de', 'it', 'ru', 'es']).optional(),
  from: day.optional(),
  to: day.optional(),
  page: z.coerce.number().int().min(1).max(20).optional(),
});
export type SearchInput = z.output<typeof SearchInput>;

/** What is marked as read: contributions by their references, else all of a question or of the forum; or an undoing. */
export const ReadInput = z.object({ refs: z.string().max(4_000).optional(), question: z.string().max(6).optional(), undo: z.iso.datetime().optional() });
export type ReadInput = z.output<typeof ReadInput>;

/** A letter that waited, as its author lets it stand. */
export const LetterInput = z.strictObject({ text: z.string().trim().min(1).max(maxTextLength) });
export type LetterInput = z.output<typeof LetterInput>;
