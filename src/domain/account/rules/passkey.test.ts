import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countGoesOn, getsLetters, mayRemove } from './passkey.ts';

describe('the count of a passkey', () => {
  it('never repeats and never goes back, whatever was told before', () => {
    fc.assert(fc.property(fc.array(fc.nat(50), { maxLength: 30 }), (told) => {
      let last = 0;
      const taken = told.filter((count) => {
        const goesOn = countGoesOn(last, count);
        if (goesOn) last = count;
        return goesOn;
      });
      const counting = taken.filter((count) => count > 0);
      expect(counting).toEqual([...new Set(counting)].sort((a, b) => a - b));
      // Once it counted, it counts.
      const first = taken.findIndex((count) => count > 0);
      if (first >= 0) expect(taken.slice(first)).not.toContain(0);
    }));
  });
});

describe('removing a passkey', () => {
  it('asks whether it is one’s own, then whether it is the last', () => {
    expect(mayRemove([{ id: 'a' }], 'b', true)).toMatchObject({ refusal: { code: 'account.no_such_passkey' } });
    expect(mayRemove([{ id: 'a' }], 'a', false)).toMatchObject({ refusal: { code: 'account.passkey_last' } });
    expect(mayRemove([{ id: 'a' }], 'a', true).ok).toBe(true);
    expect(mayRemove([{ id: 'a' }, { id: 'b' }], 'a', false).ok).toBe(true);
  });
  it('knows the first administrator’s address for one no letter reaches', () => {
    expect([getsLetters('administrator@localhost.invalid'), getsLetters('anna@example.org')]).toEqual([false, true]);
  });
});
