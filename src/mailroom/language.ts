import type { Locale } from '#platform/i18n/locales.ts';

/** Short words that are frequent in one of the six languages and rare in the others. */
const words: Readonly<Record<Exclude<Locale, 'ru'>, readonly string[]>> = {
  en: ['the', 'and', 'of', 'to', 'is', 'that', 'for', 'not', 'with', 'are', 'this', 'we', 'be', 'should', 'our', 'it', 'from', 'by', 'yes', 'which'],
  fr: ['le', 'les', 'des', 'est', 'et', 'que', 'une', 'pour', 'dans', 'nous', 'pas', 'du', 'sur', 'ce', 'aux', 'avec', 'oui', 'qui', 'mais', 'être'],
  de: ['der', 'die', 'das', 'und', 'ist', 'nicht', 'ein', 'eine', 'wir', 'zu', 'den', 'mit', 'für', 'auf', 'dass', 'sich', 'werden', 'ja', 'auch', 'von'],
  it: ['il', 'che', 'di', 'è', 'della', 'per', 'non', 'una', 'sono', 'nel', 'gli', 'del', 'con', 'questo', 'più', 'anche', 'sì', 'alla', 'dei', 'ma'],
  es: ['el', 'los', 'las', 'es', 'y', 'que', 'una', 'para', 'por', 'con', 'del', 'se', 'no', 'como', 'más', 'pero', 'sí', 'al', 'lo', 'debe'],
};

/** The languages each of them tells for. */
const telling = new Map<string, Exclude<Locale, 'ru'>[]>();
for (const [locale, list] of Object.entries(words) as [Exclude<Locale, 'ru'>, readonly string[]][]) for (const word of list) telling.set(word, [...(telling.get(word) ?? []), locale]);

/** The language a text is written in, among the six; the one given where the text does not tell. */
export const languageOf = (text: string, otherwise: Locale): Locale => languageTold(text) ?? otherwise;

/** The same; null where the text does not tell. */
export function languageTold(text: string): Locale | null {
  const letters = text.slice(0, 5_000).toLowerCase();
  const found = letters.match(/\p{L}+/gu) ?? [];
  let [cyrillic, latin] = [0, 0];
  for (const word of found) {
    // Nobody writes a word in two alphabets: its first letter tells for all of it.
    if (/^\p{Script=Latin}/u.test(word)) latin += word.length;
    else if (/^\p{Script=Cyrillic}/u.test(word)) cyrillic += word.length;
  }
  if (cyrillic > latin) return 'ru';
  const counts = { en: 0, fr: 0, de: 0, it: 0, es: 0 };
  for (const word of found) for (const locale of telling.get(word) ?? []) counts[locale] += 1;
  const scores = (Object.entries(counts) as [Locale, number][]).map(([locale, score]) => ({ locale, score })).sort((a, b) => b.score - a.score);
  const [best, second] = scores;
  // A short text, or one that two languages share, is no ground for overruling its writer.
  return best && best.score >= 2 && best.score > (second?.score ?? 0) ? best.locale : null;
}
