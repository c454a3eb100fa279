import type { Locale } from '#platform/i18n/locales.ts';
import type { Marking as Door } from './reply-address.ts';

/** What a writer of notices is handed: for whom, where links lead, and where answers come in, if they do. */
export type Writing = { locale: Locale; /** The reader's own zone, beside the forum's. */ zone: string; origin: string; door: Door | null };
