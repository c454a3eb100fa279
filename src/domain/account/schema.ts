import { z } from 'zod';
import { isZone } from '#platform/instant.ts';
import { digests } from './model.ts';
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
export const NewAddress = z.strictObject({ email: address });
export const RetryLetters = z.strictObject({ submissionId: z.uuid(), letter: z.union([z.uuid(), z.literal('all')]) });
export type RetryInput = z.output<typeof RetryLetters>;
export const LiftSuppression = z.strictObject({ submissionId: z.uuid(), address: z.string().trim().toLowerCase().min(1).max(320) });
export type LiftInput = z.output<typeof LiftSuppression>;
export const EndSession = z.strictObject({ session: z.union([z.uuid(), z.literal('others')]) });

/** What a browser sends of a passkey: JSON in one field of a form; what is in it is proved or refused later. */
const sentByDevice = z.string().max(20_000).transform((text, { addIssue }) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    addIssue({ code: 'custom', message: 'account.passkey_unproved' });
    return z.NEVER;
  }
});
const encoded = z.string().regex(/^[\w-]+$/).max(10_000);
const transports = z.array(z.enum(['usb', 'nfc', 'ble', 'internal', 'hybrid', 'smart-card', 'cable'])).max(7);
const Creation = z.object({ id: encoded, rawId: encoded, response: z.object({ clientDataJSON: encoded, attestationObject: encoded, transports: transports.catch([]) }) });
const Assertion = z.object({ id: encoded, rawId: encoded, response: z.object({ clientDataJSON: encoded, authenticatorData: encoded, signature: encoded, userHandle: encoded.optional().catch(undefined) }) });

export const NewPasskey = z.strictObject({ name: name.optional(), response: sentByDevice.pipe(Creation) });
export const UsePasskey = z.strictObject({ response: sentByDevice.pipe(Assertion) });
export const RenamePasskey = z.strictObject({ name });
/** Where "not now" was said: an address of ours, else one's own page. */
export const DeclinePasskey = z.object({ back: z.string().regex(/^\/(?![/\\])[\w\-/·%.]*$/).max(300).catch('/me') });
export const RemovePasskey = z.strictObject({ last: z.literal('yes').optional() });

/**
 * What the identity provider vouches for. An address is compared only when it is plain letters as it stands: a sign
 * that merely becomes one in small letters (the Kelvin sign) would let one address pass for another.
 */
export const ProviderClaims = z.object({ issuer: z.string().min(1), subject: z.string().min(1).max(255), email: z.email().max(254).transform((text) => text.toLowerCase()).nullable().catch(null), emailVerified: z.boolean() });
export type ProviderClaims = z.output<typeof ProviderClaims>;

const several = z.union([locale.transform((one) => [one]), z.array(locale)]).default([]);
export const Profile = z.strictObject({
  submissionId: z.uuid(),
  name,
  locale,
  languages: several,
  zone: z.string().refine(isZone, 'web.field.malformed'),
  digest: z.enum(digests),
  digestHour: z.coerce.number().int().min(0).max(23),
});
export type Profile = z.output<typeof Profile>;

export const Leaving = z.strictObject({ submissionId: z.uuid(), name: z.enum(['replace', 'keep']), word: z.string().max(100).default('') });
export type Leaving = z.output<typeof Leaving>;
