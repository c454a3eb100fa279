/**
 * A quantile of sorted values, by linear interpolation between the two nearest.
 *
 * Source  R. J. Hyndman and Y. Fan, “Sample Quantiles in Statistical Packages” (1996), type 7.
 */
export function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (low === undefined || high === undefined) throw new Error('nothing has no quantile');
  return low + (high - low) * (at - Math.floor(at));
}

/** The middle of values, the bounds of their middle half, and how wide that is. */
export type Spread = { n: number; median: number; q1: number; q3: number; iqr: number };
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const [q1, median, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)];
  return { n: sorted.length, median, q1, q3, iqr: q3 - q1 };
}

/** How many gave each value of a scale from 1. */
export const countsOf = (values: readonly number[], scale: number): number[] => Array.from({ length: scale }, (_, i) => values.filter((value) => value === i + 1).length);

/** When ratings are in accord, as declared before anybody answered. `minShare` in a hundred. */
export type Criteria = { scale: number; maxIqr: number; minShare: number };
export type Accord = 'for' | 'against' | 'none';

/** Whether ratings meet the criteria: a narrow middle half, and enough of them in the two highest values, or the two lowest. */
export function accordOf(values: readonly number[], { scale, maxIqr, minShare }: Criteria): Accord {
  if (values.length === 0 || spreadOf(values).iqr > maxIqr) return 'none';
  const enough = (count: number): boolean => count * 100 >= minShare * values.length;
  if (enough(values.filter((value) => value >= scale - 1).length)) return 'for';
  return enough(values.filter((value) => value <= 2).length) ? 'against' : 'none';
}

/**
 * Whether ratings on a nine-point scale disagree: their spread is wider than one as lopsided as theirs would be by chance.
 *
 * Source  The RAND/UCLA Appropriateness Method User’s Manual (2001), IPRAS.
 */
export function disagrees(values: readonly number[]): boolean {
  const sorted = [...values].sort((a, b) => a - b);
  const [p30, p70] = [quantile(sorted, 0.3), quantile(sorted, 0.7)];
  return p70 - p30 > 2.35 + 1.5 * Math.abs(5 - (p30 + p70) / 2);
}

/** What became of ratings from one round to the next, of those who gave both. `changed` is how many gave another value. */
export type Change = { n: number; changed: number; median: number; iqr: number };
export function changeOf(pairs: readonly (readonly [number, number])[]): Change {
  const [before, after] = [spreadOf(pairs.map(([one]) => one)), spreadOf(pairs.map(([, two]) => two))];
  return { n: pairs.length, changed: pairs.filter(([one, two]) => one !== two).length, median: after.median - before.median, iqr: after.iqr - before.iqr };
}
