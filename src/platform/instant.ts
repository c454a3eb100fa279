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
