/** How often each sought stem stands in a text, and how long the text is, in words. */
export type Counted = { id: string; length: number; tf: ReadonlyMap<string, number> };

/** The words of a text, in small letters. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** How often each of the sought stems stands in each text. */
export function countStems(texts: readonly { id: string; words: readonly string[] }[], stems: ReadonlyMap<string, string>, sought: ReadonlySet<string>): Counted[] {
  return texts.map(({ id, words }) => {
    const tf = new Map<string, number>();
    for (const word of words) {
      const stem = stems.get(word);
      if (stem !== undefined && sought.has(stem)) tf.set(stem, (tf.get(stem) ?? 0) + 1);
    }
    return { id, length: words.length, tf };
  });
}

const k1 = 1.2;
const b = 0.75;

/**
 * How alike each text is to the query it is most alike to, by BM25 with the query as the finding.
 *
 * Shape    `queries`: stems of each finding; `df`: in how many of the `total` texts of the language each stem stands.
 *          Nought where no stem is shared.
 * Source   Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond; idf kept positive by +1.
 */
export function bestBm25(texts: readonly Counted[], queries: readonly (readonly string[])[], df: ReadonlyMap<string, number>, total: number): Map<string, number> {
  const mean = texts.reduce((sum, { length }) => sum + length, 0) / Math.max(1, texts.length);
  // Turned over: a text has few of all the sought stems, so it is asked for what it has, not each query for what it seeks.
  const seekers = new Map<string, { weight: number; queries: number[] }>();
  queries.forEach((stems, i) => {
    for (const stem of new Set(stems)) {
      const n = df.get(stem) ?? 0;
      const known = seekers.get(stem) ?? { weight: Math.log(1 + (total - n + 0.5) / (n + 0.5)), queries: [] };
      known.queries.push(i);
      seekers.set(stem, known);
    }
  });
  const sums = new Float64Array(queries.length);
  return new Map(texts.map(({ id, tf, length }) => {
    sums.fill(0);
    const drag = k1 * (1 - b + (b * length) / Math.max(1, mean));
    for (const [stem, n] of tf) {
      const sought = seekers.get(stem);
      if (sought) for (const i of sought.queries) sums[i] = (sums[i] ?? 0) + (sought.weight * n * (k1 + 1)) / (n + drag);
    }
    return [id, sums.reduce((most, value) => Math.max(most, value), 0)];
  }));
}

/**
 * How unevenly something is shared out: 0 where all have alike, towards 1 where one has all.
 *
 * Source   the Gini coefficient of a sample, mean difference over twice the mean.
 */
export function gini(counts: readonly number[]): number | null {
  const sum = counts.reduce((a, c) => a + c, 0);
  if (counts.length < 2 || sum === 0) return null;
  const sorted = [...counts].sort((a, c) => a - c);
  const weighted = sorted.reduce((total, count, i) => total + (i + 1) * count, 0);
  return (2 * weighted) / (counts.length * sum) - (counts.length + 1) / counts.length;
}
