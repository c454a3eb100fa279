import { describe, expect, it } from 'vitest';
import { asksFor, hasBeenTold, lapseOf, mayPrint, sha256Of, standingOfRequest } from './quotation.ts';

const askedAt = new Date('2012-07-09T10:00:00Z');
const request = { kind: 'release' as const, quoteSha256: sha256Of('These words.'), answer: null, lapsesAt: lapseOf(askedAt) };
const state = { shows: 'affiliation', affiliation: 'Delegation of Velmark', category: 'delegations' } as const;

describe('exact words', () => {
  it('above what an output carries ask for a release, a State’s for a notice, all others for nothing', () => {
    expect(asksFor('TLP:GREEN', state, 'TLP:CLEAR')).toBe('release');
    expect(asksFor('TLP:CLEAR', state, 'TLP:CLEAR')).toBe('notice');
    expect(asksFor('TLP:CLEAR', { shows: 'person', person: 'Dmitri', affiliation: null, category: 'experts' }, 'TLP:CLEAR')).toBeNull();
    expect(asksFor('TLP:CLEAR', { shows: 'nobody', rule: 'chatham-house' }, 'TLP:CLEAR')).toBeNull();
  });

  it('are printed above it only once released: a request that lapsed is no consent', () => {
    expect(standingOfRequest([request], 'These words.', new Date(request.lapsesAt.getTime() - 1))).toBe('asked');
    expect(standingOfRequest([request], 'These words.', request.lapsesAt)).toBe('lapsed');
    for (const standing of ['none', 'asked', 'refused', 'lapsed'] as const) expect(mayPrint('TLP:AMBER', standing, 'TLP:CLEAR'), standing).toBe(false);
    expect(mayPrint('TLP:AMBER', 'granted', 'TLP:CLEAR')).toBe(true);
  });

  it('are released by the letter: one more comma is another request', () => {
    expect(standingOfRequest([{ ...request, answer: 'granted' }], 'These words.', askedAt)).toBe('granted');
    expect(standingOfRequest([{ ...request, answer: 'granted' }], 'These, words.', askedAt)).toBe('none');
  });

  it('of a State wait for its days or its answer', () => {
    expect([hasBeenTold('none'), hasBeenTold('asked'), hasBeenTold('granted'), hasBeenTold('lapsed')]).toEqual([false, false, true, true]);
  });
});
