import { Temporal } from 'temporal-polyfill';

export type CalendarEvent = { uid: string; sequence: number; madeAt: Date; from: Date; to: Date; zone: string; title: string; description: string; url: string };

/** One event as an iCalendar file (RFC 5545), in its own time zone with that zone's clock changes written out. */
export function calendarFile(event: CalendarEvent): string {
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Colloquy//Online expert forums//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    ...zoneLines(event.zone, event.from, event.to),
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${utc(event.madeAt)}`,
    `DTSTART;TZID=${event.zone}:${local(event.from, event.zone)}`,
    `DTEND;TZID=${event.zone}:${local(event.to, event.zone)}`,
    `SUMMARY:${escaped(event.title)}`,
    ...(event.description ? [`DESCRIPTION:${escaped(event.description)}`] : []),
    `URL:${event.url}`,
    'TRANSP:TRANSPARENT', 'END:VEVENT', 'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

const digits = (iso: string): string => iso.replace(/[-:]/g, '').slice(0, 15);
const utc = (at: Date): string => `${digits(at.toISOString())}Z`;
const zoned = (at: Date, zone: string): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
const local = (at: Date, zone: string): string => digits(zoned(at, zone).toPlainDateTime().toString({ smallestUnit: 'second' }));

/** The zone as the event needs it: the rule in force at its beginning, and each change of the clock up to its end. */
function zoneLines(zone: string, from: Date, to: Date): string[] {
  const end = zoned(to, zone);
  const observances: string[][] = [];
  let change = zoned(from, zone).add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  if (!change) observances.push(observance('STANDARD', '19700101T000000', zoned(from, zone).offset, zoned(from, zone).offset));
  while (change && Temporal.ZonedDateTime.compare(change, end) <= 0) {
    const before = change.subtract({ nanoseconds: 1 });
    // A change of the clock is written in the time shown just before it.
    const shown = change.toInstant().toZonedDateTimeISO(before.offset).toPlainDateTime();
    observances.push(observance(change.offsetNanoseconds > before.offsetNanoseconds ? 'DAYLIGHT' : 'STANDARD', digits(shown.toString({ smallestUnit: 'second' })), before.offset, change.offset));
    change = change.getTimeZoneTransition('next');
  }
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observances.flat(), 'END:VTIMEZONE'];
}

const observance = (kind: 'STANDARD' | 'DAYLIGHT', start: string, from: string, to: string): string[] => [`BEGIN:${kind}`, `DTSTART:${start}`, `TZOFFSETFROM:${from.replaceAll(':', '')}`, `TZOFFSETTO:${to.replaceAll(':', '')}`, `END:${kind}`];

const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n|\r/g, '\\n').replace(/\p{Cc}/gu, '');

/** Lines of at most 75 octets; what goes on begins with a space. No character is cut in two. */
function folded(line: string): string {
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}
