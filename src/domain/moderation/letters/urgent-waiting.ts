import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import { ruleKey } from '../rules.ts';
import type { UrgentFlagView } from './urgent-flag.ts';

export const output = byLetter('moderation.urgent-waiting', 'staff');

/** To everyone who moderates, and the host: nobody has taken a case in which a person may be in danger. */
export function urgentWaitingLetter(view: UrgentFlagView & { minutes: number }, locale: Locale): LetterText {
  return {
    subject: `[${view.marking}] ${say(locale, 'duty.waiting.letter.subject', { case: view.case, ref: view.ref })}`,
    body: [view.marking, say(locale, 'duty.waiting.letter.text', { ref: view.ref, minutes: view.minutes }), `${view.rule} ${say(locale, ruleKey(view.rule) as 'moderation.rule.4_2')}`].join('\n\n'),
  };
}
