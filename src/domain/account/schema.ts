import { z } from 'zod';
import { isZone } from '#platform/instant.ts';
import { isName } from './rules.ts';

export const locale = z.enum(['en', 'fr', 'de', 'it', 'ru', 'es']);
export const address = z.email().max(254).transform((text) => text.toLowerCase());
export const name = z.string().trim().normalize('NFC').refine(isName, 'account.name_unfit');

export const AskForLink = z.strictObject({ email: address });
export const UseLink = z.strictObject({ token: z.string().min(1).max(200) });
export const Profile = z.strictObject({ submissionId: z.uuid(), name, locale, zone: z.string().refine(isZone, 'web.field.malformed') });
export type Profile = z.output<typeof Profile>;
