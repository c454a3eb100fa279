import type { Regime } from '../../disclosure/model.ts';
import { hiddenBy, namesAuthor, type Traits } from './self-naming.ts';

/** What stands in place of a name that a regime hides; the same in all languages. */
export const covered = '[…]';

export type Known = {
  /** Who wrote the text. */
  own: Traits;
  /** Names of those who wrote in the same thread: any part of one tells who is spoken to. */
  inThread: readonly string[];
  /** Whole names of everybody who wrote anywhere, folded by `foldName`. */
  everywhere: ReadonlySet<string>;
};

export const foldName = (name: string): string => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}]+/gu, ' ').trim();

const address = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const run = /\p{Lu}[\p{L}\p{M}'’.-]*(?:[ \u00a0]\p{Lu}[\p{L}\p{M}'’.-]*)+/gu;

/**
 * A text of an archive under a regime, with the names it hides covered: nobody is there to be asked, and a letter
 * greets by name the author whom the regime hides. What it covers too much is a word; what it left would be a name.
 *
 * Shape   unchanged under regimes that show persons inside. Names told only in words nobody signed with are not known,
 *         and stay.
 */
export function coverNames(text: string, known: Known, regime: Regime): { text: string; count: number } {
  const kinds = hiddenBy(regime);
  if (kinds.length === 0) return { text, count: 0 };
  const spans = [
    ...namesAuthor(text, known.own, kinds),
    ...namesAuthor(text, { name: known.inThread.join(' '), email: '', bodies: [], abbreviation: null, states: [] }, ['name']),
    ...[...text.matchAll(address)].map((m) => ({ start: m.index, end: m.index + m[0].length })),
    ...wholeNames(text, known.everywhere),
  ].map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start || b.end - a.end);
  let [out, from, count] = ['', 0, 0];
  for (const { start, end } of spans) {
    if (end <= from) continue;
    if (start >= from) {
      out += `${text.slice(from, start)}${covered}`;
      count += 1;
    }
    from = end;
  }
  return { text: out + text.slice(from), count };
}

/** Two or three words with capitals that are somebody's whole name. */
function wholeNames(text: string, names: ReadonlySet<string>): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of text.matchAll(run)) {
    const words = [...match[0].matchAll(/[^ \u00a0]+/g)].map((m) => ({ start: match.index + m.index, end: match.index + m.index + m[0].length }));
    for (let i = 0; i < words.length - 1; i += 1) {
      const longest = [3, 2].find((n) => i + n <= words.length && names.has(foldName(text.slice(words[i]?.start, words[i + n - 1]?.end))));
      const last = longest ? words[i + longest - 1] : undefined;
      const first = words[i];
      if (first && last && longest) {
        found.push({ start: first.start, end: last.end });
        i += longest - 1;
      }
    }
  }
  return found;
}
