/** Breakdowns in numbers: of what, each a list of counts in the same order as before. */
export type Counts = readonly (readonly number[])[];

/** How many have changed at least between two counts, as somebody can tell who has both. */
export function changedAtLeast(before: Counts, after: Counts): number {
  const moved = after.map((counts, i) => {
    const moves = counts.map((n, j) => n - (before[i]?.[j] ?? 0));
    const sum = (sign: 1 | -1) => moves.reduce((total, n) => total + Math.max(0, sign * n), 0);
    return Math.max(sum(1), sum(-1));
  });
  return Math.max(0, ...moved);
}

/**
 * The last of several states, from the earliest on, that may be told beside those told before it: from one to the next
 * nothing has changed, or at least k have. A week in which one case was decided would else say by the difference which
 * rule, which measure and how long, all of that one.
 *
 * Shape    `told` says whether a state's numbers are told at all; one whose are not takes its place whatever changed.
 */
export function lastInBatches<S>(states: readonly S[], { counts, told, k }: { counts(state: S): Counts; told(state: S): boolean; k: number }): S | null {
  let shown: S | null = null;
  let known: S | null = null;
  for (const state of states) {
    const tells = told(state);
    const changed: number = known && tells ? changedAtLeast(counts(known), counts(state)) : 0;
    if (changed > 0 && changed < k) continue;
    shown = state;
    if (tells) known = state;
  }
  return shown;
}
