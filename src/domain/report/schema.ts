import { z } from 'zod';
import { followUpStandings, relations, sections } from './model.ts';

const id = z.uuid();
const foreign = z.enum(['fr', 'de', 'it', 'ru', 'es']);
const words = z.string().max(20_000);
/** A new paragraph: its place and its sentences as they are typed. */
export const NewParagraph = z.strictObject({ submissionId: id, forum: z.coerce.number().int().min(1).max(99).optional(), section: z.enum(sections), aspect: z.string().max(12).optional(), position: z.coerce.number().int().min(1).max(9_999).optional(), text: words.min(1) });
export type NewParagraph = z.output<typeof NewParagraph>;
/** Another wording, said of the version that was read. */
export const ParagraphEdit = z.strictObject({ version: z.coerce.number().int().min(1), position: z.coerce.number().int().min(1).max(9_999), text: words.min(1) });
export type ParagraphEdit = z.output<typeof ParagraphEdit>;
export const TakeOut = z.strictObject({ version: z.coerce.number().int().min(1) });
/** One sentence on a line, as the original has them. */
export const ParagraphTranslationInput = z.strictObject({ version: z.coerce.number().int().min(1), locale: foreign, text: words.min(1) });
export type ParagraphTranslationInput = z.output<typeof ParagraphTranslationInput>;
export const TranslateInput = z.discriminatedUnion('deed', [
  z.strictObject({ deed: z.literal('translate'), subject: z.string().max(40), version: z.coerce.number().int().min(1), text: words.min(1) }),
  z.strictObject({ deed: z.literal('review'), subject: z.string().max(40) }),
]);
export type TranslateInput = z.output<typeof TranslateInput>;
const reference = z.string().trim().regex(/^[IVX]{1,4}\/[FR]-\d{1,4}$/u);
export const LineageInput = z.strictObject({ later: reference, earlier: reference, relation: z.enum([...relations, 'none']) });
export type LineageInput = z.output<typeof LineageInput>;
export const ProposalDecision = z.strictObject({ proposal: id, decision: z.enum(['taken', 'declined']), reason: z.string().trim().max(1_000).optional() });
export type ProposalDecision = z.output<typeof ProposalDecision>;
const address = z.url({ protocol: /^https?$/u }).max(500);
export const FollowUpInput = z.strictObject({ submissionId: id, recommendation: reference, standing: z.enum(followUpStandings), milestone: z.string().trim().min(1).max(1_000), dueOn: z.iso.date().optional(), evidence: address.optional() });
export type FollowUpInput = z.output<typeof FollowUpInput>;
/** What a reader of the published report narrows it by. */
export const ReaderFilter = z.object({ kind: z.string().max(20).optional(), addressee: z.string().max(200).optional(), forum: z.string().max(4).optional(), aspect: z.string().max(12).optional() });
export type ReaderFilter = z.output<typeof ReaderFilter>;
