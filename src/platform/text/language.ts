import { eld } from 'eld/small';
import { type Locale, locales } from '../i18n/locales.ts';

eld.setLanguageSubset([...locales]);

/** So many signs tell the language as well as all of them. */
const enough = 4_000;

/**
 * The language a text is written in; null where its words do not tell. Quoted lines, references and addresses are
 * left out: they are in the language of somebody else, or in none.
 */
export function detectLanguage(text: string): Locale | null {
  // Cut before anything looks twice at a sign: a text made to be slow is as short as any other here.
  const own = text.replace(/^[^\S\n]*>.*$/gm, '').slice(0, enough).replace(/\S+@\S+|https?:\/\/\S+|[\p{L}\p{N}]+[·-]\d+/gu, ' ');
  const letters = own.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 2) return null;
  // Of the six, one alone is written in Cyrillic: a single word tells.
  if ((own.match(/\p{Script=Cyrillic}/gu)?.length ?? 0) * 2 > letters) return 'ru';
  const found = eld.detect(own);
  return found.isReliable() ? (locales.find((locale) => locale === found.language) ?? null) : null;
}

/** The language a text goes under: the one its author chose, else the one its words tell, else the author's own. */
export const languageOf = (text: string, chosen: string | undefined, own: Locale): Locale => locales.find((locale) => locale === chosen) ?? detectLanguage(text) ?? own;
