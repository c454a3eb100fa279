import { z } from 'zod';
import { isZone } from '#platform/instant.ts';
import { isName } from './rules.ts';

export const locale = z.enum(['en', 'fr', 'de', 'it', 'ru', 'es']);
/** One address, one key: spaces round it go, letters are small, and nothing but plain letters is let in by `z.email`. */
export const address = z.string().trim().toLowerCase().pipe(z.email().max(254));
export const name = z.string().trim().normalize('NFC').refine(isName, 'account.name_unfit');

export const AskForLink = z.strictObject({ email: address });
/** Six digits as they are read aloud, pasted or typed: spaces and dashes do not count. */
export const TypeCode = z.strictObject({ code: z.string().max(40).transform((text) => text.replace(/[\s-]+/g, '')).refine((text) => /^\d{6}$/.test(text), 'account.code_malformed') });
/** A one-time password or a recovery code. */
export const TypePassword = z.strictObject({ password: z.string().trim().min(1).max(40) });
export const Profile = z.strictObject({ submissionId: z.uuid(), name, locale, zone: z.string().refine(isZone, 'web.field.malformed') });
export type Profile = z.output<typeof Profile>;
export const NewAddress = z.strictObject({ email: address });
export const EndSession = z.strictObject({ session: z.union([z.uuid(), z.literal('others')]) });
