import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';

export const output = byLetter('accreditation.invitation');

/** The invitation: forum, seat, link, deadline. The label stands in the subject and before the text. */
export function invitationLetter(view: { forum: string; body: string; link: string; expiresAt: Date; zone: string; marking: Marking }, locale: Locale): LetterText {
  return {
    subject: `[${view.marking}] ${say(locale, 'accreditation.letter.subject', { forum: view.forum })}`,
    body: [
      view.marking,
      say(locale, 'accreditation.letter.text', { forum: view.forum, body: view.body }),
      view.link,
      say(locale, 'accreditation.letter.link', { when: when(locale, view.expiresAt, view.zone) }),
    ].join('\n\n'),
  };
}
