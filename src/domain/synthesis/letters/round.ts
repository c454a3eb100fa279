import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import { letterMarking, noticeText, oneParagraph } from '../../disclosure/ui/letter-text.ts';
import type { RoundRow } from '../store/rounds.ts';

export const output = byLetter('synthesis.round', 'seated');

export type RoundItem = Pick<RoundRow, 'number' | 'title' | 'follows' | 'rating' | 'items'> & { /** When it ends, in words. */ ends: string; link: string };
export type RoundView = { forum: string; marking: Marking; smallCell: number; rounds: readonly RoundItem[]; settingsLink: string };

/** What is put to everyone to be rated or ranked, until when, and by what criteria it will be read; its words only where letters may carry the forum's. */
export function roundLetter(view: RoundView, locale: Locale): NoticeText {
  const { forum, marking, rounds, smallCell } = view;
  const [only] = rounds;
  return noticeText({
    marking: letterMarking(output, marking),
    subject: only && rounds.length === 1 ? say(locale, 'rounds.letter.subject', { forum, number: only.number }) : say(locale, 'rounds.letter.several', { forum, count: rounds.length }),
    parts: [
      ...rounds.flatMap((round) => asked(round, mayRelease(marking, output.ceiling) ? null : marking, locale)),
      say(locale, 'rounds.private', { least: smallCell }),
    ],
    reason: { settingsLink: view.settingsLink },
  }, locale);
}

function asked({ number, title, follows, rating, items, ends, link }: RoundItem, withheld: Marking | null, locale: Locale): string[] {
  const heading = say(locale, 'rounds.round', { number });
  return [
    `# ${withheld ? heading : `${heading} · ${oneParagraph(title)}`}`,
    say(locale, rating ? 'rounds.ask.rating' : 'rounds.ask.ranking'),
    ...(follows === null ? [] : [say(locale, 'rounds.letter.again', { number: follows })]),
    ...(withheld ? [say(locale, 'notice.notByMail', { marking: withheld })] : items.map((item) => `${item.number}. ${oneParagraph(item.text)}`)),
    rating ? say(locale, 'rounds.criteria', { scale: rating.scale, iqr: rating.maxIqr, share: rating.minShare }) : say(locale, 'rounds.method'),
    say(locale, 'rounds.ends', { when: ends }),
    `${say(locale, 'rounds.letter.link')}\n${link}`,
  ];
}
