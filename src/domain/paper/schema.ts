import { z } from 'zod';
import { circulationAudiences } from './model.ts';

const languages = ['en', 'fr', 'de', 'it', 'ru', 'es'] as const;
const paragraphText = z.string().trim().min(1).max(20_000);

/** What a paper may hold: some 80 pages. */
export const maxPaperText = 200_000;

export const PaperInput = z.strictObject({ submissionId: z.uuid(), title: z.string().trim().min(1).max(300), symbol: z.string().trim().max(60).optional(), locale: z.enum(languages), markdown: z.string().trim().min(1).max(maxPaperText) });
export type PaperInput = z.output<typeof PaperInput>;
/** A document to be looked at before it becomes the paper: a file beside these fields, or its text as changed by hand. */
export const ImportInput = z.strictObject({ locale: z.enum(languages), sameVersion: z.literal('yes').optional(), title: z.string().trim().max(300).optional(), symbol: z.string().trim().max(60).optional(), markdown: z.string().max(maxPaperText).optional() });
export type ImportInput = z.output<typeof ImportInput>;
export const CirculationInput = z.strictObject({ submissionId: z.uuid(), audiences: z.preprocess((v) => (typeof v === 'string' ? [v] : v), z.array(z.enum(circulationAudiences)).min(1)) });
export type CirculationInput = z.output<typeof CirculationInput>;

/** What is said or asked of the version circulated last. */
export const ReceiptInput = z.strictObject({ submissionId: z.uuid(), version: z.coerce.number().int().min(1).max(9_999) });
export type ReceiptInput = z.output<typeof ReceiptInput>;

/**
 * The passage is a sentence by its place, or quoted words; words given win. `in` is the language they were read in,
 * `version` the version, `before` what stood before them on the page.
 */
export const AnnotationInput = z
  .strictObject({
    submissionId: z.uuid(), paragraph: z.string().max(10), version: z.coerce.number().int().min(1).max(9_999).optional(), in: z.enum(languages).optional(),
    sentence: z.coerce.number().int().min(0).max(999).optional(), quote: z.string().trim().min(1).max(2_000).optional(), before: z.string().max(400).optional(),
    text: z.string().trim().min(1).max(4_000), proposal: z.string().trim().max(4_000).optional(), lang: z.enum(languages),
  })
  .refine(({ quote, sentence }) => quote !== undefined || sentence !== undefined, { path: ['quote'], message: 'paper.field.passage' });
export type AnnotationInput = z.output<typeof AnnotationInput>;

/** One paragraph in one language, as its editor leaves it. `was` is the hash of the wording the editor had before them; none for a translation begun. */
export const ParagraphInput = z.strictObject({ submissionId: z.uuid(), locale: z.enum(languages), markdown: paragraphText, was: z.string().max(64).optional() });
export type ParagraphInput = z.output<typeof ParagraphInput>;
/** A paragraph put in after this one. */
export const NewParagraphInput = z.strictObject({ submissionId: z.uuid(), markdown: paragraphText });
export type NewParagraphInput = z.output<typeof NewParagraphInput>;
export const RemovalInput = z.strictObject({ submissionId: z.uuid() });
export type RemovalInput = z.output<typeof RemovalInput>;
