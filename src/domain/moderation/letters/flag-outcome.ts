import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import type { StatementView } from '../model.ts';
import { groundText } from '../ui/say-statement.ts';

export const output = byLetter('moderation.flag-outcome');

/** What was decided, for one who flagged: the measure and its ground. The reasons themselves are the author's. */
export function flagOutcomeLetter(view: StatementView, locale: Locale): LetterText {
  return {
    subject: `[${view.marking}] ${say(locale, 'moderation.flagged.letter.subject', { ref: view.ref })}`,
    body: [
      view.marking,
      say(locale, 'moderation.flagged.letter.text', { ref: view.ref }),
      `${say(locale, 'moderation.reasons.measure')}: ${say(locale, `moderation.measure.${view.measure}`)}`,
      `${say(locale, 'moderation.reasons.ground')}: ${groundText(view, locale)}`,
      ...(view.measure === 'none' ? [`${say(locale, 'moderation.reasons.facts')}: ${view.facts}`] : []),
      say(locale, 'moderation.flagged.letter.end'),
    ].join('\n\n'),
  };
}
