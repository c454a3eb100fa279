import { words } from './words.ts';

/** How much is kept of what stands before and after a passage, in code points: enough to tell two like sentences apart. */
export const contextLength = 32;

/**
 * A passage of a paragraph, so that it can be found again: its words, what stands around them, and where they begin.
 *
 * Units   `start` in code points of the paragraph as read; null for passages of before this was kept.
 * Source  W3C Web Annotation Data Model, 4.2.4 and 4.2.5.
 */
export type Anchor = { quote: string; prefix: string; suffix: string; start: number | null };

/** A paragraph as a reader sees it: no markup, and every run of white space as one space. */
export const plainOf = (html: string): string =>
  squeezed(html.replace(/<\/?(?:p|li|ul|ol|blockquote|pre|br|hr|h\d|tr|td|th|table|thead|tbody)\b[^>]*>/g, ' ').replace(/<[^>]*>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'));

/** Words as they are compared: NFC, white space squeezed. */
export const squeezed = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** The code points from one place up to another. */
export const slice = (text: string, from: number, to?: number): string => Array.from(text).slice(Math.max(0, from), to).join('');

/** How many code points a text has. */
export const lengthOf = (text: string): number => Array.from(text).length;

/** Every place where the words stand, each in code points. */
export function placesOf(text: string, quote: string): number[] {
  const found: number[] = [];
  if (quote === '') return found;
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) found.push(lengthOf(text.slice(0, at)));
  return found;
}

/**
 * The anchor of quoted words in a paragraph; null when they do not stand there. Of several places the one whose
 * beginning fits best is taken.
 */
export function anchorAt(text: string, quoted: string, { before = '' }: { before?: string } = {}): Anchor | null {
  const quote = [squeezed(quoted), squeezed(quoted.replace(/[*_`]/g, ''))].find((words) => words !== '' && text.includes(words));
  if (!quote) return null;
  const [start] = placesOf(text, quote).sort((a, b) => alikeAtEnd(slice(text, 0, b), before) - alikeAtEnd(slice(text, 0, a), before) || a - b);
  return start === undefined ? null : anchorOf(text, start, lengthOf(quote));
}

/** The anchor of a stretch of a paragraph. */
export const anchorOf = (text: string, start: number, length: number): Anchor => ({ quote: slice(text, start, start + length), prefix: slice(text, start - contextLength, start), suffix: slice(text, start + length, start + length + contextLength), start });

/** How many code points two texts share at their ends, and at their beginnings. */
export const alikeAtEnd = (a: string, b: string): number => alike(Array.from(a).reverse(), Array.from(b).reverse());
export const alikeAtBeginning = (a: string, b: string): number => alike(Array.from(a), Array.from(b));

function alike(a: readonly string[], b: readonly string[]): number {
  const most = Math.min(a.length, b.length);
  for (let i = 0; i < most; i += 1) if (a[i] !== b[i]) return i;
  return most;
}

/** The sentences of a paragraph, for choosing one without script; each with where it begins. */
export function sentencesOf(text: string, locale: string): { start: number; text: string }[] {
  let at = 0;
  const found: { start: number; text: string }[] = [];
  for (const { segment } of new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(text)) {
    const start = at + lengthOf(segment) - lengthOf(segment.trimStart());
    if (words(segment) > 0) found.push({ start, text: segment.trim() });
    at += lengthOf(segment);
  }
  return found;
}

