import type { FindingKind } from '../../synthesis/model.ts';

/** What is known of a draft for telling that it can be rated. */
export type Rateable = { id: string; kind: FindingKind; readyAt: Date | null; /** Under silence, or adopted. */ frozen: boolean };

/** Rapporteurs make a report's drafts ready one after another: one letter for all of them comes when they have been at rest so long. */
const restMs = 3_600_000;
/** Whoever goes on all day is told of all the same. */
const longestMs = 24 * restMs;

/** Whether a draft can be rated: recommendations that are ready, until silence begins on them. */
export const canBeRated = ({ kind, readyAt, frozen }: Rateable): boolean => kind === 'recommendation' && readyAt !== null && !frozen;

/**
 * The drafts that may be told of now, those told of already among them: all but the last made ready without an hour
 * between, while their rapporteur is still at it.
 */
export function ratingCall<F extends Rateable>(findings: readonly F[], now: Date): (F & { readyAt: Date })[] {
  const ready = findings.flatMap((finding) => (canBeRated(finding) && finding.readyAt ? [{ ...finding, readyAt: finding.readyAt }] : []));
  const began = workBegan(ready.map(({ readyAt }) => readyAt.getTime()).sort((a, b) => a - b), now.getTime());
  return began === null ? ready : ready.filter(({ readyAt }) => readyAt.getTime() < began);
}

/** When the work began that goes on; null where the rapporteur is at rest, or a day is over since. */
function workBegan(instants: readonly number[], now: number): number | null {
  let [began, last] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const at of instants) {
    if (at - last >= restMs || at - began >= longestMs) began = at;
    last = at;
  }
  return now - last >= restMs || now - began >= longestMs ? null : began;
}
