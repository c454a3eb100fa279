import type { Locale } from '#platform/i18n/locales.ts';

/**
 * Terminology
 *
 * person        somebody with an address; may hold seats in several forums
 * one-time link a way to sign in: shown by GET, used by POST, once, for fifteen minutes
 * session       being signed in on one device, for twelve hours
 */

export type Person = { id: string; email: string; name: string; locale: Locale; zone: string; administrator: boolean };
export type LinkRefusal = 'account.link_used' | 'account.link_expired' | 'account.no_such_link';
