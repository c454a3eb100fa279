import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import { letterMarking, noticeText, oneParagraph } from '../../disclosure/ui/letter-text.ts';

export const output = byLetter('synthesis.summary', 'seated');

export type SummaryDay = { day: string; sentences: readonly { text: string; remark: boolean; refs: readonly string[] }[]; /** How many sentences are not in the letter. */ left: number; markings: readonly Marking[]; notAddressed: readonly string[]; link: string };
export type SummaryView = { forum: string; marking: Marking; days: readonly SummaryDay[]; settingsLink: string };

/** What was said on a day, each sentence with what it rests on; of several days, which come together after an outage, one after the other. */
export function summaryLetter(view: SummaryView, locale: Locale): NoticeText {
  return noticeText({
    marking: letterMarking(output, view.marking, view.days.flatMap(({ markings }) => markings)),
    subject: say(locale, 'notice.summary.subject', { forum: view.forum, day: view.days.map(({ day }) => day).join(', ') }),
    parts: view.days.flatMap((day) => [
      `# ${say(locale, 'synthesis.summary.title', { day: day.day })}`,
      ...day.sentences.map(({ text, remark, refs }) => `${remark ? `${say(locale, 'synthesis.summary.remark')} · ` : ''}${oneParagraph(text)}${refs.length > 0 ? ` (${refs.join(', ')})` : ''}`),
      ...(day.left > 0 ? [say(locale, 'notice.summary.left', { count: day.left })] : []),
      ...(day.notAddressed.length > 0 ? [say(locale, 'notice.summary.notAddressed', { codes: day.notAddressed.join(', ') })] : []),
      `${say(locale, 'notice.summary.link')}\n${day.link}`,
    ]),
    reason: { settingsLink: view.settingsLink },
  }, locale);
}
