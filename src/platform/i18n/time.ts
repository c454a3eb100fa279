import { type Locale, locales, tags } from './locales.ts';

/**
 * One writer of dates for pages, letters and reports; no message builds a date itself.
 * The forms are those of the copy rules: Vienna time named by its city, 24 hours, the weekday in its case.
 */

type Pieces = { weekday: string; day: string; month: string; year: string; hour: string; minute: string };

const formatters = new Map<string, Intl.DateTimeFormat>();

function pieces(locale: Locale, at: Date, zone: string): Pieces {
  const key = `${locale}|${zone}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    // h23, not hour12: false: the latter prints midnight as 24:00 in English.
    formatter = new Intl.DateTimeFormat(tags[locale], { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    formatters.set(key, formatter);
  }
  const found: Record<string, string> = {};
  for (const { type, value } of formatter.formatToParts(at)) found[type] = value;
  const day = locale === 'fr' && found['day'] === '1' ? '1er' : (found['day'] ?? '');
  return { weekday: found['weekday'] ?? '', day, month: found['month'] ?? '', year: found['year'] ?? '', hour: found['hour'] ?? '', minute: found['minute'] ?? '' };
}

const nb = '\u00a0';
const vienna: Readonly<Record<Locale, string>> = { en: 'in Vienna', fr: 'heure de Vienne', de: 'Uhr in Wien', it: 'ora di Vienna', ru: 'по Вене', es: 'hora de Viena' };

/** How the time of a zone is named after a clock time, by its city. */
function inZone(locale: Locale, zone: string): string {
  if (zone === 'Europe/Vienna') return vienna[locale];
  const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return { en: `(${city})`, fr: `(${city})`, de: `Uhr (${city})`, it: `(${city})`, ru: `(${city})`, es: `(${city})` }[locale];
}

/** "17:00" */
export function timeOf(locale: Locale, at: Date, zone: string): string {
  const { hour, minute } = pieces(locale, at, zone);
  return `${hour}:${minute}`;
}

/** "6 July", with the year where asked: "6 July 2012" */
export function dayOf(locale: Locale, at: Date, zone: string, { year = false } = {}): string {
  const p = pieces(locale, at, zone);
  const ofYear = year ? (locale === 'es' ? ` de ${p.year}` : `${nb}${p.year}`) : '';
  if (locale === 'de') return `${p.day}.${nb}${p.month}${ofYear}`;
  if (locale === 'es') return `${p.day} de ${p.month}${ofYear}`;
  return `${p.day}${nb}${p.month}${ofYear}`;
}

/** "Friday 6 July" */
export function weekdayOf(locale: Locale, at: Date, zone: string, options: { year?: boolean } = {}): string {
  const { weekday } = pieces(locale, at, zone);
  const comma = locale === 'de' || locale === 'ru' ? ',' : '';
  return `${weekday}${comma} ${dayOf(locale, at, zone, options)}`;
}

/** "Friday 6 July, 17:00 in Vienna": a label, in the nominative. */
export function when(locale: Locale, at: Date, zone: string, options: { year?: boolean } = {}): string {
  const time = timeOf(locale, at, zone);
  const day = weekdayOf(locale, at, zone, options);
  const place = inZone(locale, zone);
  const clock = locale === 'it' ? `ore${nb}${time}` : time;
  // What stands in brackets takes no comma before it.
  const comma = (locale === 'it' || locale === 'fr' || locale === 'es') && !place.startsWith('(') ? ',' : '';
  return `${day}, ${clock}${comma} ${place}`;
}

/** The same, and the reader's own time beside it where their clocks show another. */
export function whenFor(locale: Locale, at: Date, zone: string, own: string): string {
  const [agreed, here] = [pieces(locale, at, zone), pieces(locale, at, own)];
  const same = agreed.day === here.day && agreed.hour === here.hour && agreed.minute === here.minute;
  return same ? when(locale, at, zone) : `${when(locale, at, zone)} · ${when(locale, at, own)}`;
}

/** Russian names the weekday in the accusative after "в"; only three differ, and Tuesday takes "во". */
const accusative: Readonly<Record<string, string>> = { среда: 'среду', пятница: 'пятницу', суббота: 'субботу' };

/** "on Friday 6 July at 17:00 in Vienna": as an adverb. */
export function onWhen(locale: Locale, at: Date, zone: string, options: { year?: boolean } = {}): string {
  const { weekday } = pieces(locale, at, zone);
  const day = dayOf(locale, at, zone, options);
  const time = timeOf(locale, at, zone);
  const place = inZone(locale, zone);
  switch (locale) {
    case 'en':
      return `on ${weekday} ${day} at ${time} ${place}`;
    case 'fr':
      return `le ${weekday} ${day} à ${time}, ${place}`;
    case 'de':
      return `am ${weekday}, ${day}, um ${time} ${place}`;
    case 'it':
      return `${weekday} ${day} alle ore${nb}${time}, ${place}`;
    case 'es':
      return `el ${weekday} ${day} a ${time.startsWith('01:') ? 'la' : 'las'} ${time}, ${place}`;
    case 'ru':
      return `${weekday === 'вторник' ? 'во' : 'в'} ${accusative[weekday] ?? weekday}, ${day}, в ${time} ${place}`;
    default:
      return locale satisfies never;
  }
}

const between: Readonly<Record<Locale, (from: string, to: string) => string>> = {
  en: (a, b) => `between ${a} and ${b}`,
  fr: (a, b) => `entre ${a} et ${b}`,
  de: (a, b) => `zwischen ${a} und ${b} Uhr`,
  it: (a, b) => `tra le ore${nb}${a} e le ore${nb}${b}`,
  ru: (a, b) => `между ${a} и ${b}`,
  es: (a, b) => `entre las ${a} y las ${b}`,
};

const shortWeekdays = new Map(locales.map((locale) => [locale, new Map<string, Intl.DateTimeFormat>()]));

/** Stamps already written: a thread shows the same minutes again and again, and a date costs more than all else in a line. */
const stamps = new Map<string, string>();

/** "Wed 4 July, 11:08", or with the precision of an hour "Wed 4 July, between 11:00 and 12:00". */
export function stamp(locale: Locale, at: Date, zone: string, precision: 'minute' | 'hour' = 'minute'): string {
  const key = `${locale}|${zone}|${precision}|${Math.floor(at.getTime() / 60_000)}`;
  const known = stamps.get(key);
  if (known !== undefined) return known;
  if (stamps.size >= 20_000) stamps.clear();
  const text = writeStamp(locale, at, zone, precision);
  stamps.set(key, text);
  return text;
}

function writeStamp(locale: Locale, at: Date, zone: string, precision: 'minute' | 'hour'): string {
  const known = shortWeekdays.get(locale);
  const formatter = known?.get(zone) ?? new Intl.DateTimeFormat(tags[locale], { timeZone: zone, weekday: 'short' });
  known?.set(zone, formatter);
  const day = `${formatter.format(at)} ${dayOf(locale, at, zone)}`;
  if (precision === 'minute') return `${day}, ${timeOf(locale, at, zone)}`;
  return `${day}, ${between[locale](timeOf(locale, at, zone), timeOf(locale, new Date(at.getTime() + 3_600_000), zone))}`;
}

/** Time left as whole days, hours and minutes; never below zero, never seconds. */
export function timeLeft(until: Date, now: Date): { days: number; hours: number; minutes: number } {
  const minutes = Math.max(0, Math.floor((until.getTime() - now.getTime()) / 60_000));
  return { days: Math.floor(minutes / 1_440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
}
