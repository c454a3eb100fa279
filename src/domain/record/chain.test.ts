import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitment } from '#platform/journal.ts';
import { chain, type Entry, verify } from './chain.ts';

const entry = (kind: string): Entry => ({ at: '2012-07-04T08:00:00.000Z', kind, forum: null, subject: null, facts: { n: 1 }, commitments: { text: 'ab' }, request: 'r' });

describe('the record', () => {
  it('as written is whole', () => {
    expect(verify(chain(['a', 'b', 'c'].map(entry)))).toMatchObject({ ok: true, entries: 3 });
    expect(verify('')).toMatchObject({ ok: true, entries: 0 });
  });
  it('with a line changed, taken out, put in or moved is not', () => {
    const lines = chain(['a', 'b', 'c', 'd'].map(entry)).split('\n').slice(0, -1);
    expect(verify(lines.map((l, i) => (i === 1 ? l.replace('"b"', '"x"') : l)).join('\n'))).toMatchObject({ ok: false, line: 2 });
    expect(verify(lines.filter((_, i) => i !== 1).join('\n'))).toMatchObject({ ok: false, line: 2 });
    expect(verify([lines[0], lines[0], ...lines.slice(1)].join('\n'))).toMatchObject({ ok: false, line: 2 });
    expect(verify([lines[1], lines[0], lines[2]].join('\n'))).toMatchObject({ ok: false, line: 1 });
  });
  it('changed in any one character is found out', () => {
    const text = chain(['a', 'b', 'c'].map(entry));
    fc.assert(fc.property(fc.nat(text.length - 2), (at) => {
      const other = text[at] === '7' ? '8' : '7';
      if (text[at] !== '\n') expect(verify(text.slice(0, at) + other + text.slice(at + 1)).ok).toBe(false);
    }));
  });
  it('opens what was committed to and nothing else, and is the same chain opened or not', () => {
    const salt = Buffer.alloc(32, 7);
    const committed = { ...entry('a'), commitments: { text: commitment(salt, 'text', 'As a State reads it.') } };
    const opened = (value: string, field = 'text') => chain([{ ...committed, opened: { [field]: { salt: salt.toString('hex'), value } } }, entry('b')]);
    const closed = verify(chain([committed, entry('b')]));
    expect(closed).toMatchObject({ ok: true });
    expect(verify(opened('As a State reads it.'))).toEqual(closed);
    expect(verify(opened('As another reads it.'))).toMatchObject({ ok: false, line: 1, says: 'opens “text” to words that were not committed to' });
    expect(verify(opened('As a State reads it.', 'reason'))).toMatchObject({ ok: false, line: 1 });
  });
});
