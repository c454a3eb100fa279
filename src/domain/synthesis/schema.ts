import { z } from 'zod';
import { fates, findingKinds } from './model.ts';

const id = z.uuid();
export const ExcerptInput = z.strictObject({ submissionId: id, contribution: z.string().max(12), revision: z.coerce.number().int().min(1).optional(), start: z.coerce.number().int().min(0).optional(), end: z.coerce.number().int().min(1).optional(), quote: z.string().min(1).max(4_000), codes: z.array(id).max(20).default([]), finding: z.string().max(8).optional() });
export type ExcerptInput = z.input<typeof ExcerptInput>;
export const FindingInput = z.strictObject({ submissionId: id, kind: z.enum(findingKinds), part: z.string().max(2), addressee: z.string().trim().max(200).optional(), text: z.string().trim().min(1).max(2_000), organizationRole: z.literal('yes').optional() });
export type FindingInput = z.output<typeof FindingInput>;
/** A calendar day that exists. */
export const Day = z.iso.date();

export const SummaryInput = z.strictObject({ submissionId: id, day: Day, sentences: z.array(z.strictObject({ text: z.string().trim().min(1).max(1_000), remark: z.boolean(), refs: z.array(z.string().max(12)).max(40) })).min(1).max(60), publish: z.boolean().default(true), notAddressed: z.array(z.string().max(6)).max(40).default([]) });
export type SummaryInput = z.output<typeof SummaryInput>;
export const DispositionInput = z.strictObject({ contribution: z.string().max(12), /** The wording that was read. */ revision: z.coerce.number().int().min(1).optional(), fate: z.enum(fates), reason: z.string().trim().max(1_000).optional() });
export type DispositionInput = z.output<typeof DispositionInput>;

export const StatementInput = z.strictObject({ submissionId: id, contribution: z.string().trim().max(12).transform((ref) => ref.replace('-', '·')), text: z.string().trim().min(1).max(280) });
export type StatementInput = z.output<typeof StatementInput>;
export const ReviewStatementInput = z.strictObject({ submissionId: id, number: z.coerce.number().int().min(1), becomes: z.enum(['accepted', 'declined', 'taken-out']) });
export type ReviewStatementInput = z.output<typeof ReviewStatementInput>;
export const AnswerInput = z.strictObject({ number: z.coerce.number().int().min(1), answer: z.enum(['agree', 'disagree', 'pass']) });
export type AnswerInput = z.output<typeof AnswerInput>;
