import type { Locale } from '#platform/i18n/locales.ts';
import { say, sayAny } from '#platform/i18n/say.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { byLetter } from '../../disclosure/outputs.ts';

export const output = byLetter('accreditation.delegation');

/** What happened in a delegation, as one of those concerned is told. */
export type DelegationNotice = 'nominated' | 'confirmed' | 'refused' | 'replaced' | 'ended' | 'duty' | 'relieved' | 'sender';

/** A line or two, the forum in the subject, the marking before all: names of people are in it. */
export function delegationLetter(view: { what: DelegationNotice; forum: string; body: string; people: string; detail: string; link: string | null }, locale: Locale): LetterText {
  const marking = 'TLP:AMBER';
  return {
    subject: `[${marking}] ${say(locale, 'delegation.letter.subject', { forum: view.forum, body: view.body })}`,
    body: [marking, sayAny(locale, `delegation.letter.${view.what}`, { forum: view.forum, body: view.body, people: view.people, detail: view.detail }), ...(view.link ? [view.link] : [])].join('\n\n'),
  };
}
