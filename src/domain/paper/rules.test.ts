import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paragraphsOf, stableIds, withoutMarker } from './rules.ts';

const first = [{ id: 'p1', markdown: 'Preservation comes first in every case.' }, { id: 'p2', markdown: 'Removal comes last, save where life is in danger.' }];

describe('the paragraphs of a paper', () => {
  it('are what blank lines part', () => expect(paragraphsOf('One.\n\n\nTwo\nstill two.\n')).toEqual(['One.', 'Two\nstill two.']));
  it('keep their ids when one is put between them or changed a little', () => {
    expect(stableIds(first, [first[0]?.markdown ?? '', 'Something new altogether.', 'Removal comes last, except where life is in danger.'], ['p1', 'p2'])).toEqual(['p1', 'p3', 'p2']);
  });
  it('are those they say they are, moved and rewritten alike', () => {
    expect(stableIds(first, ['Wholly other words stand here now. [#p2]', 'Preservation comes first in every case.'], ['p1', 'p2'])).toEqual(['p2', 'p1']);
    // An id that is not there to be kept is not taken from who had it once, nor given twice.
    expect(stableIds(first, ['New. [#p9]', 'Again. [#p1]', 'And again. [#p1]'], ['p1', 'p2', 'p9'])).toEqual(['p10', 'p1', 'p11']);
    expect(withoutMarker('Text. [#p2]')).toBe('Text.');
  });
  it('never share an id, whatever is written', () => {
    const text = fc.constantFrom('a b c', 'a b d', 'a b c [#p1]', 'x [#p2]', 'x', 'y z');
    fc.assert(fc.property(fc.array(text, { maxLength: 8 }), (paragraphs) => {
      const ids = stableIds(first, paragraphs, ['p1', 'p2', 'p7']);
      expect(new Set(ids).size).toBe(paragraphs.length);
      for (const id of ids) expect(['p1', 'p2'].includes(id) || Number(id.slice(1)) > 7).toBe(true);
    }));
  });
  it('never take an id that once meant another', () => {
    expect(stableIds([], ['Fresh.'], ['p1', 'p9'])).toEqual(['p10']);
  });
});
