import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';

export const output = byLetter('moderation.appeal-outcome');

/** What became of an appeal, with the reviewer's reasons word for word. */
export function appealOutcomeLetter(view: { ref: string; marking: Marking; outcome: 'upheld' | 'reversed'; reasons: string }, locale: Locale): LetterText {
  const { ref } = view;
  return {
    subject: `[${view.marking}] ${say(locale, 'moderation.outcome_letter.subject', { ref })}`,
    body: [view.marking, say(locale, `moderation.outcome_letter.${view.outcome}`, { ref }), view.reasons.split('\n').map((line) => `> ${line}`.trimEnd()).join('\n')].join('\n\n'),
  };
}
