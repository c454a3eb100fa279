import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import { ruleKey } from '../rules.ts';

export const output = byLetter('moderation.statement-of-reasons');

export type StatementView = { ref: string; marking: Marking; measure: string; rule: string; facts: string; scope: string; aidUsed: string; redress: string; appealUntil: Date; zone: string };

/** The reasons of a measure, word for word as the moderator wrote them, with the way to another person's review. */
export function statementLetter(view: StatementView, locale: Locale): LetterText {
  const line = (label: string, text: string) => `${label}: ${text}`;
  return {
    subject: `[${view.marking}] ${say(locale, 'moderation.letter.subject', { ref: view.ref })}`,
    body: [
      view.marking,
      line(say(locale, 'moderation.reasons.measure'), say(locale, `moderation.measure.${view.measure}` as 'moderation.measure.withhold')),
      line(say(locale, 'moderation.reasons.ground'), `${view.rule} ${say(locale, ruleKey(view.rule) as 'moderation.rule.4_2')}`),
      line(say(locale, 'moderation.reasons.facts'), view.facts),
      line(say(locale, 'moderation.reasons.scope'), view.scope),
      line(say(locale, 'moderation.reasons.aid'), view.aidUsed),
      line(say(locale, 'moderation.reasons.redress'), view.redress),
      say(locale, 'moderation.appeal.button', { when: when(locale, view.appealUntil, view.zone) }),
    ].join('\n\n'),
  };
}
