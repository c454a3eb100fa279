/**
 * What may stand in a document of a text that people wrote: characters that have no place in print are shown as such or
 * left out, all others stay exactly as they were written.
 */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(forbidden, '\uFFFD')
    .replace(turning, '');
}

/** Control characters and the non-characters that XML 1.0 or PDF/UA forbid. */
const forbidden = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]|\p{Noncharacter_Code_Point}/gu;

/**
 * Marks that turn the direction of all text after them (embeddings, overrides, isolates): with them a byline could be made
 * to read as another. Letters of right-to-left scripts keep their direction without.
 */
const turning = /[\u202A-\u202E\u2066-\u2069]/g;

/** The same value with every text in it made printable. */
export function printableThroughout<T>(value: T, ofText?: (text: string) => string): T;
export function printableThroughout(value: unknown, ofText: (text: string) => string = printable): unknown {
  if (typeof value === 'string') return ofText(value);
  if (Array.isArray(value)) return value.map((item) => printableThroughout(item, ofText));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, printableThroughout(item, ofText)]));
}

/** The language subtag of a BCP 47 tag, or null where the tag is none: `ru` of `ru-RU`. */
export function languageOf(tag: string): string | null {
  return /^([a-z]{2,3})(?:-[A-Za-z0-9]{1,8})*$/.exec(tag)?.[1] ?? null;
}

const marks: Readonly<Record<string, readonly [string, string]>> = {
  en: ['“', '”'],
  de: ['„', '“'],
  fr: ['«\u00A0', '\u00A0»'],
  it: ['«', '»'],
  ru: ['«', '»'],
  es: ['«', '»'],
};

/** A quotation in running text between the marks of the surrounding language. */
export function quoted(locale: string, quote: string): string {
  const [open, close] = marks[locale] ?? ['“', '”'];
  return `${open}${quote}${close}`;
}
