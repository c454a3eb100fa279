import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExcerptFacts } from './model.ts';
import { findQuote, isExact, isTraceable, sentencesOf, sliceByCodePoints, weightOf } from './rules.ts';

const text = 'Сначала сохранить 🗂, then disclose, remove last.';
const excerpt = (quote: string, change: Partial<ExcerptFacts> = {}): ExcerptFacts => ({ id: 'e', contributionId: 'c', revision: 1, ...(findQuote(text, quote) ?? { start: 0, end: 0 }), quote, text, visibility: 'shown', currentRevision: 1, ...change });

describe('an excerpt', () => {
  it('counts code points: a sign beyond the BMP is one', () => {
    expect(findQuote(text, '🗂')).toEqual({ start: 18, end: 19 });
    expect(isExact(excerpt('then disclose'))).toBe(true);
  });
  it('that differs by a byte from its range is not exact', () => {
    expect(isExact(excerpt('then disclose', { quote: 'then disclosе' }))).toBe(false);
  });
  it('is found again in any text it was cut from', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(), fc.nat(), (whole, a, b) => {
      const length = [...whole].length;
      const [start, end] = [a % length, (a % length) + 1 + (b % length)];
      const quote = sliceByCodePoints(whole, start, end);
      const found = findQuote(whole, quote, start);
      expect(found?.start).toBe(start);
      expect(sliceByCodePoints(whole, found?.start ?? 0, found?.end ?? 0)).toBe(quote);
    }));
  });
});

describe('a finding', () => {
  const finding = { kind: 'conclusion' as const, addressee: null };
  it('without an excerpt, with an inexact or a withheld one, stays in draft', () => {
    expect(isTraceable(finding, [])).toMatchObject({ refusal: { code: 'synthesis.no_excerpt' } });
    expect(isTraceable(finding, [excerpt('remove last', { quote: 'removed last' })])).toMatchObject({ refusal: { code: 'synthesis.quote_differs' } });
    expect(isTraceable(finding, [excerpt('remove last', { visibility: 'withheld' })])).toMatchObject({ refusal: { code: 'synthesis.excerpt_withheld' } });
    expect(isTraceable({ kind: 'recommendation', addressee: null }, [excerpt('remove last')])).toMatchObject({ refusal: { code: 'synthesis.needs_addressee' } });
    expect(isTraceable(finding, [excerpt('remove last')]).ok).toBe(true);
  });
  it('is weighed in words by distinct voices', () => {
    expect([[0, 9], [1, 9], [2, 9], [3, 12], [4, 12], [6, 12], [12, 12], [4, 4]].map(([v = 0, a = 0]) => weightOf(v, a))).toEqual([null, 'one', 'two', 'several', 'many', 'most', 'all', 'most']);
  });
});

describe('a text', () => {
  it('offers sentences with their places', () => {
    for (const { start, end, text: sentence } of sentencesOf(text, 'ru')) expect(sliceByCodePoints(text, start, end)).toBe(sentence);
  });
});
