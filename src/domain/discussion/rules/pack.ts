import { dayIn, localOf } from '#platform/instant.ts';

export type PackWish = { hour: number; zone: string; /** The last day, in the reader's zone, on which they had one. */ lastDay: string | null };

/** Whether the pack of the day is due: while the forum is open, once a day, from the reader's own hour on. */
export function packDue({ hour, zone, lastDay }: PackWish, forum: { opensAt: Date | null; closesAt: Date | null }, now: Date): boolean {
  if (forum.opensAt === null || now < forum.opensAt || (forum.closesAt !== null && now >= forum.closesAt)) return false;
  // Days written as YYYY-MM-DD stand in the order of time.
  return Number(localOf(now, zone).slice(11, 13)) >= hour && (lastDay === null || lastDay < dayIn(now, zone));
}
