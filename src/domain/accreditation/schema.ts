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
