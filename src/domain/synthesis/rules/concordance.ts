export type Concordance = { /** From 0, no accord in the order, to 1. */ w: number; chi2: number; df: number; /** How likely as much accord is by chance. */ p: number; raters: number; items: number };

/**
 * How far raters agree in the order they give to items, ties allowed: Kendall's W with its test.
 *
 * Shape   one row for each rater, one value for each item, the same items in each; null for fewer than two of either,
 *         and where every rater gave every item the same value.
 * Source  M. G. Kendall and B. Babington Smith, “The Problem of m Rankings” (1939).
 */
export function kendallsW(rows: readonly (readonly number[])[]): Concordance | null {
  const [m, n] = [rows.length, rows[0]?.length ?? 0];
  if (m < 2 || n < 2) return null;
  const ranked = rows.map(ranksOf);
  const sums = Array.from({ length: n }, (_, j) => ranked.reduce((sum, { ranks }) => sum + (ranks[j] ?? 0), 0));
  const mean = sums.reduce((a, b) => a + b, 0) / n;
  const spread = sums.reduce((sum, r) => sum + (r - mean) ** 2, 0);
  const ties = ranked.reduce((sum, { ties: t }) => sum + t, 0);
  const most = m * m * (n ** 3 - n) - m * ties;
  if (most <= 0) return null;
  const w = (12 * spread) / most;
  const [chi2, df] = [m * (n - 1) * w, n - 1];
  return { w, chi2, df, p: chiSquareAbove(chi2, df), raters: m, items: n };
}

/** The ranks of values, equal values sharing the mean of theirs; `ties` is the sum of t³ − t over groups of equals. */
export function ranksOf(values: readonly number[]): { ranks: number[]; ties: number } {
  const ranks = values.map((value) => values.filter((other) => other < value).length + (values.filter((other) => other === value).length + 1) / 2);
  const groups = [...new Set(values)].map((value) => values.filter((other) => other === value).length);
  return { ranks, ties: groups.reduce((sum, t) => sum + t ** 3 - t, 0) };
}

/** The chance of a chi-square value above x. */
export const chiSquareAbove = (x: number, df: number): number => (x <= 0 ? 1 : upperGamma(df / 2, x / 2));

/** The regularised upper incomplete gamma function, by series below a + 1 and by continued fraction above. Source: Numerical Recipes, 6.2. */
function upperGamma(a: number, x: number): number {
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let [term, sum] = [1 / a, 1 / a];
    for (let k = 1; k < 1_000 && term > sum * 1e-16; k += 1) {
      term *= x / (a + k);
      sum += term;
    }
    return 1 - front * sum;
  }
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < 1_000; k += 1) {
    const an = -k * (k - a);
    b += 2;
    d = 1 / (an * d + b || tiny);
    c = b + an / c || tiny;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return front * h;
}

/** The logarithm of the gamma function, by Lanczos (g = 7). */
function logGamma(z: number): number {
  const coefficients = [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7];
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z);
  const x = z - 1;
  const t = x + 7.5;
  const sum = coefficients.reduce((total, c, i) => (i === 0 ? c : total + c / (x + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
}
