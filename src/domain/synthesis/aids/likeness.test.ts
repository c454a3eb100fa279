import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gramLikeness, gramsOf, nearest, stemLikeness } from './likeness.ts';
import { leadOf } from './lead.ts';
import { hashOf, packed, soughtIn, unpacked, vectorOf } from './stems.ts';

const stems = fc.array(fc.constantFrom('keep', 'order', 'книга', 'день', 'straße', 'a', 'b', 'c'), { maxLength: 40 });

describe('a vector of stems', () => {
  it('is read back as it was made, with every count', () => {
    fc.assert(fc.property(stems, (list) => {
      const vector = unpacked('x', list.length, packed(list));
      const counts = soughtIn(vector, new Map([...new Set(list)].map((stem) => [hashOf(stem), stem])));
      for (const stem of new Set(list)) expect(counts.get(stem)).toBe(list.filter((one) => one === stem).length);
    }));
    expect(packed(Array.from({ length: 999 }, () => 'keep')).at(-1)).toBe(255);
  });
  it('is read wherever its bytes lie in memory', () => {
    const bytes = packed(['keep', 'order']);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect([...unpacked('x', 2, shifted.subarray(3)).hashes]).toEqual([...unpacked('x', 2, bytes).hashes]);
  });
});

describe('the nearest texts', () => {
  it('share rare stems before common ones, and are never the text itself', () => {
    const all = [vectorOf('self', 3, ['keep', 'order', 'day']), vectorOf('rare', 3, ['keep', 'order', 'x']), vectorOf('common', 3, ['day', 'keep', 'y']), vectorOf('one', 2, ['day', 'z']), vectorOf('other', 2, ['day', 'w'])];
    expect(nearest(all[0] ?? vectorOf('', 0, []), all, 9).near.map(({ id }) => id)).toEqual(['rare', 'common']);
  });
  it('are alike wholly to themselves, and as alike one way as the other', () => {
    const weights = { total: 10, df: new Map([[hashOf('keep'), 2], [hashOf('order'), 9]]) };
    fc.assert(fc.property(stems, stems, (a, b) => {
      const [x, y] = [vectorOf('', a.length, a), vectorOf('', b.length, b)];
      expect(stemLikeness(x, y, weights)).toBeCloseTo(stemLikeness(y, x, weights), 12);
      if (a.length > 0) expect(stemLikeness(x, x, weights)).toBeCloseTo(1, 12);
    }));
  });
  it('are alike by their endings where stems differ', () => {
    const like = (a: string, b: string) => gramLikeness(gramsOf(a), gramsOf(b));
    expect(like('Vorratsdatenspeicherung', 'Datenspeicherung')).toBeGreaterThan(0.5);
    expect(like('сохранение', 'сохранить')).toBeGreaterThan(0.4);
    expect(like('keep', 'order')).toBe(0);
  });
});

describe('what a text leads with', () => {
  const lead = (...sentences: string[]) => leadOf(sentences.map((text) => ({ start: 0, end: text.length, text })))?.text ?? null;
  it('is its first sentence that says something, in six languages', () => {
    const said = 'Orders must be confirmed by a judge soon.';
    for (const courtesy of ['Dear colleagues, I am glad to be with you today.', 'Merci à la présidence de nous avoir réunis ici.', 'Vielen Dank für die Einladung zu diesem Austausch heute.', 'Grazie alla presidenza per averci riuniti qui oggi.', 'Уважаемые коллеги, я рада быть сегодня с вами.', 'Gracias a la presidencia por reunirnos aquí hoy.', '> Somebody else said this before in the thread.', 'I agree.']) expect(lead(courtesy, said), courtesy).toBe(said);
    expect(lead('I agree.')).toBeNull();
  });
});
