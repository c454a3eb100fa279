import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptFrom, type LetterParagraph } from './excerpt.ts';

const text = (number: string, length = 10): LetterParagraph => ({ id: `p${number}`, number, text: 'x'.repeat(length), lang: 'en', isOlder: false });
const heading = (n: number): LetterParagraph => ({ ...text('', 5), id: `h${n}` });
const paper = [heading(1), text('1'), text('2'), heading(2), text('3'), text('3bis'), text('4')];
const ids = (from: string | null, most?: number) => excerptFrom(paper, from, most)?.paragraphs.map(({ id }) => id);

describe('the paper in letters', () => {
  it('begins where it is asked to, with the heading before it, and says where it goes on', () => {
    expect(excerptFrom(paper, null)).toEqual({ paragraphs: paper, next: null });
    expect(ids('3')).toEqual(['h2', 'p3', 'p3bis', 'p4']);
    expect(ids('3bis')).toEqual(['p3bis', 'p4']);
    expect(excerptFrom(paper, '9')).toBeNull();
    expect(excerptFrom([], null)).toBeNull();
    // The heading of part two is not left behind at the end of the first letter.
    expect([ids(null, 30), excerptFrom(paper, null, 30)?.next]).toEqual([['h1', 'p1', 'p2'], '3']);
    // One that is longer than a letter goes alone.
    expect(ids('2', 1)).toEqual(['p2']);
  });

  it('comes whole, each paragraph in one letter, to who asks on and on', () => {
    fc.assert(fc.property(fc.array(fc.record({ heads: fc.boolean(), length: fc.nat(50) }), { maxLength: 30 }), fc.integer({ min: 1, max: 100 }), (made, most) => {
      const all = made.map(({ heads, length }, i) => (heads ? heading(i) : text(String(i + 1), length)));
      const numbers = all.flatMap(({ number }) => number || []);
      if (numbers.length === 0) return;
      const got: string[] = [];
      let asked: string | null = null;
      for (let letters = 0; letters <= numbers.length; letters += 1) {
        const found = excerptFrom(all, asked, most);
        got.push(...(found?.paragraphs ?? []).flatMap(({ number }) => number || []));
        asked = found?.next ?? null;
        if (asked === null) break;
      }
      expect(got).toEqual(numbers);
    }));
  });
});
