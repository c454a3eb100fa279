import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { byLetter } from '../../disclosure/outputs.ts';

export const output = byLetter('account.sign-in-link');

/** The letter with a one-time link and its code. It names nobody: whoever else reads it learns no name. */
export function signInLetter(view: { link: string; code: string; minutes: number }, locale: Locale): LetterText {
  return {
    subject: say(locale, 'account.letter.link.subject'),
    body: [
      say(locale, 'account.letter.link.text', { minutes: view.minutes }), view.link,
      say(locale, 'account.letter.link.code'), `${view.code.slice(0, 3)} ${view.code.slice(3)}`,
      say(locale, 'account.letter.link.notYou'),
    ].join('\n\n'),
  };
}
