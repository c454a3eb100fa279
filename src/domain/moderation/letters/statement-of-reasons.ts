import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import type { StatementView } from '../model.ts';
import { statementLines } from '../ui/say-statement.ts';

export const output = byLetter('moderation.statement-of-reasons');

/** The reasons of a measure, word for word as the moderator wrote them, with the way to another person's review. */
export function statementLetter(view: StatementView, locale: Locale): LetterText {
  const at = (date: Date) => when(locale, date, view.zone, { year: true });
  return {
    subject: `[${view.marking}] ${say(locale, 'moderation.letter.subject', { ref: view.ref })}`,
    body: [
      view.marking,
      ...statementLines(view, locale).map(({ label, text }) => `${label}: ${text}`),
      ...(view.editUntil ? [say(locale, 'moderation.letter.edit', { ref: view.ref, when: at(view.editUntil) })] : []),
      ...(view.interimUntil ? [say(locale, 'moderation.letter.interim', { when: at(view.interimUntil) })] : []),
      ...(view.appealUntil ? [say(locale, 'moderation.appeal.button', { when: at(view.appealUntil) })] : []),
    ].join('\n\n'),
  };
}
