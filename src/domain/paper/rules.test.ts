import { describe, expect, it } from 'vitest';
import { paragraphsOf, stableIds } from './rules.ts';

const first = [{ id: 'p1', markdown: 'Preservation comes first in every case.' }, { id: 'p2', markdown: 'Removal comes last, save where life is in danger.' }];

describe('the paragraphs of a paper', () => {
  it('are what blank lines part', () => expect(paragraphsOf('One.\n\n\nTwo\nstill two.\n')).toEqual(['One.', 'Two\nstill two.']));
  it('keep their ids when one is put between them or changed a little', () => {
    expect(stableIds(first, [first[0]?.markdown ?? '', 'Something new altogether.', 'Removal comes last, except where life is in danger.'], ['p1', 'p2'])).toEqual(['p1', 'p3', 'p2']);
  });
  it('never take an id that once meant another', () => {
    expect(stableIds([], ['Fresh.'], ['p1', 'p9'])).toEqual(['p10']);
  });
});
