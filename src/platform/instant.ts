import { Temporal } from 'temporal-polyfill';
import { granted, type Outcome, refused } from './outcome.ts';

export type LocalTimeRefusal = 'platform.unknown_zone' | 'platform.malformed_local_time' | 'platform.no_such_local_time' | 'platform.ambiguous_local_time';

/**
 * The instant of a local time in a zone, as agreed in words: "2012-07-02T09:00" in Europe/Vienna.
 *
 * Refuses  a time that does not exist there (the hour skipped in spring) and one that exists twice (autumn):
 *          nobody should have to guess which was meant.
 */
export function instantOf(local: string, zone: string): Outcome<Date, LocalTimeRefusal> {
  if (!isZone(zone)) return refused('platform.unknown_zone', { zone });
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/.test(local)) return refused('platform.malformed_local_time', { local });
  let plain: Temporal.PlainDateTime;
  try {
    plain = Temporal.PlainDateTime.from(local.replace(' ', 'T'), { overflow: 'reject' });
  } catch {
    return refused('platform.malformed_local_time', { local });
  }
  try {
    return granted(new Date(plain.toZonedDateTime(zone, { disambiguation: 'reject' }).epochMilliseconds));
  } catch {
    const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
    // A time that exists twice reads back as itself; one that does not exist reads back as another.
    const exists = earlier.toPlainDateTime().equals(plain);
    return refused(exists ? 'platform.ambiguous_local_time' : 'platform.no_such_local_time', { local, zone });
  }
}

/** The local time of an instant in a zone, as `instantOf` reads it: "2012-07-02T09:00". */
export function localOf(at: Date, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The calendar day of an instant in a zone: "2012-07-04". */
export const dayIn = (at: Date, zone: string): string => localOf(at, zone).slice(0, 10);

/** Whether a text names a time zone of the IANA database. */
export function isZone(zone: string): boolean {
  // An offset such as "+02:00" is accepted by Intl but is no zone: it does not know summer time.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Saturday and Sunday: no day of work in any of the forums' houses. */
const isWeekend = (day: Temporal.PlainDate): boolean => day.dayOfWeek > 5;

/**
 * The instant by which so many working days have gone by since `from`, in a zone: the same local time on a later
 * weekday. What begins at a weekend counts from the following Monday, at the day's first minute.
 */
export function afterWorkingDays(from: Date, days: number, zone: string): Date {
  let at = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(zone);
  while (isWeekend(at.toPlainDate())) at = at.add({ days: 1 }).startOfDay();
  for (let left = days; left > 0; ) {
    at = at.add({ days: 1 });
    if (!isWeekend(at.toPlainDate())) left -= 1;
  }
  return new Date(at.epochMilliseconds);
}

/** How many working days of a zone the time [from, to) touches. */
export function workingDaysBegun(from: Date, to: Date, zone: string): number {
  if (to <= from) return 0;
  const last = Temporal.PlainDate.from(dayIn(new Date(to.getTime() - 1), zone));
  let count = 0;
  for (let day = Temporal.PlainDate.from(dayIn(from, zone)); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) if (!isWeekend(day)) count += 1;
  return count;
}

/** The Monday of a day's week, both as `YYYY-MM-DD`. */
export function mondayOf(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

/** The week of a day by ISO 8601: `2012-W27`. */
export function weekOf(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`;
}
