import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { onWhen } from '#platform/i18n/time.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import { letterMarking, noticeText, oneParagraph } from '../../disclosure/ui/letter-text.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import type { Answer } from '../queries/answer-address.ts';
import type { HoursStep } from '../rules/hours-steps.ts';
import { sayAnswers, sayAnswerTo } from '../ui/say-answer.ts';

export const output = byLetter('discussion.hours', 'seated');

export type HoursView = {
  step: HoursStep; forum: string; marking: Marking; zone: string; closesAt: Date | null;
  /** In the forum's zone and the reader's, in words. */
  closes: string | null; lateUntil: string | null;
  reason: string;
  /** The discussion paper, or where to ask for it, as parts of the letter. */
  paper: readonly string[];
  questions: readonly { code: string; text: string; answer: Answer | null }[];
  link: string; settingsLink: string;
};

/** That a forum opens, closes soon, stays open longer or has closed; with its questions and where each is answered by letter. */
export function hoursLetter(view: HoursView, locale: Locale): NoticeText {
  const { forum, closes, lateUntil, questions } = view;
  const what = view.step === 'closing-day' || view.step === 'closing-hours' ? 'closing' : view.step;
  const subject = what === 'closing' && view.closesAt ? say(locale, 'notice.hours.closing.subject', { forum, onWhen: onWhen(locale, view.closesAt, view.zone) }) : say(locale, `notice.hours.${what === 'closing' ? 'open' : what}.subject`, { forum });
  return noticeText({
    marking: letterMarking(output, view.marking), subject,
    parts: [
      say(locale, `notice.hours.${what}.text`, { forum }),
      ...(what === 'extended' && view.reason ? [say(locale, 'notice.hours.extended.reason', { reason: oneParagraph(view.reason) })] : []),
      ...(closes ? [say(locale, 'notice.until', { when: closes })] : []),
      ...(what === 'closed' && lateUntil ? [say(locale, 'notice.hours.closed.late', { when: lateUntil })] : []),
      `${say(locale, 'notice.forumLink')}\n${view.link}`,
      ...(questions.length > 0 ? [`# ${say(locale, 'notice.questions')}`, ...questions.map((one) => `${one.code} ${oneParagraph(one.text)}${one.answer ? `\n${sayAnswerTo(locale, one.answer)}` : ''}`), ...sayAnswers(locale, questions.flatMap(({ answer }) => answer ?? []))] : []),
      ...view.paper,
    ],
    reason: { settingsLink: view.settingsLink },
  }, locale);
}
