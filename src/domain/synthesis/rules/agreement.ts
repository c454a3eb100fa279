/** What two coders put on one unit of text. */
export type CodedUnit = { a: ReadonlySet<string>; b: ReadonlySet<string> };
/** A table of two by two, and what follows from it. */
export type Agreement = { both: number; onlyA: number; onlyB: number; neither: number; n: number; observed: number | null; expected: number | null; kappa: number | null; /** Why there is no kappa. */ missing: 'no-units' | 'no-variation' | null };

/**
 * Cohen's kappa of two coders on one code: (observed − expected) / (1 − expected), expected from how often each uses it.
 * Where both use it always, or never, chance alone would agree as well: it is not computable.
 *
 * Source  J. Cohen, A coefficient of agreement for nominal scales, 1960.
 */
export function kappaOf({ both, onlyA, onlyB, neither }: Pick<Agreement, 'both' | 'onlyA' | 'onlyB' | 'neither'>): Agreement {
  const n = both + onlyA + onlyB + neither;
  const counts = { both, onlyA, onlyB, neither, n };
  if (n === 0) return { ...counts, observed: null, expected: null, kappa: null, missing: 'no-units' };
  const observed = (both + neither) / n;
  const [usesA, usesB] = [both + onlyA, both + onlyB];
  const expected = (usesA * usesB + (n - usesA) * (n - usesB)) / (n * n);
  // In whole numbers: a sum of two fractions may miss one by a hair.
  if (usesA * usesB + (n - usesA) * (n - usesB) === n * n) return { ...counts, observed, expected, kappa: null, missing: 'no-variation' };
  return { ...counts, observed, expected, kappa: (observed - expected) / (1 - expected), missing: null };
}

/** Agreement on each code over the same units. */
export const agreementOn = (units: readonly CodedUnit[], code: string): Agreement => {
  const count = (a: boolean, b: boolean) => units.filter((unit) => unit.a.has(code) === a && unit.b.has(code) === b).length;
  return kappaOf({ both: count(true, true), onlyA: count(true, false), onlyB: count(false, true), neither: count(false, false) });
};

/**
 * Agreement over all codes: observed and expected are means over the codes, so that a code used rarely counts as much
 * as one used often.
 *
 * Source  H. De Vries, M. N. Elliott, D. E. Kanouse, S. S. Teleki, Using pooled kappa to summarize interrater agreement across many items, 2008.
 */
export function pooled(parts: readonly Agreement[]): Agreement {
  const sum = (of: (part: Agreement) => number) => parts.reduce((total, part) => total + of(part), 0);
  const counts = { both: sum(({ both }) => both), onlyA: sum(({ onlyA }) => onlyA), onlyB: sum(({ onlyB }) => onlyB), neither: sum(({ neither }) => neither), n: sum(({ n }) => n) };
  if (counts.n === 0) return { ...counts, observed: null, expected: null, kappa: null, missing: 'no-units' };
  const observed = sum((part) => part.observed ?? 0) / parts.length;
  const expected = sum((part) => part.expected ?? 0) / parts.length;
  if (parts.every(({ missing }) => missing === 'no-variation')) return { ...counts, observed, expected, kappa: null, missing: 'no-variation' };
  return { ...counts, observed, expected, kappa: (observed - expected) / (1 - expected), missing: null };
}

type Stretch = { start: number; end: number };

/** Units of a text with the codes that two coders put on stretches which touch them. */
export function unitsOf(sentences: readonly Stretch[], coded: readonly (Stretch & { code: string; by: 'a' | 'b' })[]): CodedUnit[] {
  return sentences.map(({ start, end }) => {
    const of = (coder: 'a' | 'b') => new Set(coded.filter((one) => one.by === coder && one.start < end && one.end > start).map(({ code }) => code));
    return { a: of('a'), b: of('b') };
  });
}
