import { dayIn, instantOf } from '#platform/instant.ts';

/** From which quarter of an hour a waiting text may be released, and when at the latest. */
export type BatchWindow = { from: Date; latest: Date };
type Setting = { zone: string; batchHours: number; closesAt: Date | null };

const quarter = 15 * 60_000;

/**
 * When what is sent now may be released with others. Both instants stand on a grid that was announced beforehand: one
 * counted from the arrival would tell the arrival.
 *
 * Shape    `latest` is the next of the forum's release hours, by its own clock; the closing is one of them.
 */
export function batchWindow(now: Date, { zone, batchHours, closesAt }: Setting): BatchWindow {
  const from = new Date((Math.floor(now.getTime() / quarter) + 1) * quarter);
  const latest = nextHour(now, zone, batchHours);
  if (!closesAt || now >= closesAt) return { from, latest };
  const byClosing = (at: Date) => (at > closesAt ? closesAt : at);
  return { from: byClosing(from), latest: byClosing(latest) };
}

/** Whether those who wait are released now: enough of them for one to be lost among the others, or the announced hour has come. */
export const batchIsDue = (waiting: { authors: number; latest: Date }, { batchAuthors }: { batchAuthors: number }, now: Date): boolean => waiting.authors >= batchAuthors || waiting.latest <= now;

/** What counts as the receipt of a batch: now, or the last instant of the forum for what was sent before its closing. */
export const batchReceipt = (late: boolean, closesAt: Date | null, now: Date): Date => (!late && closesAt && now >= closesAt ? new Date(closesAt.getTime() - 1) : now);

/** The same things in an order of chance (Fisher and Yates). */
export function shuffled<T>(all: readonly T[], bytes: (length: number) => Uint8Array): T[] {
  const rest = [...all];
  const out: T[] = [];
  while (rest.length > 0) {
    const chance = Buffer.from(bytes(6)).readUIntBE(0, 6);
    out.push(...rest.splice(chance % rest.length, 1));
  }
  return out;
}

/** The first instant after `now` at which the forum's clock shows a multiple of so many hours; one that a change of clocks leaves out or doubles is passed over. */
function nextHour(now: Date, zone: string, every: number): Date {
  for (let days = 0; days < 4; days += 1) {
    const day = dayIn(new Date(now.getTime() + days * 86_400_000), zone);
    for (let hour = 0; hour < 24; hour += every) {
      const at = instantOf(`${day}T${String(hour).padStart(2, '0')}:00`, zone);
      if (at.ok && at.value > now) return at.value;
    }
  }
  throw new Error('a zone whose days have no hours');
}
