import { describe, expect, it } from 'vitest';
import { coversOn } from './cover.ts';
import { inPieces, isStale, mayTranslate } from './translation.ts';

describe('covers on a wording', () => {
  it('are laid from the end, and those that overlap become one', () => {
    const cover = (from: number, to: number, description: string) => ({ revision: 1, range: { from, to }, description });
    expect(coversOn([cover(0, 1, 'a'), cover(4, 6, 'b'), cover(5, 7, 'c')], 1)).toEqual([{ description: 'b; c', range: { from: 4, to: 7 } }, { description: 'a', range: { from: 0, to: 1 } }]);
  });
  it('made on another wording lie on the whole of this one', () => {
    expect(coversOn([{ revision: 1, range: { from: 0, to: 1 }, description: 'a' }], 2)).toEqual([{ description: 'a', range: null }]);
    expect(coversOn([], 2)).toEqual([]);
  });
});

describe('a text for the translator', () => {
  it('is sent without its signs, and comes back with them', () => {
    const markdown = '# Head\n\nA line\nand its rest.\n\n- one\n- two\n\n> said\n\n```\ncode stays\n```\n\n::: A quote\nwords\n:::\n';
    const { pieces, join } = inPieces(markdown);
    expect(pieces).toEqual(['Head', 'A line and its rest.', 'one', 'two', 'said', 'A quote', 'words']);
    expect(join(pieces.map((piece) => piece.toUpperCase()))).toBe('# HEAD\n\nA LINE AND ITS REST.\n\n- ONE\n- TWO\n\n> SAID\n\n```\ncode stays\n```\n\n::: A QUOTE\nWORDS\n:::\n');
  });
  it('is found also where lines end as browsers send them', () => {
    expect(inPieces('One.\r\n\r\n- two\r\n::: A quote\r\nwords\r\n:::').pieces).toEqual(['One.', 'two', 'A quote', 'words']);
  });
  it('cannot bring new signs in by its line breaks', () => {
    expect(inPieces('one').join(['eins\n\n::: cover\n# head'])).toBe('eins ::: cover # head');
  });
  it('goes up to the marking the site allows and not above, and only where there is one', () => {
    const text = { visibility: 'shown', marking: 'TLP:GREEN', lang: 'en', covered: false } as const;
    expect(mayTranslate(text, 'de', 'TLP:GREEN').ok).toBe(true);
    expect(mayTranslate(text, 'de', 'TLP:CLEAR')).toMatchObject({ refusal: { code: 'discussion.translation_above_marking' } });
    expect(mayTranslate(text, 'de', null)).toMatchObject({ refusal: { code: 'discussion.translation_off' } });
    expect(mayTranslate(text, 'en', 'TLP:RED')).toMatchObject({ refusal: { code: 'discussion.translation_same_language' } });
    for (const hidden of [{ visibility: 'withheld' }, { covered: true }]) expect(mayTranslate({ ...text, ...hidden }, 'de', 'TLP:RED').ok).toBe(false);
  });
  it('is stale when the wording is another, not when it is the same again', () => {
    expect([isStale(Buffer.from('a'), Buffer.from('a')), isStale(Buffer.from('a'), Buffer.from('b'))]).toEqual([false, true]);
  });
});
