import { gramLikeness, gramsOf, nearest, stemLikeness, type Weights } from './likeness.ts';
import { type Compared, leastPercent, type Neighbour, percentOf } from './suggestion.ts';

/** Shorter sentences say too little to be like anything. */
const fewestStems = 3;

type Held<T> = { item: T; compared: Compared };

/** How alike two passages are, and the words of the first that the second shares; null where these are fewer than two. */
export function compare(one: Compared, other: Compared, weights: Weights): { percent: number; shared: string[] } | null {
  const there = new Set(other.vector.hashes);
  const shared = Array.from(one.vector.hashes).filter((hash) => there.has(hash)).flatMap((hash) => one.words.get(hash) ?? []);
  if (shared.length < 2) return null;
  return { percent: percentOf(stemLikeness(one.vector, other.vector, weights), gramLikeness(gramsIn(one), gramsIn(other))), shared: shared.sort() };
}

/** The groups of signs of a passage, cut once: it is compared with many. */
function gramsIn(passage: Compared): ReadonlyMap<string, number> {
  const known = cut.get(passage) ?? gramsOf(passage.text);
  cut.set(passage, known);
  return known;
}

const cut = new WeakMap<Compared, ReadonlyMap<string, number>>();

/** The passage most like one, of several; null where none is like enough. */
export function mostLike<T>(one: Compared, passages: readonly Held<T>[], weights: Weights): { item: T; percent: number; shared: string[] } | null {
  let best: { item: T; percent: number; shared: string[] } | null = null;
  for (const { item, compared } of passages) {
    if (compared.vector.hashes.length < fewestStems) continue;
    const found = compare(one, compared, weights);
    if (found && found.percent >= Math.max(leastPercent, (best?.percent ?? 0) + 1)) best = { item, ...found };
  }
  return best;
}

export type CodedPassage = { ref: string; quote: string; codes: readonly string[]; compared: Compared };
export type CodeGuess = { code: string; percent: number; shared: string[]; neighbours: Neighbour[] };

/** So many neighbours have a say, of so many that share the most telling stems. */
const neighbours = 7;
const looked = 20;

/**
 * The code that the nearest coded passages speak for: each of the seven nearest votes with its likeness. Null where none
 * is like enough.
 */
export function guessCode(one: Compared, coded: readonly CodedPassage[]): CodeGuess | null {
  if (one.vector.hashes.length < fewestStems) return null;
  const { near: found, weights } = nearest(one.vector, coded.map(({ compared }) => compared.vector), looked);
  const byId = new Map(coded.map((passage) => [passage.compared.vector.id, passage]));
  const near = found
    .flatMap(({ id }) => byId.get(id) ?? [])
    .flatMap((passage) => { const found = compare(one, passage.compared, weights); return found ? [{ passage, ...found }] : []; })
    .filter(({ percent }) => percent >= leastPercent)
    .sort((a, b) => b.percent - a.percent || (a.passage.ref < b.passage.ref ? -1 : 1))
    .slice(0, neighbours);
  const votes = new Map<string, number>();
  for (const { passage, percent } of near) for (const code of passage.codes) votes.set(code, (votes.get(code) ?? 0) + percent);
  const [first] = [...votes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  if (!first) return null;
  const [code] = first;
  const behind = near.filter(({ passage }) => passage.codes.includes(code));
  const [closest] = behind;
  return closest ? { code, percent: closest.percent, shared: closest.shared, neighbours: behind.slice(0, 3).map(({ passage, percent }) => ({ ref: passage.ref, quote: passage.quote, percent })) } : null;
}
