import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';

export const output = byLetter('accreditation.application');

type View = { forum: string; marking: Marking } & ({ what: 'confirm'; link: string; until: Date; zone: string } | { what: 'refused'; reason: string } | { what: 'reopened' });

/** What an applicant is told: to confirm the address, that the application is refused and why, or that it is looked at anew. */
export function applicationLetter(view: View, locale: Locale): LetterText {
  const parts = {
    confirm: () => (view.what === 'confirm' ? [say(locale, 'application.letter.confirm', { forum: view.forum }), view.link, say(locale, 'application.letter.confirmUntil', { when: when(locale, view.until, view.zone) })] : []),
    refused: () => (view.what === 'refused' ? [say(locale, 'application.letter.refused', { forum: view.forum }), view.reason, say(locale, 'application.letter.answer')] : []),
    reopened: () => [say(locale, 'application.letter.reopened', { forum: view.forum })],
  };
  return { subject: `[${view.marking}] ${say(locale, 'application.letter.subject', { forum: view.forum })}`, body: [view.marking, ...parts[view.what]()].join('\n\n') };
}
