import type { Marking } from '../../disclosure/model.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import { standingOfRequest } from '../../synthesis/rules/quotation.ts';
import { quotedIn, runsOf, wordsOnly } from '../rules/sentences.ts';
import type { WholeForum } from './whole-report.ts';

/** The reference of a contribution whose exact words stand in a text though nobody released them; null where none do. */
export type LeakIn = (text: string) => string | null;

/** Knows the exact words of every text marked above what an output may carry; released passages are let through. */
export function leaksOf(forums: readonly WholeForum[], ceiling: Marking, now: Date): LeakIn {
  const runs = new Map<string, string>();
  const closed: { reference: string; words: string }[] = [];
  const released: string[] = [];
  for (const whole of forums) {
    const quotes = whole.excerpts.filter((e) => standingOfRequest(whole.quotations.filter(({ excerptId }) => excerptId === e.id), e.quote, now) === 'granted').map(({ quote }) => quote);
    const free = new Set(quotes.flatMap((quote) => runsOf(quote)));
    released.push(...quotes.map(wordsOnly));
    for (const text of whole.texts) {
      if (mayRelease(text.marking, ceiling)) continue;
      const reference = `${whole.roman}/${text.ref}`;
      for (const run of runsOf(text.text)) if (!free.has(run)) runs.set(run, reference);
      closed.push({ reference, words: wordsOnly(text.text) });
    }
  }
  const inMarks = (words: string): string | null => (released.some((quote) => ` ${quote} `.includes(` ${words} `)) ? null : (closed.find((text) => ` ${text.words} `.includes(` ${words} `))?.reference ?? null));
  return (text) => runsOf(text).map((run) => runs.get(run)).find((reference) => reference !== undefined) ?? quotedIn(text).map(inMarks).find((reference) => reference !== null) ?? null;
}
