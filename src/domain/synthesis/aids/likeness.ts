import type { Vector } from './stems.ts';

/** In how many of all texts of a language each stem of one stands: how much it tells. */
export type Weights = { total: number; df: ReadonlyMap<number, number> };
export type Near = { id: string; score: number };

const k1 = 1.2;
const b = 0.75;
const idf = (total: number, df: number): number => Math.log(1 + (total - df + 0.5) / (df + 0.5));

/**
 * The texts nearest to one by BM25 over its stems: one pass over all finds in how many each stem stands, a second over
 * those that share two or more weighs them.
 *
 * Shape   the nearest first, at most `limit`.
 */
export function nearest(one: Vector, all: readonly Vector[], limit: number): { near: Near[]; weights: Weights } {
  const own = new Map<number, number>();
  // Nearly every stem of another text is none of this one's: two bytes of its hash tell, at a tenth of the price of a look-up.
  const likely = new Uint8Array(0x10000);
  for (let i = 0; i < one.hashes.length; i += 1) {
    const hash = one.hashes[i] ?? 0;
    own.set(hash, i);
    likely[hash & 0xffff] = 1;
  }
  const df = new Uint32Array(one.hashes.length);
  const held: { text: Vector; /** Which of its stems are sought. */ at: number[] }[] = [];
  let length = 0;
  for (const text of all) {
    length += text.words;
    const at: number[] = [];
    for (let i = 0; i < text.hashes.length; i += 1) {
      const hash = text.hashes[i] ?? 0;
      const slot = likely[hash & 0xffff] === 1 ? own.get(hash) : undefined;
      if (slot === undefined) continue;
      df[slot] = (df[slot] ?? 0) + 1;
      at.push(i);
    }
    if (at.length >= 2 && text.id !== one.id) held.push({ text, at });
  }
  const mean = length / Math.max(1, all.length);
  const weight = Float64Array.from(df, (n) => idf(all.length, n));
  const near = held.map(({ text, at }): Near => {
    const drag = k1 * (1 - b + (b * text.words) / Math.max(1, mean));
    let score = 0;
    for (const i of at) {
      const count = text.counts[i] ?? 1;
      score += ((weight[own.get(text.hashes[i] ?? 0) ?? 0] ?? 0) * count * (k1 + 1)) / (count + drag);
    }
    return { id: text.id, score };
  });
  near.sort((x, y) => y.score - x.score || (x.id < y.id ? -1 : 1));
  return { near: near.slice(0, limit), weights: { total: all.length, df: new Map(Array.from(one.hashes, (hash, slot) => [hash, df[slot] ?? 0])) } };
}

/** Weighs each stem of a text by how much it tells; what is not known of a stem is taken to be as of the others. */
export function weigherOf({ total, df }: Weights): (text: Vector) => Map<number, number> {
  const known = [...df.values()].map((n) => idf(total, n));
  const usual = known.length === 0 ? 1 : known.reduce((sum, value) => sum + value, 0) / known.length;
  return ({ hashes, counts }) => new Map(Array.from(hashes, (hash, i) => [hash, (1 + Math.log(counts[i] ?? 1)) * (df.has(hash) ? idf(total, df.get(hash) ?? 0) : usual)]));
}

/** Cosine of two texts' stems, so weighed. */
export function stemLikeness(x: Vector, y: Vector, weights: Weights): number {
  const weigh = weigherOf(weights);
  return cosine(weigh(x), weigh(y));
}

/** Groups of three to five signs within words, with how often each stands there: endings and compounds that stems do not join are alike by them. */
export function gramsOf(text: string): Map<string, number> {
  const grams = new Map<string, number>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const letters = [...` ${word} `];
    for (let size = 3; size <= 5; size += 1) for (let i = 0; i + size <= letters.length; i += 1) {
      const gram = letters.slice(i, i + size).join('');
      grams.set(gram, (grams.get(gram) ?? 0) + 1);
    }
  }
  return grams;
}

/** Cosine of two texts' groups of signs. */
export const gramLikeness = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number => cosine(a, b);

/** How alike two sets of weighed features are, in [0, 1]. */
export function cosine<K>(a: ReadonlyMap<K, number>, b: ReadonlyMap<K, number>): number {
  const size = (of: ReadonlyMap<K, number>) => Math.sqrt([...of.values()].reduce((sum, value) => sum + value * value, 0));
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let dot = 0;
  for (const [key, value] of small) dot += value * (large.get(key) ?? 0);
  const sizes = size(a) * size(b);
  return sizes === 0 ? 0 : dot / sizes;
}
