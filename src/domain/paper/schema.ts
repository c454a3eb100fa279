import { z } from 'zod';
import { circulationAudiences } from './model.ts';

export const PaperInput = z.strictObject({ submissionId: z.uuid(), title: z.string().trim().min(1).max(300), symbol: z.string().trim().max(60).optional(), locale: z.enum(['en', 'fr', 'de', 'it', 'ru', 'es']), markdown: z.string().trim().min(1).max(200_000) });
export type PaperInput = z.output<typeof PaperInput>;
export const CirculationInput = z.strictObject({ submissionId: z.uuid(), audiences: z.preprocess((v) => (typeof v === 'string' ? [v] : v), z.array(z.enum(circulationAudiences)).min(1)) });
export type CirculationInput = z.output<typeof CirculationInput>;
export const AnnotationInput = z.strictObject({ submissionId: z.uuid(), paragraph: z.string().max(10), quote: z.string().trim().min(1).max(2_000), text: z.string().trim().min(1).max(4_000), proposal: z.string().trim().max(4_000).optional(), lang: z.enum(['en', 'fr', 'de', 'it', 'ru', 'es']) });
export type AnnotationInput = z.output<typeof AnnotationInput>;
