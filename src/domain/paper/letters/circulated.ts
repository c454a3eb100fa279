import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { byLetter } from '../../disclosure/outputs.ts';

export const output = byLetter('paper.circulated');

/** A body has the paper now, or is asked again whether it has it. Nothing of the paper is in the letter, not its title either. */
export function circulatedLetter(view: { what: 'sent' | 'reminder'; forum: string; body: string; version: number; link: string }, locale: Locale): LetterText {
  const marking = 'TLP:CLEAR';
  return {
    subject: `[${marking}] ${say(locale, `paper.letter.subject.${view.what}`, { forum: view.forum, version: view.version })}`,
    body: [marking, say(locale, `paper.letter.${view.what}`, { forum: view.forum, body: view.body, version: view.version }), view.link, say(locale, 'paper.letter.confirm')].join('\n\n'),
  };
}
