import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { locales } from '../i18n/locales.ts';
import { detectLanguage } from './language.ts';

describe('the language of a text', () => {
  it('is told from a sentence or two, in all six', () => {
    for (const [lang, text] of [
      ['en', 'The hold is ninety days, renewable once.'], ['fr', 'La conservation dure quatre-vingt-dix jours.'], ['de', 'Die Sicherung gilt neunzig Tage.'],
      ['it', 'La conservazione dura novanta giorni.'], ['ru', 'Данные хранятся девяносто дней.'], ['es', 'La conservación dura noventa días.'],
    ] as const) expect(detectLanguage(text), text).toBe(lang);
  });

  it('is that of the author’s own words, whatever is quoted', () => {
    expect(detectLanguage('> La conservation dure quatre-vingt-dix jours. Elle peut être renouvelée une fois, sur demande écrite.\n\nAgreed, and I would add the provider’s view.')).toBe('en');
    expect(detectLanguage('A1·12:\n\n> The hold is ninety days, renewable once.')).toBe(null);
  });

  it('is left open where nothing tells it', () => {
    for (const text of ['', '…', '12 345', 'B2·14', 'ok', 'https://example.org/une-page-en-francais']) expect(detectLanguage(text), text).toBe(null);
  });

  it('is never wrong in more than one of two hundred sentences of our own pages, and told in nearly all', () => {
    const sentences = readdirSync('messages').flatMap((file) => Object.values(JSON.parse(readFileSync(`messages/${file}`, 'utf8')) as Record<string, Record<string, string>>).flatMap((message) => locales.map((lang) => ({ lang, text: message[lang] ?? '' })))).filter(({ text }) => text.length >= 40 && !/[{<]/.test(text));
    expect(sentences.length).toBeGreaterThan(1_000);
    const told = sentences.map(({ lang, text }) => ({ lang, found: detectLanguage(text) }));
    expect(told.filter(({ lang, found }) => found !== null && found !== lang).length / told.length).toBeLessThan(0.005);
    expect(told.filter(({ found }) => found === null).length / told.length).toBeLessThan(0.02);
  });

  it('is looked for in time, however a text was made', () => {
    for (const text of ['&amp;'.repeat(50_000), '['.repeat(50_000), '[a](<'.repeat(20_000), `a${'\u0301'.repeat(50_000)}`, '\n'.repeat(200_000), '<!--'.repeat(20_000)]) expect(detectLanguage(text)).toBeNull();
    expect(detectLanguage(`${'Wir bitten um eine Bestätigung innerhalb weniger Tage. '.repeat(20_000)}`)).toBe('de');
  });
});
