import { describe, expect, it } from 'vitest';
import { fateOfText, othersOf } from './draft.ts';

const draft = { version: 3, windowId: 'left', markdown: 'kept' };

describe('a text handed over by a window', () => {
  it('goes on where it has seen the draft, where it wrote it, or where it is no window’s', () => {
    expect(fateOfText(null, { text: 'x', version: 0, windowId: 'left' })).toBe('new');
    expect(fateOfText(draft, { text: 'x', version: 3, windowId: 'right' })).toBe('next');
    expect(fateOfText(draft, { text: 'x', version: 1, windowId: 'left' })).toBe('next');
    expect(fateOfText(draft, { text: 'x', version: null, windowId: null })).toBe('next');
    expect(fateOfText(draft, { text: 'kept', version: 0, windowId: 'right' })).toBe('same');
  });

  it('lies beside where another window has written since', () => {
    expect(fateOfText(draft, { text: 'x', version: 2, windowId: 'right' })).toBe('beside');
    expect(fateOfText(draft, { text: 'x', version: 4, windowId: 'right' })).toBe('beside');
  });

  it('sees what the others wrote, never itself', () => {
    const savedAt = new Date('2012-07-04T08:00:00Z');
    const all = { ...draft, savedAt, beside: [{ windowId: 'right', markdown: 'r', savedAt }, { windowId: 'third', markdown: 't', savedAt }] };
    expect(othersOf(all, 'left').map(({ which }) => which)).toEqual(['right', 'third']);
    expect(othersOf(all, 'right').map(({ which }) => which)).toEqual(['draft', 'third']);
    expect(othersOf(null, 'left')).toEqual([]);
  });
});
