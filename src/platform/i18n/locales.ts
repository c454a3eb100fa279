/** The six official languages, in the order in which they are listed to readers. */
export const locales = ['en', 'fr', 'de', 'it', 'ru', 'es'] as const;
export type Locale = (typeof locales)[number];

/** Each language by its own name. */
export const endonyms: Readonly<Record<Locale, string>> = { en: 'English', fr: 'Français', de: 'Deutsch', it: 'Italiano', ru: 'Русский', es: 'Español' };

/** The regional forms whose dates and numbers are used. */
export const tags: Readonly<Record<Locale, string>> = { en: 'en-GB', fr: 'fr-FR', de: 'de-DE', it: 'it-IT', ru: 'ru-RU', es: 'es-ES' };

/** Whether a text names one of the six languages. */
export const isLocale = (text: unknown): text is Locale => locales.some((locale) => locale === text);

/** The language to answer in, from an Accept-Language header; English where none of the six is wanted. */
export function negotiate(header: string | undefined): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [range = '', ...params] = part.trim().split(';');
      const q = params.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find((value) => value !== undefined);
      return { language: range.slice(0, 2).toLowerCase(), q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { language } of wanted) if (isLocale(language)) return language;
  return 'en';
}
