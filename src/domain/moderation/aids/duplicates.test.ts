import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observeDuplicates, printOf } from './duplicates.ts';

const text = 'Cells of five to eight people met in rooms that were rented by the week, and nobody who lived in the house had ever seen them come or go by day.';
const like = (a: string, b: string): number => {
  const [signal] = observeDuplicates(printOf(a), [{ ref: 'A1·1', print: printOf(b)?.print ?? [] }], 'en');
  return signal?.evidence.kind === 'duplicates' ? (signal.evidence.similar[0]?.percent ?? 0) : 0;
};

describe('copies', () => {
  it('are found when a few words change, and not when the same is said in other words', () => {
    expect(like(text, text)).toBe(100);
    expect(like(text, `${text} I agree.`)).toBeGreaterThan(70);
    expect(like(text, 'Small groups gathered in places let for some days, unseen by neighbours at any hour, as our own inquiry has found as well.')).toBe(0);
    expect(printOf('I agree with the delegation.')).toBeNull();
  });

  it('share a band, so that the nearest are found without comparing all', () => {
    const [a, b] = [printOf(text), printOf(`${text} I agree.`)];
    expect(a?.bands.some((band) => b?.bands.includes(band))).toBe(true);
  });

  it('are as alike one way as the other', () => {
    const words = fc.array(fc.constantFrom(...text.split(' ')), { minLength: 20, maxLength: 40 }).map((list) => list.join(' '));
    fc.assert(fc.property(words, words, (a, b) => {
      expect(like(a, b)).toBe(like(b, a));
    }), { numRuns: 50 });
  });
});
