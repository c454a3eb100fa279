/** Breakdowns of one whole as they may be printed: null stands for what is not told. */
export type ToldBreakdowns = { told: (number | null)[][]; total: number | null };

/**
 * Several breakdowns of one whole, each adding up to it, as they may be printed beside the whole: in each, cells under k
 * are hidden, and with them as many others, the smallest first, as it takes that none follows from the rest. Where that
 * cannot be had, nothing is told of any: neither the whole nor a nought, since each would narrow the others.
 *
 * Shape    all breakdowns add up to the same whole; nought is told beside others, so a hidden cell then holds one at least.
 * Source   complementary suppression; the test reads as one does who knows this rule and tries every table it could be.
 */
export function suppressBreakdowns(breakdowns: readonly (readonly number[])[], k: number): ToldBreakdowns {
  const hidden = breakdowns.map((cells) => hiddenIn(cells, k));
  const total = sum(breakdowns[0] ?? []);
  if (hidden.includes(null)) return { told: breakdowns.map((cells) => cells.map(() => null)), total: null };
  return { told: breakdowns.map((cells, i) => cells.map((n, j) => (hidden[i]?.has(j) ? null : n))), total };
}

/** Which cells of a breakdown to hide, with those hidden `already`; null where no choice of them keeps each from being found. */
export function hiddenIn(cells: readonly number[], k: number, already: readonly number[] = []): Set<number> | null {
  const hidden = new Set([...already, ...cells.flatMap((n, j) => (n > 0 && n < k ? [j] : []))]);
  const open = cells.flatMap((n, j) => (n > 0 && !hidden.has(j) ? [{ n, j }] : [])).sort((a, b) => a.n - b.n || a.j - b.j);
  while (hidden.size > 0 && isTelling([...hidden].map((j) => cells[j] ?? 0), k)) {
    const next = open.shift();
    if (!next) return null;
    hidden.add(next.j);
    // All alike together: which of them went first would tell where the small one is not.
    while (open[0]?.n === next.n) hidden.add(open.shift()?.j ?? next.j);
  }
  return hidden;
}

/**
 * Whether what is known of hidden cells, their number and their sum, says too much of one of them: each holds one at
 * least, and those hidden for being small are under k. Otherwise the same numbers could stand in them in another order,
 * or one could have had more at the cost of another, and would have been hidden alike.
 */
function isTelling(hidden: readonly number[], k: number): boolean {
  const whole = sum(hidden);
  return hidden.length < 2 || whole < k || (hidden.every((n) => n < k) && (whole === hidden.length || whole === hidden.length * (k - 1)));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
