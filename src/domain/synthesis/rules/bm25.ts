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
  const idf = (stem: string) => Math.log(1 + (total - (df.get(stem) ?? 0) + 0.5) / ((df.get(stem) ?? 0) + 0.5));
  const weights = queries.map((stems) => [...new Set(stems)].map((stem) => [stem, idf(stem)] as const));
  const score = ({ tf, length }: Counted, query: (typeof weights)[number]): number =>
    query.reduce((sum, [stem, weight]) => {
      const n = tf.get(stem) ?? 0;
      return n === 0 ? sum : sum + (weight * n * (k1 + 1)) / (n + k1 * (1 - b + (b * length) / Math.max(1, mean)));
    }, 0);
  return new Map(texts.map((text) => [text.id, text.tf.size === 0 ? 0 : Math.max(0, ...weights.map((query) => score(text, query)))]));
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
