/** An order of alternatives made from many rankings. `against[i][j]` is how many put i before j; `strength` that of the strongest path. */
export type Order = { /** Alternatives by their places, best first; those that nothing tells apart stand together. */ places: number[][]; against: number[][]; strength: number[][] };

/**
 * The order that many rankings come to, ties allowed in each and in the outcome.
 *
 * Shape   a ranking is a rank for each alternative, 1 the best; equal ranks are a tie. Alternatives are counted from 0.
 * Source  M. Schulze, “A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
 *         election method” (2011), with winning preferences as strength.
 */
export function schulze(rankings: readonly (readonly number[])[], alternatives: number): Order {
  const all = Array.from({ length: alternatives }, (_, i) => i);
  const table = (of: (i: number, j: number) => number): number[][] => all.map((i) => all.map((j) => (i === j ? 0 : of(i, j))));
  const against = table((i, j) => rankings.filter((ranks) => (ranks[i] ?? Infinity) < (ranks[j] ?? Infinity)).length);
  const at = (rows: readonly (readonly number[])[], i: number, j: number): number => rows[i]?.[j] ?? 0;
  let strength = table((i, j) => (at(against, i, j) > at(against, j, i) ? at(against, i, j) : 0));
  for (const k of all) {
    const before = strength;
    strength = table((i, j) => (i === k || j === k ? at(before, i, j) : Math.max(at(before, i, j), Math.min(at(before, i, k), at(before, k, j)))));
  }
  const beats = (i: number, j: number): boolean => at(strength, i, j) > at(strength, j, i);
  const places: number[][] = [];
  let left = all;
  while (left.length > 0) {
    const now = left;
    const first = now.filter((i) => !now.some((j) => beats(j, i)));
    places.push(first);
    left = now.filter((i) => !first.includes(i));
  }
  return { places, against, strength };
}
