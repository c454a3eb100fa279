import { z } from 'zod';
import { measures, rulesOfForum } from './model.ts';

export const FlagInput = z.strictObject({ submissionId: z.uuid(), rule: z.enum(rulesOfForum), sentence: z.string().trim().min(1).max(1_000), urgent: z.literal('yes').optional() });
export type FlagInput = z.output<typeof FlagInput>;

export const DecisionInput = z.strictObject({
  submissionId: z.uuid(),
  version: z.coerce.number().int(),
  measure: z.enum(measures),
  rule: z.enum(rulesOfForum),
  facts: z.string().trim().min(1).max(4_000),
  scope: z.string().trim().min(1).max(1_000),
  aidUsed: z.string().trim().min(1).max(1_000),
  redress: z.string().trim().min(1).max(1_000),
});
export type DecisionInput = z.output<typeof DecisionInput>;

export const AppealInput = z.strictObject({ submissionId: z.uuid(), text: z.string().trim().min(1).max(4_000) });
export type AppealInput = z.output<typeof AppealInput>;

export const ReviewInput = z.strictObject({ submissionId: z.uuid(), outcome: z.enum(['upheld', 'reversed']), reasons: z.string().trim().min(1).max(4_000) });
export type ReviewInput = z.output<typeof ReviewInput>;

export const JudgeInput = z.strictObject({ submissionId: z.uuid(), outcome: z.enum(['right', 'overridden']) });
export type JudgeInput = z.output<typeof JudgeInput>;
