import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import { when } from '#platform/i18n/time.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { bylineText } from '../../disclosure/byline-text.ts';
import type { Byline, Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import { mayRelease, strictest } from '../../disclosure/rules.ts';
import { writeTo } from '../../disclosure/ui/write-to.ts';

export const output = byLetter('discussion.daily-pack', 'seated');

type PackItem = { ref: string; parentRef: string | null; byline: Byline; marking: Marking; text: string; link: string; /** Where an answer to it goes; null where letters do not come in. */ address: string | null; /** Where moderators are asked to look at it. */ flagAddress: string | null };
export type DailyPackView = {
  forum: string; marking: Marking; zone: string; closesAt: Date | null; settingsLink: string;
  questions: readonly { code: string; text: string; shortText: string; address: string | null; link: string; items: readonly PackItem[] }[];
  /** Where the discussion paper is had by letter, as parts of this one. */
  paper: readonly string[];
  /** How many more are new than there is room for. */
  more: number;
};

/** Of a long text a beginning; so the letter stays under what mail programs cut off. */
export const longestInPack = 1_500;

/** Each question with what is new under it and a way to answer: for whoever has a mailbox and nothing else. */
export function dailyPackLetter(view: DailyPackView, locale: Locale): LetterText {
  const marking = strictest([view.marking, ...view.questions.flatMap(({ items }) => items.map((item) => item.marking))].filter((one) => mayRelease(one, output.ceiling)));
  const whole = mayRelease(view.marking, output.ceiling);
  return {
    subject: `[${marking}] ${say(locale, 'byletter.pack.subject', { forum: view.forum })}`,
    body: [
      marking,
      say(locale, 'byletter.pack.intro'),
      ...(view.closesAt ? [say(locale, 'byletter.pack.closes', { when: when(locale, view.closesAt, view.zone) })] : []),
      ...view.questions.flatMap((question) => [
        `# ${question.code} ${question.shortText}`,
        ...(whole && question.text !== question.shortText ? [question.text.replace(/\s+/g, ' ')] : []),
        ...question.items.map((item) => told(item, locale)),
        ...(question.items.length === 0 ? [say(locale, 'byletter.pack.nothingNew')] : []),
        question.address ? writeTo(question.code, question.address, locale) : question.link,
      ]),
      ...(view.questions.some(({ items }) => items.some(({ flagAddress }) => flagAddress)) ? [`${say(locale, 'byletter.pack.flagHow')} ${say(locale, 'byletter.how.flag')}`] : []),
      ...(view.more > 0 ? [say(locale, 'byletter.pack.more', { count: view.more })] : []),
      ...view.paper,
      `${say(locale, 'discussion.telling.settings')}\n${view.settingsLink}`,
    ].join('\n\n'),
  };
}

function told(item: PackItem, locale: Locale): string {
  const head = [item.ref, bylineText(item.byline, locale), item.marking, ...(item.parentRef ? [say(locale, 'discussion.telling.answers', { ref: item.parentRef })] : [])].join(' · ');
  if (!mayRelease(item.marking, output.ceiling)) return `${head}\n${say(locale, 'discussion.telling.notByMail')}\n${item.link}`;
  const whole = item.text.length <= longestInPack;
  const text = whole ? item.text : `${item.text.slice(0, longestInPack).replace(/\s+\S*$/, '')} …`;
  return [head, text.split('\n').map((line) => `> ${line}`.trimEnd()).join('\n'), ...(whole ? [] : [`${say(locale, 'discussion.telling.continued')}\n${item.link}`]), ...(item.address ? [writeTo(item.ref, item.address, locale)] : []), ...(item.flagAddress ? [writeTo(say(locale, 'byletter.pack.flag', { ref: item.ref }), item.flagAddress, locale)] : [])].join('\n\n');
}
