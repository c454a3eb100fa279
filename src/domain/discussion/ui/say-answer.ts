import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { bylineText } from '../../disclosure/byline-text.ts';
import type { Answer } from '../queries/answer-address.ts';

/** What answering the letter itself does. */
export function sayAnswer(locale: Locale, { ref, byline, marking }: Answer): string {
  if (byline.shows === 'nobody' && byline.rule === 'unattributed') return say(locale, 'notice.answer.hereWaits', { ref, marking });
  return say(locale, 'notice.answer.here', { ref, byline: bylineText(byline, locale), marking });
}

/** A way to write an answer to one thing. */
export const sayAnswerTo = (locale: Locale, { ref, address }: Answer): string => say(locale, 'notice.answer.item', { ref, address: `mailto:${address}?subject=${encodeURIComponent(`Re: ${ref}`)}` });

/** What such answers do, and the letter's own does not. */
export const sayAnswers = (locale: Locale, [first]: readonly Answer[]): string[] => (first ? [say(locale, 'notice.answer.each', { byline: bylineText(first.byline, locale) })] : []);
