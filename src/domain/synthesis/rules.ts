import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ExcerptFacts, FindingKind, SynthesisRefusal, Weight } from './model.ts';

/** Words of a text by code points, as excerpts count: a letter beyond the BMP is one, not two. */
export const sliceByCodePoints = (text: string, start: number, end: number): string => [...text].slice(start, end).join('');

/** Where a quotation stands in a text, in code points; the first place from `from` on; null when it does not stand there. */
export function findQuote(text: string, quote: string, from = 0): { start: number; end: number } | null {
  const at = text.indexOf(quote, [...text].slice(0, from).join('').length);
  if (quote === '' || at < 0) return null;
  const start = [...text.slice(0, at)].length;
  return { start, end: start + [...quote].length };
}

/** Whether an excerpt's quotation is, byte for byte, what stands in its range of its revision. */
export const isExact = (excerpt: Pick<ExcerptFacts, 'text' | 'start' | 'end' | 'quote'>): boolean => sliceByCodePoints(excerpt.text, excerpt.start, excerpt.end) === excerpt.quote;

/**
 * Whether a finding may leave draft: it rests on at least one excerpt, each quotation is exact, none comes from a
 * text that was withheld or withdrawn, and a recommendation says whom it is for.
 */
export function isTraceable(finding: { kind: FindingKind; addressee: string | null }, excerpts: readonly ExcerptFacts[]): Outcome<null, SynthesisRefusal> {
  if (excerpts.length === 0) return refused('synthesis.no_excerpt');
  if (!excerpts.every(isExact)) return refused('synthesis.quote_differs');
  if (excerpts.some(({ visibility }) => visibility !== 'shown')) return refused('synthesis.excerpt_withheld');
  return finding.kind === 'recommendation' && !finding.addressee ? refused('synthesis.needs_addressee') : granted(null);
}

/**
 * The word for how many stand behind a point.
 *
 * Shape    distinct voices for it, and distinct voices that addressed it at all.
 * Source   CONVENTIONS, "How weight is worded in a report"
 */
export function weightOf(voices: number, addressed: number): Weight | null {
  if (voices <= 0) return null;
  if (voices === 1) return 'one';
  if (voices === 2) return 'two';
  if (voices >= addressed && voices >= 5) return 'all';
  const share = voices / Math.max(addressed, voices);
  if (share >= 1 / 2) return 'most';
  return share >= 1 / 3 ? 'many' : 'several';
}

/** `F-07`, `R-03` */
export const findingRef = (kind: FindingKind, number: number): string => `${kind === 'recommendation' ? 'R' : 'F'}-${String(number).padStart(2, '0')}`;

/** Sentences of a text with their places, for choosing one without a mouse. */
export function sentencesOf(text: string, locale: string): { start: number; end: number; text: string }[] {
  let at = 0;
  return [...new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => {
      const start = at;
      at += [...segment].length;
      const trimmed = segment.trim();
      const lead = [...segment.slice(0, segment.indexOf(trimmed))].length;
      return { start: start + lead, end: start + lead + [...trimmed].length, text: trimmed };
    })
    .filter(({ text }) => text !== '');
}
