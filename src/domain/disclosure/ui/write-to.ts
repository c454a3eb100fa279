import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';

/** A line of a letter that its page shows as a link with a subject ready, and its text as the address alone (RFC 6068). */
export const writeTo = (about: string, address: string, locale: Locale): string => `${say(locale, 'byletter.ways.write', { about })}: mailto:${address}?subject=${encodeURIComponent(about).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`;
