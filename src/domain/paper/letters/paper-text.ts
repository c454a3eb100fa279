import type { Locale } from '#platform/i18n/locales.ts';
import { say } from '#platform/i18n/say.ts';
import type { Marking } from '../../disclosure/model.ts';
import { byLetter } from '../../disclosure/outputs.ts';
import { oneParagraph } from '../../disclosure/ui/letter-text.ts';
import { writeTo } from '../../disclosure/ui/write-to.ts';
import type { Excerpt } from '../rules/excerpt.ts';

export const output = byLetter('paper.text', 'seated');

export type PaperPartsView = {
  title: string; symbol: string | null; version: number; marking: Marking; goesOut: boolean;
  /** What the letter carries of it; null: nothing. */
  excerpt: Excerpt | null;
  /** Where to ask for it and to annotate it; null where letters do not come in. */
  address: string | null;
  /** Whether its reader may annotate it. */
  annotates: boolean;
  link: string;
};

/** The paper, or where it is had from, as parts of a letter: numbered paragraphs, then how to ask for more and how to annotate. */
export function paperParts(view: PaperPartsView, locale: Locale): string[] {
  const { excerpt, address } = view;
  const older = excerpt?.paragraphs.some(({ isOlder }) => isOlder) ?? false;
  const foreign = excerpt?.paragraphs.some(({ lang }) => lang !== locale) ?? false;
  const asks = address && view.goesOut && (!excerpt || excerpt.next !== null);
  const ways = address ? [...(asks ? [excerpt ? say(locale, 'byletter.paper.goesOn', { number: excerpt.next ?? '' }) : say(locale, 'byletter.paper.ask')] : []), ...(view.annotates ? [say(locale, 'byletter.how.paper')] : [])] : [];
  return [
    `# ${[say(locale, 'byletter.paper.title'), oneParagraph(view.title), view.symbol].filter(Boolean).join(' · ')}`,
    say(locale, 'byletter.paper.version', { version: view.version }),
    ...(view.goesOut ? [] : [say(locale, 'notice.notByMail', { marking: view.marking })]),
    ...(foreign ? [say(locale, 'byletter.paper.original')] : []),
    ...(older ? [say(locale, 'byletter.paper.older')] : []),
    ...(excerpt?.paragraphs ?? []).map(({ number, text }) => (number === '' ? `# ${oneParagraph(text)}` : `¶\u00a0${number} ${oneParagraph(text)}`)),
    ...ways,
    ...(address && ways.length > 0 ? [writeTo(say(locale, 'byletter.paper.about'), address, locale)] : []),
    `${say(locale, 'byletter.paper.link')}\n${view.link}`,
  ];
}
