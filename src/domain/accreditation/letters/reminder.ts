import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';

export const output = byLetter('accreditation.reminder');

/** A reminder: what somebody of the secretariat adds stands first; the link is new, and earlier ones are dead. */
export function reminderLetter(view: { forum: string; body: string; link: string; expiresAt: Date; zone: string; marking: Marking; personal: string }, locale: Locale): LetterText {
  return {
    subject: `[${view.marking}] ${say(locale, 'invitation.reminder.subject', { forum: view.forum })}`,
    body: [
      view.marking,
      ...(view.personal ? [view.personal] : []),
      say(locale, 'invitation.reminder.text', { forum: view.forum, body: view.body }),
      view.link,
      say(locale, 'invitation.reminder.link', { when: when(locale, view.expiresAt, view.zone) }),
    ].join('\n\n'),
  };
}
