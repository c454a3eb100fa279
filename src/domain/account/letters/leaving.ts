import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { byLetter } from '../../disclosure/outputs.ts';

export const output = byLetter('account.leaving');

/** Tells somebody when their wish to leave is carried out, and how to take it back. */
export function leavingLetter(view: { dueAt: Date; zone: string; link: string }, locale: Locale): LetterText {
  const at = when(locale, view.dueAt, view.zone, { year: true });
  return { subject: say(locale, 'account.letter.leaving.subject'), body: [say(locale, 'account.letter.leaving.text', { when: at }), say(locale, 'account.letter.leaving.back'), view.link].join('\n\n') };
}
