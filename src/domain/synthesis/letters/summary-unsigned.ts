import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { dayOf, when } from '#platform/i18n/time.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';

export const output = byLetter('synthesis.summary-unsigned', 'staff');

export type UnsignedSummaryView = { forum: string; marking: Marking; day: string; at: Date; zone: string; link: string };

/** To who is on duty: the hour has come, and the day's summary is not signed. */
export function unsignedSummaryLetter({ forum, marking, day, at, zone, link }: UnsignedSummaryView, locale: Locale): LetterText {
  const named = dayOf(locale, new Date(`${day}T12:00:00Z`), 'UTC', { year: true });
  return {
    subject: `[${marking}] ${say(locale, 'summary.letter.subject', { forum, day: named })}`,
    body: [marking, say(locale, 'summary.letter.text', { day: named, when: when(locale, at, zone, { year: true }) }), link].join('\n\n'),
  };
}
