import { z } from 'zod';
import { categories, markings } from '../disclosure/model.ts';
import { coverStates, fates, findingKinds } from './model.ts';

const id = z.uuid();
/** A field ticked once arrives alone. */
const asList = (value: unknown): unknown => (typeof value === 'string' ? [value] : value);
export const ExcerptInput = z.strictObject({ submissionId: id, contribution: z.string().max(12), revision: z.coerce.number().int().min(1).optional(), start: z.coerce.number().int().min(0).optional(), end: z.coerce.number().int().min(1).optional(), quote: z.string().min(1).max(4_000), before: z.string().max(200).optional(), codes: z.preprocess(asList, z.array(id).max(20)).default([]), finding: z.string().max(8).optional(), opposing: z.literal('yes').optional() });
export type ExcerptInput = Omit<z.input<typeof ExcerptInput>, 'codes'> & { codes?: readonly string[] };
export const FindingInput = z.strictObject({ submissionId: id, kind: z.enum(findingKinds), part: z.string().max(2), addressee: z.string().trim().max(200).optional(), text: z.string().trim().min(1).max(2_000), organizationRole: z.literal('yes').optional() });
export type FindingInput = z.output<typeof FindingInput>;
/** A calendar day that exists. */
export const Day = z.iso.date();

/** What a window holds of a day's summary; `version` and `window` say which draft it has seen. */
export const SummaryDraftInput = z.strictObject({
  window: id, version: z.coerce.number().int().min(0).optional(), text: z.string().max(60_000).default(''),
  lang: z.enum(['en', 'fr', 'de', 'it', 'ru', 'es']).default('en'), marking: z.enum(markings).optional(),
  notAddressed: z.preprocess(asList, z.array(z.string().max(6)).max(100)).default([]), correction: z.string().trim().max(500).default(''),
});
export type SummaryDraftInput = z.output<typeof SummaryDraftInput>;
/** The version a signature is put under. */
export const SignatureInput = z.strictObject({ submissionId: id, version: z.coerce.number().int().min(1) });
export type SignatureInput = z.output<typeof SignatureInput>;
export const SummaryHourInput = z.strictObject({ submissionId: id, hour: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) });
export type SummaryHourInput = z.output<typeof SummaryHourInput>;
export const DispositionInput = z.strictObject({ contribution: z.string().max(12), /** The wording that was read. */ revision: z.coerce.number().int().min(1).optional(), fate: z.enum(fates), reason: z.string().trim().max(1_000).optional() });
export type DispositionInput = z.output<typeof DispositionInput>;

export const StatementInput = z.strictObject({ submissionId: id, contribution: z.string().trim().max(12).transform((ref) => ref.replace('-', '·')), text: z.string().trim().min(1).max(280) });
export type StatementInput = z.output<typeof StatementInput>;
export const ReviewStatementInput = z.strictObject({ submissionId: id, number: z.coerce.number().int().min(1), becomes: z.enum(['accepted', 'declined', 'taken-out']) });
export type ReviewStatementInput = z.output<typeof ReviewStatementInput>;
export const AnswerInput = z.strictObject({ number: z.coerce.number().int().min(1), answer: z.enum(['agree', 'disagree', 'pass']) });
export type AnswerInput = z.output<typeof AnswerInput>;
/** One line, with no white space around it. */
const label = z.string().trim().min(1).max(120).regex(/^[^\n\r]*$/u);
export const CodeInput = z.strictObject({ submissionId: id, label, parent: id.optional(), description: z.string().trim().max(1_000).optional() });
export type CodeInput = z.output<typeof CodeInput>;
/** One change of the tree. */
export const ArrangeInput = z.discriminatedUnion('deed', [
  z.strictObject({ deed: z.literal('rename'), code: id, label }),
  z.strictObject({ deed: z.literal('move'), code: id, parent: id.optional() }),
  z.strictObject({ deed: z.literal('merge'), code: id, into: id }),
]);
export type ArrangeInput = z.output<typeof ArrangeInput>;
export const CodingInput = z.strictObject({ excerpt: id, codes: z.preprocess(asList, z.array(id).max(20)).default([]) });
export const BenchInput = z.object({ aspect: z.string().max(2).optional(), question: z.string().max(6).optional(), category: z.enum(categories).optional(), lang: z.enum(['en', 'fr', 'de', 'it', 'ru', 'es']).optional(), cover: z.enum(coverStates).optional(), page: z.coerce.number().int().min(1).max(10_000).optional() });
/** Another wording of a finding, said of the version that was read. */
export const FindingEdit = z.strictObject({ version: z.coerce.number().int().min(1), text: z.string().trim().min(1).max(2_000), addressee: z.string().trim().max(200).optional(), part: z.string().max(2) });
export type FindingEdit = z.output<typeof FindingEdit>;
/** What is done with one excerpt under a finding. */
export const EvidenceInput = z.discriminatedUnion('deed', [
  z.strictObject({ deed: z.enum(['support', 'oppose', 'drop']), excerpt: id }),
  z.strictObject({ deed: z.literal('move'), excerpt: id, revision: z.coerce.number().int().min(1), quote: z.string().min(1).max(4_000) }),
]);
export type EvidenceInput = z.output<typeof EvidenceInput>;
/** Codes and coded passages as the preview of a file showed them; everything is looked at again when it is written. */
const ExchangePlan = z.strictObject({
  codes: z.array(z.strictObject({ guid: z.guid(), name: z.string().max(120), description: z.string().max(4_000), colour: z.string().regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i).nullable(), parent: z.guid().nullable() })).max(5_000),
  selections: z.array(z.strictObject({ guid: z.union([z.guid(), z.literal('')]), contribution: id, revision: z.number().int().min(1), start: z.number().int().min(0), end: z.number().int().min(1), quote: z.string().min(1).max(4_000), codes: z.array(id).max(200) })).max(50_000),
});
export const ExchangeInput = z.strictObject({ submissionId: id, plan: z.string().transform((text, ctx) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    ctx.addIssue({ code: 'custom', message: 'web.field.malformed' });
    return z.NEVER;
  }
}).pipe(ExchangePlan) }).transform(({ submissionId, plan }) => ({ submissionId, ...plan }));
export type ExchangeInput = z.output<typeof ExchangeInput>;
/** What becomes of one suggestion: `at` is the text or part it was made for. */
export const SuggestionInput = z.strictObject({ submissionId: id, suggestion: z.string().regex(/^[0-9a-f]{32}$/), about: z.enum(['text', 'part', 'codes']), at: z.string().max(12).default('').transform((ref) => ref.replace('-', '·')), outcome: z.enum(['accepted', 'dismissed']) });
export type SuggestionInput = z.output<typeof SuggestionInput>;

/** `items`: one a line. `follows`: the round whose items are put again, with its scale and criteria; the rest is then left as it was. */
export const RoundInput = z.strictObject({
  submissionId: z.uuid(), title: z.string().trim().min(1).max(300), lang: z.enum(['en', 'fr', 'de', 'it', 'ru', 'es']), kind: z.enum(['rating', 'ranking']).default('rating'), items: z.string().max(20_000).optional(), follows: z.coerce.number().int().min(1).max(9_999).optional(),
  scale: z.coerce.number().pipe(z.union([z.literal(5), z.literal(9)])).optional(), low: z.string().trim().max(100).optional(), high: z.string().trim().max(100).optional(),
  maxIqr: z.coerce.number().min(0).max(8).optional(), minShare: z.coerce.number().int().min(51).max(100).optional(), ends: z.string().trim().min(1).max(16), opens: z.string().trim().max(16).optional(),
});
export type RoundInput = z.output<typeof RoundInput>;
export const RoundAnswerInput = z.strictObject({ answers: z.array(z.strictObject({ item: z.number().int(), value: z.number().int(), reason: z.string().trim().max(1_000).optional() })).max(200) });
export type RoundAnswerInput = z.output<typeof RoundAnswerInput>;
export const AskInput = z.strictObject({ excerpt: id.optional() });
export const QuotationAnswer = z.strictObject({ request: id, answer: z.enum(['granted', 'refused']), reason: z.string().trim().max(1_000).optional(), reply: z.string().trim().max(1_000).optional(), replyLang: z.enum(['en', 'fr', 'de', 'it', 'ru', 'es']).optional() });
export type QuotationAnswer = z.output<typeof QuotationAnswer>;
export const FindingTranslation = z.strictObject({ version: z.coerce.number().int().min(1), locale: z.enum(['fr', 'de', 'it', 'ru', 'es']), text: z.string().trim().min(1).max(3_000) });
export type FindingTranslation = z.output<typeof FindingTranslation>;
