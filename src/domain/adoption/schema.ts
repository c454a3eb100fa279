import { z } from 'zod';
import { ratingValues, statementKinds, takenValues } from './model.ts';

const id = z.uuid();
const languages = ['en', 'fr', 'de', 'it', 'ru', 'es'] as const;
const localTime = z.string().trim().min(1).max(16);
export const SilenceProposal = z.strictObject({ submissionId: id, ends: localTime, opens: z.string().trim().max(16).optional(), title: z.string().trim().max(200).optional() });
export type SilenceProposal = z.output<typeof SilenceProposal>;
export const ObjectionInput = z.strictObject({ submissionId: id, kind: z.enum(['objection', 'amendment']), text: z.string().trim().max(4_000).optional(), lang: z.enum(languages).optional(), authorised: z.literal('yes').optional() });
export type ObjectionInput = z.output<typeof ObjectionInput>;
/** An objection taken back, or a receipt confirmed: nothing but that it is meant. */
export const PlainInput = z.strictObject({ submissionId: id });
export type PlainInput = z.output<typeof PlainInput>;
export const ExtensionInput = z.strictObject({ submissionId: id, ends: localTime, reason: z.string().trim().min(1).max(1_000) });
export type ExtensionInput = z.output<typeof ExtensionInput>;
export const WithdrawalInput = z.strictObject({ submissionId: id, reason: z.string().trim().min(1).max(1_000) });
export type WithdrawalInput = z.output<typeof WithdrawalInput>;
export const StatementInput = z.strictObject({ submissionId: id, kind: z.enum(statementKinds), text: z.string().trim().min(1).max(4_000), lang: z.enum(languages).optional() });
export type StatementInput = z.output<typeof StatementInput>;
export const RatingInput = z.strictObject({ submissionId: id, value: z.enum(ratingValues), comment: z.string().trim().max(2_000).optional() });
export type RatingInput = z.output<typeof RatingInput>;

/** `findings`: references, one or several. */
export const ConsultationInput = z.strictObject({ submissionId: id, findings: z.preprocess((v) => (typeof v === 'string' ? [v] : v), z.array(z.string().max(10)).min(1).max(200)), ends: localTime, opens: z.string().trim().max(16).optional(), note: z.string().trim().max(1_000).optional() });
export type ConsultationInput = z.output<typeof ConsultationInput>;
/** `quote`: the words it is about, empty for the whole; `in` the language they were read in, `version` the wording, `before` what stood before them. */
export const CommentInput = z.strictObject({
  submissionId: id, version: z.coerce.number().int().min(1).max(9_999).optional(), in: z.enum(languages).optional(), quote: z.string().trim().min(1).max(2_000).optional(), before: z.string().max(400).optional(),
  text: z.string().trim().min(1).max(4_000), proposal: z.string().trim().max(4_000).optional(), lang: z.enum(languages), regime: z.enum(['named', 'institution', 'category', 'chatham-house', 'unattributed']).optional(),
});
export type CommentInput = z.output<typeof CommentInput>;
export const AnswerInput = z.strictObject({ submissionId: id, taken: z.enum(takenValues), reason: z.string().trim().max(2_000).optional() });
export type AnswerInput = z.output<typeof AnswerInput>;
