import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Account, fates } from '../model.ts';
import { coverOf, endOf, mayEnd } from './accounting.ts';

const said: Account = { visibility: 'shown', revision: 2, quotedRevisions: [], decision: null };
const decided = (fate: (typeof fates)[number], reason: string | null = null, revision = 2): Account => ({ ...said, decision: { fate, reason, revision } });
const accounts: fc.Arbitrary<Account> = fc.record({
  visibility: fc.constantFrom('shown' as const, 'withheld' as const, 'withdrawn' as const),
  revision: fc.integer({ min: 1, max: 4 }),
  quotedRevisions: fc.uniqueArray(fc.integer({ min: 1, max: 4 })),
  decision: fc.option(fc.record({ fate: fc.constantFrom(...fates), reason: fc.option(fc.constantFrom('', ' ', 'Not of this forum.')), revision: fc.integer({ min: 1, max: 4 }) })),
});

describe('how a contribution ended', () => {
  it('is open until somebody accounts for it', () => expect(endOf(said)).toBeNull());
  it('is cited when a finding quotes its present wording, and only then', () => {
    expect(endOf({ ...said, quotedRevisions: [2] })).toBe('cited');
    expect(endOf({ ...said, quotedRevisions: [1] })).toBeNull();
    expect(endOf(decided('cited'))).toBeNull();
  });
  it('is withdrawn by its author, whatever a rapporteur decided', () => {
    expect(endOf({ ...decided('noted'), visibility: 'withdrawn' })).toBe('withdrawn');
    expect(endOf(decided('withdrawn'))).toBeNull();
  });
  it('is open again when its author revised what was decided upon', () => {
    expect(endOf(decided('noted'))).toBe('noted');
    expect(endOf(decided('noted', null, 1))).toBeNull();
  });
  it('is out of scope with a reason only', () => {
    expect(endOf(decided('out-of-scope', 'Not of this forum.'))).toBe('out-of-scope');
    expect(endOf(decided('out-of-scope', ' '))).toBeNull();
    expect(mayEnd(said, 'out-of-scope', ' ')).toMatchObject({ refusal: { code: 'synthesis.fate_needs_reason' } });
  });
  it('is not said to be cited or withdrawn by a rapporteur where it is not', () => {
    expect(mayEnd(said, 'cited', undefined)).toMatchObject({ refusal: { code: 'synthesis.not_cited' } });
    expect(mayEnd(said, 'withdrawn', undefined)).toMatchObject({ refusal: { code: 'synthesis.not_withdrawn' } });
  });
  it('what may be said is then so, for every account', () => {
    fc.assert(fc.property(accounts, fc.constantFrom(...fates), fc.option(fc.constantFrom('', 'Why.'), { nil: undefined }), (account, fate, reason) => {
      if (!mayEnd(account, fate, reason).ok) return;
      expect(endOf({ ...account, decision: { fate, reason: reason || null, revision: account.revision } })).not.toBeNull();
    }));
  });
  it('ends sum up: what is open is in part or not yet, and nothing else is', () => {
    fc.assert(fc.property(fc.array(accounts), fc.nat(3), (all, excerpts) => {
      const states = all.map((account) => coverOf(account, excerpts));
      const open = all.filter((account) => endOf(account) === null).length;
      expect(states.filter((state) => state === 'inPart' || state === 'notYet').length).toBe(open);
      expect(states.filter((state) => state === (excerpts > 0 ? 'inPart' : 'notYet')).length).toBe(open);
    }));
  });
});
