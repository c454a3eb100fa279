import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysIn } from './references.ts';
import { ownWords } from './similar.ts';

describe('a reference', () => {
  it('is read however it is written, in either alphabet, each once', () => {
    expect(keysIn('A1·12, A1-12, #A1-12, (B2·3); «В2·14»')).toEqual(['A1-12', 'B2-3', 'B2-14']);
    expect(keysIn('¶ 17, ¶17 and ¶\u00a04; F-07, R-03, Ф-08')).toEqual(['¶17', '¶4', 'F-07', 'R-03', 'F-08']);
  });

  it('is not read into what is none', () => {
    for (const text of ['xA1·12', 'A1·12x', 'A1-12-13', 'A1·12·3', 'F-7', 'UTF-08', 'PDF-07', 'https://example.org/A1-12', '?to=A1-12', '¶', 'A1', '2012-07-04', 'MC.DOC/1/06']) expect(keysIn(text), text).toEqual([]);
  });

  it('in whatever text is found in time and never more than two hundred times', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => keysIn(text).length <= 200));
    const began = performance.now();
    expect(keysIn(Array.from({ length: 3_000 }, (_, i) => `A1·${i + 1}`).join(' '))).toHaveLength(200);
    keysIn('A1-'.repeat(7_000));
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('the words compared with other texts', () => {
  it('are the author’s own, each once', () => {
    expect(ownWords('Keep it.\n> quoted words\nKeep, Ёлка!')).toEqual(['keep', 'it', 'ёлка']);
  });
});
