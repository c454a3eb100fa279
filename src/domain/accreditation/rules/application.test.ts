import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApplicationFacts, applicationDeeds, applicationState, applicationStates, mayDo } from './application.ts';

const now = new Date('2012-06-20T08:00:00Z');
const fresh: ApplicationFacts = { confirmUntil: new Date('2012-06-22T08:00:00Z'), confirmedAt: null, decision: null, seated: false };

describe('an application for a seat', () => {
  it('lapses at the end of its two days, not a millisecond before', () => {
    expect(applicationState(fresh, new Date('2012-06-22T07:59:59.999Z'))).toBe('unconfirmed');
    expect(applicationState(fresh, fresh.confirmUntil)).toBe('lapsed');
  });

  it('allows each deed from these states only', () => {
    const from = Object.fromEntries(applicationDeeds.map((deed) => [deed, applicationStates.filter((state) => mayDo(deed, state).ok)]));
    expect(from).toEqual({ confirm: ['unconfirmed'], approve: ['waiting'], refuse: ['waiting'], reverse: ['approved', 'refused'] });
  });

  it('is decided only when confirmed and undecided, in whatever order things happen', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...applicationDeeds, 'accept' as const, 'wait' as const), { maxLength: 40 }), (happenings) => {
      let [facts, hour, confirmed, live] = [fresh, 0, 0, 0];
      for (const deed of happenings) {
        hour += deed === 'wait' ? 50 : 1;
        const at = new Date(now.getTime() + hour * 3_600_000);
        const state = applicationState(facts, at);
        if (deed === 'wait') continue;
        if (deed === 'accept') { if (live > 0 && state === 'approved') facts = { ...facts, seated: true }; continue; }
        if (!mayDo(deed, state).ok) continue;
        if (deed === 'confirm') { facts = { ...facts, confirmedAt: at }; confirmed += 1; }
        if (deed === 'approve') { facts = { ...facts, decision: 'approved' }; live += 1; }
        if (deed === 'refuse') facts = { ...facts, decision: 'refused' };
        if (deed === 'reverse') { if (facts.decision === 'approved') live -= 1; facts = { ...facts, decision: null }; }
        // Never two live invitations, none without an approval, no decision without a confirmed address, no seat lost.
        expect(live).toBe(facts.decision === 'approved' ? 1 : 0);
        expect(confirmed).toBe(facts.confirmedAt ? 1 : 0);
        if (facts.decision) expect(facts.confirmedAt).not.toBeNull();
        if (facts.seated) expect(facts.decision).toBe('approved');
      }
    }));
  });
});
