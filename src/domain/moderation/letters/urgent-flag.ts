import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import { urgentMinutes } from '../rules/docket.ts';
import { ruleKey } from '../rules.ts';

export const output = byLetter('moderation.urgent-flag', 'staff');

export type UrgentFlagView = { case: string; ref: string; marking: Marking; rule: string };

/** To the referee on duty at once, or to all: somebody says that a person is in danger. */
export function urgentFlagLetter(view: UrgentFlagView, locale: Locale): LetterText {
  return {
    subject: `[${view.marking}] ${say(locale, 'moderation.urgent.letter.subject', { case: view.case, ref: view.ref })}`,
    body: [view.marking, say(locale, 'moderation.urgent.letter.text', { ref: view.ref, minutes: urgentMinutes }), `${view.rule} ${say(locale, ruleKey(view.rule) as 'moderation.rule.4_2')}`].join('\n\n'),
  };
}
