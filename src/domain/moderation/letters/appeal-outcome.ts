import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';

export const output = byLetter('moderation.appeal-outcome');

export type AppealOutcomeView = { ref: string; marking: Marking; outcome: 'upheld' | 'reversed'; reasons: string };

/** What another person decided on an appeal, with the reasons word for word. */
export function appealOutcomeLetter(view: AppealOutcomeView, locale: Locale): LetterText {
  return {
    subject: `[${view.marking}] ${say(locale, 'moderation.reviewed.letter.subject', { ref: view.ref })}`,
    body: [view.marking, say(locale, `moderation.reviewed.letter.${view.outcome}`, { ref: view.ref }), view.reasons.split('\n').map((line) => `> ${line}`.trimEnd()).join('\n')].join('\n\n'),
  };
}
