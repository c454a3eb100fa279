import type { Locale } from '#platform/i18n/locales.ts';

/**
 * Terminology
 *
 * person         somebody with an address; may hold seats in several forums
 * one-time link  a way to sign in: shown by GET, used by POST, once, for fifteen minutes
 * code           the six digits of the same letter, for the browser that asked; used up together with the link
 * departure      a wish to leave, with the instant at which it is carried out; may be taken back until then
 * stub           what is left of a person who left: an id, for what the record refers to
 * session        being signed in on one device: twelve hours at most, three without use
 * method         how a session was started
 * factor         something a session's person has proved: an address they read, a device they hold
 * second factor  a time-based one-time password (RFC 6238), or a recovery code in its place
 * passkey        a key held by a person's device that signs them in and is a second factor in itself
 * subject        who a person is at the site's identity provider
 */

export type Person = { id: string; email: string; name: string; locale: Locale; zone: string; administrator: boolean };
export type LinkRefusal = 'account.link_used' | 'account.link_expired' | 'account.no_such_link';
export type CodeRefusal = 'account.code_wrong' | 'account.code_spent';
export type QueueRefusal = 'account.not_administrator' | 'account.no_such_letter';
export type TooMany = 'account.tries_too_many';

export const methods = ['link', 'code', 'operator', 'invitation', 'passkey', 'identity-provider'] as const;
export type Method = (typeof methods)[number];

/** What a device is called, from what its browser says of itself; null where it says nothing known. */
export type Device = { browser: string | null; system: string | null };

export type StaffSecondFactor = 'required' | 'optional';

export type PasskeyRefusal = 'account.passkey_unproved' | 'account.passkey_stale' | 'account.passkey_unknown' | 'account.passkey_copied';

/** How often somebody is written to of what is new in their forums. */
export const digests = ['immediate', 'daily', 'weekly', 'pack', 'never'] as const;
export type Digest = (typeof digests)[number];

export type Departure = { askedAt: Date; dueAt: Date; keepName: boolean };
export type LeaveRefusal = 'account.signed_out' | 'account.word_not_typed' | 'account.last_administrator' | 'account.already_leaving';
