import { z } from 'zod';
import { markings } from '../disclosure/model.ts';
import { grounds, type Measure, measures, rulesOfForum } from './model.ts';
import { concernsPerson } from './rules/docket.ts';
import { dutyRoles } from './rules/roster.ts';
import { listLanguages, TermEntry } from './rules/word-list.ts';

export const FlagInput = z.strictObject({ submissionId: z.uuid(), rule: z.enum(rulesOfForum), sentence: z.string().trim().min(1).max(1_000), urgent: z.literal('yes').optional() });
export type FlagInput = z.output<typeof FlagInput>;

export const FlagWithdrawalInput = z.strictObject({ submissionId: z.uuid() });
export type FlagWithdrawalInput = z.output<typeof FlagWithdrawalInput>;

/** What a measure cannot be taken without. */
function neededBy(measure: Measure): readonly ('label' | 'description' | 'marking' | 'days')[] {
  if (measure === 'label') return ['label'];
  if (measure === 'cover') return ['description'];
  if (measure === 'marking-changed') return ['marking'];
  return concernsPerson(measure) ? ['days'] : [];
}

/** Taking a case, or putting it back for others. */
export const ClaimInput = z.strictObject({ submissionId: z.uuid(), step: z.enum(['claim', 'hand-over']) });
export type ClaimInput = z.output<typeof ClaimInput>;

export const DecisionInput = z
  .strictObject({
    submissionId: z.uuid(),
    /** Of the case as it was read. */
    version: z.coerce.number().int(),
    measure: z.enum(measures),
    rule: z.enum(grounds),
    law: z.string().trim().min(1).max(300).optional(),
    lawState: z.string().trim().min(1).max(100).optional(),
    facts: z.string().trim().min(1).max(4_000),
    scope: z.string().trim().min(1).max(1_000),
    aidUsed: z.string().trim().min(1).max(1_000),
    redress: z.string().trim().min(1).max(1_000),
    /** For how many days a person is muted or suspended. */
    days: z.coerce.number().int().min(1).max(90).optional(),
    label: z.string().trim().min(1).max(200).optional(),
    description: z.string().trim().min(1).max(200).optional(),
    marking: z.enum(markings).optional(),
    /** In force at once, because a person is in danger. */
    atOnce: z.literal('yes').optional(),
  })
  .superRefine((input, check) => {
    const needed = [...(input.rule === 'law' ? (['law', 'lawState'] as const) : []), ...neededBy(input.measure)];
    for (const field of needed) if (input[field] === undefined) check.addIssue({ code: 'custom', path: [field], message: 'web.field.required' });
  });
export type DecisionInput = z.output<typeof DecisionInput>;

/** A second moderator's word on a proposal. */
export const ConfirmationInput = z.strictObject({ submissionId: z.uuid(), version: z.coerce.number().int(), step: z.enum(['confirm', 'decline']) });
export type ConfirmationInput = z.output<typeof ConfirmationInput>;

/** Whether a change of wording that was asked for is enough. */
export const EditInput = z.strictObject({ submissionId: z.uuid(), version: z.coerce.number().int(), step: z.enum(['accept-edit', 'reopen']) });
export type EditInput = z.output<typeof EditInput>;

export const AppealInput = z.strictObject({ submissionId: z.uuid(), text: z.string().trim().min(1).max(4_000) });
export type AppealInput = z.output<typeof AppealInput>;

export const ReviewInput = z.strictObject({ submissionId: z.uuid(), outcome: z.enum(['upheld', 'reversed']), reasons: z.string().trim().min(1).max(4_000) });
export type ReviewInput = z.output<typeof ReviewInput>;

/** Puts a text, or one of its files by number, in quarantine. */
export const QuarantineInput = z.strictObject({ submissionId: z.uuid(), ref: z.string().trim().min(1).max(20), file: z.coerce.number().int().min(1).max(1_000).optional(), reason: z.string().trim().min(1).max(2_000) });
export type QuarantineInput = z.output<typeof QuarantineInput>;

export const AccessInput = z.strictObject({ submissionId: z.uuid(), reason: z.string().trim().min(1).max(1_000) });
export type AccessInput = z.output<typeof AccessInput>;
export const GrantInput = z.strictObject({ submissionId: z.uuid(), access: z.uuid() });
export type GrantInput = z.output<typeof GrantInput>;
export const ViewInput = z.strictObject({ submissionId: z.uuid() });
export type ViewInput = z.output<typeof ViewInput>;

export const SettlementInput = z.strictObject({ submissionId: z.uuid(), version: z.coerce.number().int(), step: z.enum(['propose-release', 'propose-confirm']), reason: z.string().trim().min(1).max(2_000) });
export type SettlementInput = z.output<typeof SettlementInput>;
export const SecondInput = z.strictObject({ submissionId: z.uuid(), version: z.coerce.number().int(), step: z.enum(['second', 'decline']) });
export type SecondInput = z.output<typeof SecondInput>;

export const ReferralInput = z.strictObject({ submissionId: z.uuid(), authority: z.string().trim().min(1).max(200), basis: z.string().trim().min(1).max(1_000), note: z.string().trim().min(1).max(4_000) });
export type ReferralInput = z.output<typeof ReferralInput>;
export const ReferralConfirmationInput = z.strictObject({ submissionId: z.uuid(), referral: z.uuid() });
export type ReferralConfirmationInput = z.output<typeof ReferralConfirmationInput>;

export const JudgeInput = z.strictObject({ submissionId: z.uuid(), outcome: z.enum(['right', 'overridden']) });
export type JudgeInput = z.output<typeof JudgeInput>;

const clockTime = z.string().trim().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A shift by the clock of the forum's zone; an end not after the beginning is on the next day. */
export const ShiftInput = z.strictObject({ submissionId: z.uuid(), role: z.enum(dutyRoles), seat: z.uuid(), day: z.iso.date(), from: clockTime, until: clockTime });
export type ShiftInput = z.output<typeof ShiftInput>;

export const ShiftRemovalInput = z.strictObject({ submissionId: z.uuid() });
export type ShiftRemovalInput = z.output<typeof ShiftRemovalInput>;

export const HandOverInput = z.strictObject({ submissionId: z.uuid(), seat: z.uuid(), note: z.string().trim().min(1).max(1_000).optional() });
export type HandOverInput = z.output<typeof HandOverInput>;

export const UrgentInput = z.strictObject({ submissionId: z.uuid(), minutes: z.coerce.number().int().min(1).max(60) });
export type UrgentInput = z.output<typeof UrgentInput>;

export const RegisterInput = z.strictObject({ submissionId: z.uuid(), open: z.enum(['yes', 'no']) });
export type RegisterInput = z.output<typeof RegisterInput>;
/** An entry for a word list as a form brings it: further forms in one line, parted by commas. */
export const WordInput = z.strictObject({
  submissionId: z.uuid(), language: z.enum(listLanguages), version: z.coerce.number().int().min(0), tried: z.string().max(64).optional(),
  term: TermEntry.shape.term, rule: TermEntry.shape.rule, match: TermEntry.shape.match, note: TermEntry.shape.note,
  forms: z.string().max(2_000).default('').transform((line) => line.split(',').map((form) => form.trim()).filter(Boolean)).pipe(TermEntry.shape.forms.unwrap()),
});
export type WordInput = z.output<typeof WordInput>;
export const WordWithdrawal = z.strictObject({ submissionId: z.uuid(), language: z.enum(listLanguages), version: z.coerce.number().int().min(1), term: z.string().max(80) });
export type WordWithdrawal = z.output<typeof WordWithdrawal>;
export const ExampleInput = z.strictObject({ submissionId: z.uuid(), language: z.enum(listLanguages), text: z.string().trim().min(1).max(500) });
export type ExampleInput = z.output<typeof ExampleInput>;
export const ExampleWithdrawal = z.strictObject({ submissionId: z.uuid(), language: z.enum(listLanguages), example: z.uuid() });
export type ExampleWithdrawal = z.output<typeof ExampleWithdrawal>;
