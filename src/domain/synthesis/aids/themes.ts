import { cosine, type Weights, weigherOf } from './likeness.ts';
import type { Compared } from './suggestion.ts';

export type Theme<T> = { label: string; words: { word: string; weight: number }[]; members: T[] };

/** Alike enough to be of one theme: far below what passes for the same point. */
const sameTheme = 0.18;
const fewestMembers = 3;
const wordsOfLabel = 3;

/**
 * Passages without a code, sorted by what they share, and for each group the words that set it apart from the others
 * and from what is coded.
 *
 * Shape   in the order given, each passage joins the group of the passage it is most like, so the same passages in the
 *         same order give the same groups.
 * Source  c-TF-IDF: tf(w, class) · log(1 + A / f(w)), A the mean number of words of a class, f(w) how often w stands in all.
 */
export function themesOf<T>(uncoded: readonly { item: T; compared: Compared }[], codedClasses: readonly (readonly Compared[])[], weights: Weights): Theme<T>[] {
  const weigh = weigherOf(weights);
  const groups: { members: { item: T; compared: Compared; weighed: Map<number, number> }[] }[] = [];
  for (const one of uncoded) {
    const weighed = weigh(one.compared.vector);
    if (weighed.size === 0) continue;
    const likest = groups.map((group) => ({ group, like: Math.max(...group.members.map((member) => cosine(weighed, member.weighed))) })).sort((x, y) => y.like - x.like)[0];
    if (likest && likest.like >= sameTheme) likest.group.members.push({ ...one, weighed });
    else groups.push({ members: [{ ...one, weighed }] });
  }
  const kept = groups.filter(({ members }) => members.length >= fewestMembers);
  const classes = [...groups.map(({ members }) => members.map(({ compared }) => compared)), ...codedClasses];
  const all = countStems(classes.flat());
  const mean = [...all.values()].reduce((sum, n) => sum + n, 0) / Math.max(1, classes.length);
  return kept.flatMap(({ members }) => {
    const own = countStems(members.map(({ compared }) => compared));
    const words = [...own].map(([stem, n]) => ({ stem, weight: n * Math.log(1 + mean / (all.get(stem) ?? 1)) })).sort((a, b) => b.weight - a.weight || a.stem - b.stem).slice(0, wordsOfLabel);
    const written = words.map(({ stem, weight }) => ({ word: wordFor(stem, members.map(({ compared }) => compared)), weight: Math.round(weight * 100) / 100 }));
    return [{ label: written.map(({ word }) => word).join(', '), words: written, members: members.map(({ item }) => item) }];
  });
}

function countStems(texts: readonly Compared[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { vector } of texts) for (const [i, stem] of vector.hashes.entries()) counts.set(stem, (counts.get(stem) ?? 0) + (vector.counts[i] ?? 1));
  return counts;
}

/** The word as it stands most often for a stem; of several as often, the first in the alphabet. */
function wordFor(stem: number, texts: readonly Compared[]): string {
  const forms = new Map<string, number>();
  for (const { words } of texts) {
    const word = words.get(stem);
    if (word) forms.set(word, (forms.get(word) ?? 0) + 1);
  }
  return [...forms].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? '';
}
