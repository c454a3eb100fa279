import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import { bylineText } from '../../disclosure/byline-text.ts';
import { letterMarking, noticeText } from '../../disclosure/ui/letter-text.ts';
import type { Byline, Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import type { Answer } from '../queries/answer-address.ts';
import { sayAnswer, sayAnswers, sayAnswerTo } from '../ui/say-answer.ts';

export const output = byLetter('discussion.new-contributions', 'seated');

export type ToldOf = { ref: string; parentRef: string | null; byline: Byline; marking: Marking; text: string; link: string; /** Where an answer to it alone goes. */ answer: Answer | null };
export type NewContributionsView = { forum: string; /** Of the forum: what is said of its texts without them is marked so too, as far as letters go. */ marking: Marking; questions: readonly { code: string; shortText: string; items: readonly ToldOf[] }[]; /** Of how many more there is no word here. */ more: number; allLink: string; settingsLink: string; /** Where an answer to the letter goes, which is about one conversation. */ answer: Answer | null };

/** Of a long text the letter holds a beginning that can be read in a minute. */
const longest = 3_000;

/**
 * What is new, question by question: each text set off as a quotation, so that nothing in it can be taken for the
 * letter's own words. A text marked above what letters may carry is named and counted, and not in it.
 */
export function newContributionsLetter(view: NewContributionsView, locale: Locale): NoticeText {
  const items = view.questions.flatMap((question) => question.items);
  const count = items.length + view.more;
  return noticeText({
    marking: letterMarking(output, view.marking, items.map((item) => item.marking)),
    subject: say(locale, 'discussion.telling.subject', { count, forum: view.forum }),
    replyTo: view.answer?.address,
    parts: [
      say(locale, 'discussion.telling.intro', { count, forum: view.forum }),
      ...(view.answer ? [sayAnswer(locale, view.answer)] : sayAnswers(locale, items.flatMap(({ answer }) => answer ?? []))),
      ...view.questions.flatMap((question) => [`# ${question.code} ${question.shortText}`, ...question.items.map((item) => told(item, locale))]),
      ...(view.more > 0 ? [say(locale, 'discussion.telling.more', { count: view.more })] : []),
      `${say(locale, 'discussion.telling.all')}\n${view.allLink}`,
    ],
    reason: { settingsLink: view.settingsLink },
  }, locale);
}

function told(item: ToldOf, locale: Locale): string {
  const head = [item.ref, bylineText(item.byline, locale), item.marking, ...(item.parentRef ? [say(locale, 'discussion.telling.answers', { ref: item.parentRef })] : [])].join(' · ');
  if (!mayRelease(item.marking, output.ceiling)) return `${head}\n${say(locale, 'discussion.telling.notByMail')}\n${item.link}`;
  const whole = item.text.length <= longest;
  const quoted = (whole ? item.text : beginning(item.text)).split('\n').map((line) => `> ${line}`.trimEnd()).join('\n');
  return `${head}\n${item.link}\n\n${quoted}${whole ? '' : `\n\n${say(locale, 'discussion.telling.continued')}`}${item.answer ? `\n\n${sayAnswerTo(locale, item.answer)}` : ''}`;
}

/** Up to the last word that fits. */
function beginning(text: string): string {
  const cut = text.slice(0, longest);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest - 200)).trimEnd()} …`;
}
