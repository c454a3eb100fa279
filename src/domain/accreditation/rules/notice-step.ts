/** Something that is told of at an instant: that a forum opens, that it closes in a day. */
export type Step<S> = { step: S; at: Date };

/** How long after its instant something is still told: longer than a worker was ever down, shorter than the ledger is kept. */
export const catchUpDays = 14;

/** More letters than these to one person in a day are not sent, but for those that must reach them. */
export const mostLettersADay = 12;

/**
 * What of a course of steps is to be told now: the last one reached, until the next one is, and not after the time for
 * catching up. So after days without a worker people are told how things stand, not what they missed.
 *
 * Shape   null before the first step and when it is too late; of two at one instant the later in the list counts.
 */
export function stepReached<S>(steps: readonly Step<S>[], now: Date): (Step<S> & { until: Date }) | null {
  let reached: Step<S> | null = null;
  let next = Infinity;
  for (const step of steps) {
    if (step.at > now) next = Math.min(next, step.at.getTime());
    else if (reached === null || step.at >= reached.at) reached = step;
  }
  if (!reached) return null;
  const until = new Date(Math.min(next, reached.at.getTime() + catchUpDays * 86_400_000));
  return now < until ? { ...reached, until } : null;
}
