import { rounded, type Signal, tokensOf } from './signal.ts';

/** So many hash functions tell likeness to some three in a hundred. */
const functions = 128;
const rowsOfBand = 4;
const wordsOfShingle = 3;
/** "I agree with the delegation of …" is said by many without anybody copying. */
const fewestWords = 12;
/** From this likeness on one text is a copy of the other, changed or not; paraphrases stay far below and are not found. */
const leastLikeness = 0.5;

export type Print = { print: number[]; bands: number[] };

/** The fingerprint of a text's own words; null where it is too short to be told from others. */
export function printOf(text: string): Print | null {
  const words = tokensOf(text.replace(/^[^\S\n]*>.*$/gm, '')).map(({ word }) => word);
  if (words.length < fewestWords) return null;
  const shingles = new Set<number>();
  for (let i = 0; i + wordsOfShingle <= words.length; i += 1) shingles.add(hashOf(words.slice(i, i + wordsOfShingle).join(' ')));
  const print = Array.from({ length: functions }, (_, k) => {
    const seed = mixed(Math.imul(k + 1, 0x9e3779b1));
    let least = 0x7fffffff;
    for (const shingle of shingles) least = Math.min(least, mixed(shingle ^ seed));
    return least;
  });
  const bands = Array.from({ length: functions / rowsOfBand }, (_, b) => mixed(print.slice(b * rowsOfBand, (b + 1) * rowsOfBand).reduce((sum, value) => mixed(sum ^ value), b + 1)));
  return { print, bands };
}

/** How alike two texts are, in [0, 1], by their fingerprints: an estimate of the share of word groups they have in common. */
export const likeness = (a: readonly number[], b: readonly number[]): number => a.filter((value, i) => value === b[i]).length / functions;

/** Texts of the forum that are copies of this one, the nearest first. */
export function observeDuplicates(print: Print | null, others: readonly { ref: string; print: readonly number[] }[], language: string): Signal[] {
  if (!print) return [];
  const similar = others.map(({ ref, print: other }) => ({ ref, like: likeness(print.print, other) })).filter(({ like }) => like >= leastLikeness).sort((a, b) => b.like - a.like || (a.ref < b.ref ? -1 : 1));
  const nearest = similar[0];
  if (!nearest) return [];
  return [{ label: 'near-copy', rule: null, evidence: { kind: 'duplicates', similar: similar.slice(0, 10).map(({ ref, like }) => ({ ref, percent: Math.round(like * 100) })) }, method: 'duplicates', version: '1', confidence: rounded(nearest.like), language }];
}

/** FNV-1a over code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}

/** Murmur3's last step: every bit of what goes in moves every bit of what comes out. Not negative. */
function mixed(value: number): number {
  let v = value | 0;
  v = Math.imul(v ^ (v >>> 16), 0x85ebca6b);
  v = Math.imul(v ^ (v >>> 13), 0xc2b2ae35);
  return (v ^ (v >>> 16)) >>> 1;
}
