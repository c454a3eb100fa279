/** A word of a text, without its case and marks, and where it stands in code points. */
export type Word = { word: string; from: number; to: number };

/** The words of a text in any script. */
export function wordsOf(text: string): Word[] {
  const found: Word[] = [];
  let [units, points] = [0, 0];
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+(?:[’'-][\p{L}\p{N}\p{M}]+)*/gu)) {
    points += Array.from(text.slice(units, match.index)).length;
    const to = points + Array.from(match[0]).length;
    found.push({ word: match[0].toLowerCase().replaceAll('’', "'"), from: points, to });
    [units, points] = [match.index + match[0].length, to];
  }
  return found;
}

/** How many words a text has. */
export const words = (text: string): number => wordsOf(text).length;

/**
 * The stretch of a text most like the sought words, and how like: 1 when no word was put in, left out or changed,
 * less by one part for each that was.
 *
 * Source  P. H. Sellers, “The Theory and Computation of Evolutionary Distances: Pattern Recognition” (1980).
 */
export function mostAlike(sought: readonly Word[], text: readonly Word[]): { likeness: number; from: number; to: number } | null {
  if (sought.length === 0 || text.length === 0) return null;
  let before = Array.from({ length: text.length + 1 }, (_, j) => ({ cost: 0, first: j }));
  for (const [i, { word }] of sought.entries()) {
    const row = [{ cost: i + 1, first: 0 }];
    for (let j = 1; j <= text.length; j += 1) {
      const options = [at(before, j - 1, word === text[j - 1]?.word ? 0 : 1), at(before, j, 1), at(row, j - 1, 1)];
      row.push(options.reduce((best, option) => (option.cost < best.cost ? option : best)));
    }
    before = row;
  }
  let end = 0;
  for (let j = 1; j <= text.length; j += 1) if ((before[j]?.cost ?? Infinity) < (before[end]?.cost ?? Infinity)) end = j;
  const { cost = Infinity, first = 0 } = before[end] ?? {};
  const [from, to] = [text[first]?.from, text[end - 1]?.to];
  if (from === undefined || to === undefined || to <= from) return null;
  return { likeness: 1 - cost / sought.length, from, to };
}

const at = (row: readonly { cost: number; first: number }[], j: number, more: number) => ({ cost: (row[j]?.cost ?? Infinity) + more, first: row[j]?.first ?? 0 });
