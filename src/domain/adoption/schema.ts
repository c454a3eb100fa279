import { z } from 'zod';
import { ratingValues } from './model.ts';

const id = z.uuid();
export const SilenceProposal = z.strictObject({ submissionId: id, ends: z.string().trim().min(1).max(16), opens: z.string().trim().max(16).optional() });
export type SilenceProposal = z.output<typeof SilenceProposal>;
export const ObjectionInput = z.strictObject({ submissionId: id, kind: z.enum(['objection', 'amendment']), text: z.string().trim().max(4_000).optional(), authorised: z.literal('yes').optional() });
export type ObjectionInput = z.output<typeof ObjectionInput>;
export const RatingInput = z.strictObject({ submissionId: id, value: z.enum(ratingValues), comment: z.string().trim().max(2_000).optional() });
export type RatingInput = z.output<typeof RatingInput>;
