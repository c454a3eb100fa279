import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import { noticeText } from '../../disclosure/ui/letter-text.ts';
import type { OwnEnd } from '../../synthesis/queries/own-ends.ts';
import { ended } from '../ui/ended.ts';

export const output = byLetter('report.published', 'own');

export type PublishedView = { series: string; marking: Marking; forums: readonly { title: string; ends: readonly Omit<OwnEnd, 'marking'>[] }[]; /** Whether something may have been said that no letter lists. */ unattributed: boolean; link: string; settingsLink: string };

/** That the report is published, and what became of each thing its reader said: by reference, since the words are theirs. */
export function publishedLetter(view: PublishedView, locale: Locale): NoticeText {
  return noticeText({
    marking: view.marking,
    subject: say(locale, 'notice.report.subject', { series: view.series }),
    parts: [
      `${say(locale, 'notice.report.text', { series: view.series })}\n${view.link}`,
      ...view.forums.flatMap(({ title, ends }) => [`# ${say(locale, 'notice.report.input', { forum: title })}`, ends.map((end) => `- ${ended(end, locale)}`).join('\n')]),
      ...(view.unattributed ? [say(locale, 'notice.report.unattributed')] : []),
    ],
    reason: { settingsLink: view.settingsLink },
  }, locale);
}
