import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestBm25, gini } from './bm25.ts';

const text = (id: string, words: string) => ({ id, length: words.split(' ').length, tf: new Map(words.split(' ').map((word, _, all) => [word, all.filter((w) => w === word).length])) });

describe('how alike a text is to what was found', () => {
  it('follows the published formula', () => {
    // By hand: N 2, df 1, idf ln(1 + 1.5/1.5) = ln 2; tf 2, length 3, mean 2.5: 2·2.2 / (2 + 1.2·(0.25 + 0.75·1.2)).
    const scores = bestBm25([text('a', 'keep keep first'), text('b', 'remove it')], [['keep']], new Map([['keep', 1]]), 2);
    expect(scores.get('a')).toBeCloseTo((Math.log(2) * 4.4) / (2 + 1.2 * (0.25 + 0.9)), 12);
    expect(scores.get('b')).toBe(0);
  });
  it('is that of the finding it is most alike to, and nought without findings', () => {
    const [a] = [text('a', 'keep first')];
    const df = new Map([['keep', 1], ['first', 1]]);
    expect(bestBm25([a], [['keep'], ['keep', 'first']], df, 5).get('a')).toBeCloseTo(2 * (bestBm25([a], [['keep']], df, 5).get('a') ?? 0), 12);
    expect(bestBm25([a], [], df, 5).get('a')).toBe(0);
  });
});

describe('evenness', () => {
  it('is nought where all are cited alike and high where one is', () => {
    expect(gini([3, 3, 3])).toBeCloseTo(0, 12);
    expect(gini([0, 0, 0, 8])).toBeCloseTo(0.75, 12);
    // 1 to 4: the sum of all differences is 20; 20 / (2 · 16 · 2.5).
    expect(gini([1, 2, 3, 4])).toBeCloseTo(0.25, 12);
    expect(gini([5])).toBeNull();
  });
  it('lies between nought and one, whoever is cited', () => {
    fc.assert(fc.property(fc.array(fc.nat(50), { minLength: 2 }), (counts) => {
      const value = gini(counts);
      if (value !== null) expect(value > -1e-12 && value < 1).toBe(true);
    }));
  });
});
