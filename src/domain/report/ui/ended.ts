import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { oneParagraph } from '../../disclosure/ui/letter-text.ts';
import type { OwnEnd } from '../../synthesis/queries/own-ends.ts';

/** What became of one contribution, in a sentence; the letter and the page of one's own input say the same. */
export function ended({ ref, end, findings, reason }: Omit<OwnEnd, 'marking'>, locale: Locale): string {
  switch (end) {
    case 'cited':
      return say(locale, 'notice.report.taken', { ref, findings: findings.join(', ') });
    case 'merged':
      return say(locale, 'notice.report.merged', { ref });
    case 'noted':
      return say(locale, 'notice.report.noted', { ref });
    case 'out-of-scope':
      return say(locale, 'notice.report.outOfScope', { ref, reason: oneParagraph(reason ?? '') }).trim();
    case null:
      return say(locale, 'notice.report.open', { ref });
    default:
      return end satisfies never;
  }
}
