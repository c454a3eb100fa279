import { findQuote } from '../rules.ts';

export type Place = { start: number; end: number; /** As it stands in the text. */ quote: string };

/**
 * Where selected words stand in a text: of several places the one that the words before it lead to, else the first.
 * A browser sends line ends in its own way; the quotation is then as the text has it.
 *
 * Shape    `start`, `end` in code points, half-open; null when the words do not stand there.
 */
export function placeOf(text: string, quote: string, before = ''): Place | null {
  for (const words of new Set([quote, quote.replace(/\r\n?/g, '\n')])) {
    const places = placesOf(text, words);
    const lead = folded(before);
    const meant = lead ? places.find(({ start }) => folded([...text].slice(0, start).join('')).endsWith(lead)) : undefined;
    const place = meant ?? places[0];
    if (place) return { ...place, quote: words };
  }
  return null;
}

function placesOf(text: string, quote: string): { start: number; end: number }[] {
  const places = [];
  for (let found = findQuote(text, quote); found; found = findQuote(text, quote, found.start + 1)) places.push(found);
  return places;
}

const folded = (text: string): string => text.replace(/\s+/gu, ' ');
