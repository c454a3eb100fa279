import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellShares } from './tell-shares.ts';

describe('how many of a group did something', () => {
  it('is told where enough did and enough did not', () => {
    const { told, total } = tellShares([{ key: 'experts', of: 20, did: 8 }, { key: 'delegations', of: 40, did: 30 }], 5);
    expect([...told.values(), total]).toEqual([8, 30, 38]);
  });

  it('is not told where it would say it of each one: none of a State’s two, all of its nine', () => {
    const { told, total } = tellShares([{ key: 'two', of: 2, did: 0 }, { key: 'nine', of: 9, did: 9 }, { key: 'many', of: 40, did: 20 }], 5);
    expect([told.get('two'), told.get('nine'), total]).toEqual([null, null, null]);
  });

  it('leaves nothing narrow to be had by subtraction from the whole', () => {
    const shares = fc.array(fc.record({ of: fc.nat(30), share: fc.nat(100) }), { maxLength: 8 }).map((all) => all.map(({ of, share }, key) => ({ key, of, did: Math.round((of * share) / 100) })));
    fc.assert(fc.property(shares, (all) => {
      const { told } = tellShares(all, 5, { wholeIsTold: true });
      const hidden = all.filter(({ key, of }) => told.get(key) === null && of > 0);
      if (hidden.length === 0 || hidden.length === all.filter(({ of }) => of > 0).length) return;
      const [of, did] = [hidden.reduce((n, h) => n + h.of, 0), hidden.reduce((n, h) => n + h.did, 0)];
      expect(hidden.length).toBeGreaterThan(1);
      expect(Math.min(did, of - did)).toBeGreaterThanOrEqual(5);
    }));
  });
});
