import { z } from 'zod';
import { capacities, markings, regimes } from '../disclosure/model.ts';
import { contributionKinds } from './model.ts';

/** Some 3,000 words: more than anyone reads in one piece, and what a delegation's longest statement needed. */
export const maxTextLength = 20_000;

/** A contribution as any door brings it. */
export const ContributionInput = z.strictObject({
  submissionId: z.uuid(),
  code: z.string().max(6),
  parent: z.string().max(12).optional(),
  text: z.string().trim().min(1).max(maxTextLength),
  regime: z.enum(regimes),
  marking: z.enum(markings),
  lang: z.enum(['en', 'fr', 'de', 'it', 'ru', 'es']),
  capacity: z.enum(capacities).default('own-name'),
  kind: z.enum(contributionKinds).default('contribution'),
});
export type ContributionInput = z.output<typeof ContributionInput>;

/** What is being written, kept as it stands: nothing in it need be right yet. */
export const DraftInput = z.object({ text: z.string().max(3_000_000), parent: z.string().max(12).optional(), regime: z.string().max(20).optional(), marking: z.string().max(20).optional(), lang: z.string().max(2).optional(), capacity: z.string().max(20).optional() });
export type DraftInput = z.output<typeof DraftInput>;

export const RevisionInput = z.strictObject({ submissionId: z.uuid(), text: z.string().trim().min(1).max(maxTextLength) });
export type RevisionInput = z.output<typeof RevisionInput>;
