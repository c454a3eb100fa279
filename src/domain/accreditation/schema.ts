import { z } from 'zod';
import { regimes } from '../disclosure/model.ts';
import { locale, name } from '../account/schema.ts';

export const InviteForm = z.strictObject({ submissionId: z.uuid(), lines: z.string().trim().min(1).max(100_000) });
export type InviteForm = z.output<typeof InviteForm>;

export const Acceptance = z.strictObject({
  token: z.string().min(1).max(200),
  answer: z.literal('accept'),
  name,
  locale,
  regime: z.enum(regimes),
  rules: z.literal('yes', 'accreditation.rules_not_accepted').optional(),
});
export type Acceptance = z.output<typeof Acceptance>;

export const AskRecovery = z.strictObject({ submissionId: z.uuid(), seat: z.uuid(), reason: z.string().trim().min(10).max(1_000) });
export type AskRecovery = z.output<typeof AskRecovery>;
export const ConfirmRecovery = z.strictObject({ submissionId: z.uuid(), recovery: z.uuid(), answer: z.enum(['confirm', 'stop']) });
export type ConfirmRecovery = z.output<typeof ConfirmRecovery>;
