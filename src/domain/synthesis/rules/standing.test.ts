import { describe, expect, it } from 'vitest';
import { groupsOf, type Stands, standingOf } from './standing.ts';

const text = (contributionId: string, change: Partial<Stands> = {}): Stands => ({ contributionId, opposing: false, regime: 'named', category: 'experts', ...change });

describe('who stands behind a finding', () => {
  it('is counted in voices by category, for and against', () => {
    const stands = [text('a'), text('b', { category: 'delegations' }), text('c', { opposing: true })];
    expect(groupsOf(stands)).toEqual({ for: ['a', 'b'], 'for/experts': ['a'], 'for/delegations': ['b'], against: ['c'], 'against/experts': ['c'] });
    const standing = standingOf(stands, new Map([['for', 2], ['for/experts', 1], ['for/delegations', 1], ['against', 1], ['against/experts', 1]]));
    expect(standing.byCategory).toEqual([{ category: 'delegations', for: 1, against: 0 }, { category: 'experts', for: 1, against: 1 }]);
    expect(standing.soleVoice).toBe(false);
  });
  it('asks nobody who is behind texts that hide it, and counts them as texts', () => {
    const stands = [text('a', { regime: 'unattributed', category: null }), text('b', { regime: 'category' })];
    expect(groupsOf(stands)).toEqual({});
    expect(standingOf(stands, new Map())).toMatchObject({ voices: { for: 0 }, hidden: { for: 2 }, byCategory: [], soleVoice: false });
  });
  it('is one voice where one person is quoted, twice or once, and where one text hides its author', () => {
    expect(standingOf([text('a'), text('b')], new Map([['for', 1]])).soleVoice).toBe(true);
    expect(standingOf([text('a', { regime: 'unattributed' })], new Map()).soleVoice).toBe(true);
    expect(standingOf([text('a'), text('b', { regime: 'unattributed' })], new Map([['for', 1]])).soleVoice).toBe(false);
  });
});
