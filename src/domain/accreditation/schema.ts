import { z } from 'zod';
import { categories, regimes } from '../disclosure/model.ts';
import { address, locale, name } from '../account/schema.ts';
import { duties, membershipStatuses, nominationRoles } from './model.ts';

/** `again`: who has an open invitation gets a new link, and the old one is dead. */
export const InviteForm = z.strictObject({ submissionId: z.uuid(), lines: z.string().min(1).max(200_000), again: z.literal('yes').optional() });
export type InviteForm = z.output<typeof InviteForm>;

/** A deed on one invitation. */
export const OneInvitation = z.strictObject({ submissionId: z.uuid() });
export type OneInvitation = z.output<typeof OneInvitation>;

/** A reminder to all who have not answered, or to one of them, with a line of one's own. */
export const ReminderForm = z.strictObject({ submissionId: z.uuid(), invitation: z.uuid().optional(), personal: z.string().trim().max(1_000).optional() });
export type ReminderForm = z.output<typeof ReminderForm>;

export const RemindersForm = z.strictObject({ submissionId: z.uuid(), everyDays: z.coerce.number().int().min(1).max(30).optional() });
export type RemindersForm = z.output<typeof RemindersForm>;

export const CallForm = z.strictObject({ submissionId: z.uuid(), calledAt: z.string().trim().min(1).max(16), spokenWith: z.string().trim().min(1).max(160), said: z.string().trim().min(1).max(4_000) });
export type CallForm = z.output<typeof CallForm>;

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
const submissionId = z.uuid();
const category = z.enum(categories).exclude(['staff']);
const day = z.string().refine((text) => z.iso.date().safeParse(text).success, 'accreditation.no_such_day');
/** A name that is shown; what is empty falls back to the one given. */
const shownName = z.string().trim().normalize('NFC').min(1).max(160);

export const NominationForm = z.strictObject({ submissionId, name, email: address, locale, role: z.enum(nominationRoles), category });
export type NominationForm = z.output<typeof NominationForm>;

export const NominationList = z.strictObject({ submissionId, category, lines: z.string().trim().min(1).max(50_000) });
export type NominationList = z.output<typeof NominationList>;

export const ReplacementForm = z.strictObject({ submissionId, seat: z.uuid(), name, email: address, locale });
export type ReplacementForm = z.output<typeof ReplacementForm>;

/** Ends a seat, or takes back a nomination that waits: one of the two. */
export const WithdrawalForm = z.strictObject({ submissionId, seat: z.uuid().optional(), nomination: z.uuid().optional() });
export type WithdrawalForm = z.output<typeof WithdrawalForm>;

export const NominationDecision = z.strictObject({ submissionId, nomination: z.uuid(), decision: z.enum(['confirmed', 'refused']), reason: z.string().trim().max(1_000).optional() });
export type NominationDecision = z.output<typeof NominationDecision>;

/** An empty number takes the limit away. */
export const QuotaForm = z.strictObject({ submissionId, body: z.uuid().optional(), category: z.enum(categories), seats: z.coerce.number().int().min(0).max(999).optional() });
export type QuotaForm = z.output<typeof QuotaForm>;

export const DutyForm = z.strictObject({ submissionId, seat: z.uuid(), duty: z.enum([...duties, 'none', 'sender', 'withdraw']) });
export type DutyForm = z.output<typeof DutyForm>;

export const StateNamesForm = z.strictObject({ submissionId, en: shownName, fr: shownName, de: shownName, it: shownName, ru: shownName, es: shownName });
export type StateNamesForm = z.output<typeof StateNamesForm>;

export const MembershipForm = z.strictObject({ submissionId, status: z.enum(membershipStatuses), from: day });
export type MembershipForm = z.output<typeof MembershipForm>;

/** A place among the States of the same standing, counted from one. */
export const StateOrderForm = z.strictObject({ submissionId, code: z.string().min(1).max(40), place: z.coerce.number().int().min(0).max(999) });
export type StateOrderForm = z.output<typeof StateOrderForm>;

const otherName = shownName.optional();
export const BodyForm = z.strictObject({
  submissionId, name: shownName, abbreviation: z.string().trim().max(24).optional(), category: z.enum(categories), kind: z.enum(['organization', 'institution']), state: z.string().max(40).optional(),
  en: otherName, fr: otherName, de: otherName, it: otherName, ru: otherName, es: otherName,
});
export type BodyForm = z.output<typeof BodyForm>;
export const ChooseRegime = z.strictObject({ submissionId: z.uuid(), forum: z.string().max(120), regime: z.enum(regimes) });
export type ChooseRegime = z.output<typeof ChooseRegime>;
/** Nobody applies to be staff. */
export const ApplicationForm = z.strictObject({ submissionId: z.uuid(), email: address, name, body: z.string().trim().normalize('NFC').min(1).max(160), category: z.enum(categories).exclude(['staff']), reason: z.string().trim().min(1).max(2_000) });
export type ApplicationForm = z.output<typeof ApplicationForm>;

export const ApplicationDecision = z.strictObject({ submissionId: z.uuid(), deed: z.enum(['approve', 'refuse', 'reverse']), reason: z.string().trim().min(1).max(1_000).optional() });
export type ApplicationDecision = z.output<typeof ApplicationDecision>;

export const ApplicationsForm = z.strictObject({ submissionId: z.uuid(), open: z.literal('yes').optional() });
export type ApplicationsForm = z.output<typeof ApplicationsForm>;
