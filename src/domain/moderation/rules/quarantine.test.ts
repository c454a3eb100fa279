import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { granted, refused } from '#platform/outcome.ts';
import { type QuarantineState, quarantineSteps, type QuarantineStep } from '../model.ts';
import { mayAsk, mayConfirmReferral, mayGrant, mayHandle, mayPropose, mayRefer, maySecond, mayTakeReferral, mayView, nextQuarantine, openFor } from './quarantine.ts';

const clara = { roles: ['moderator'], seatId: 'clara', isAuthor: false, sharesBody: false } as const;
const gus = { ...clara, seatId: 'gus' };
const at = new Date('2012-07-04T08:00:00Z');
const later = new Date('2012-07-04T09:00:00Z');

describe('material in quarantine', () => {
  const walk = fc.array(fc.constantFrom(...quarantineSteps), { maxLength: 40 });
  const walked = (steps: readonly QuarantineStep[]) => {
    const states: QuarantineState[] = ['held'];
    const taken: QuarantineStep[] = [];
    for (const step of steps) {
      const next = nextQuarantine(states.at(-1) ?? 'held', step);
      if (next === null) continue;
      states.push(next);
      taken.push(step);
    }
    return { states, taken };
  };

  it('is settled only by a second’s word on a proposal, however steps are tried', () => {
    fc.assert(fc.property(walk, (steps) => {
      const { states, taken } = walked(steps);
      taken.forEach((step, i) => {
        if (step === 'second' || step === 'decline') expect(states[i]).toMatch(/-proposed$/);
        if (states[i + 1] === 'released' || states[i + 1] === 'confirmed') expect(step === 'second' || step === 'reverse').toBe(true);
      });
      expect(taken.filter((step) => step === 'second').length).toBeLessThanOrEqual(taken.filter((step) => step.startsWith('propose')).length);
    }));
  });

  it('is deleted only when confirmed, and takes no step once released or deleted', () => {
    fc.assert(fc.property(walk, (steps) => {
      const { states, taken } = walked(steps);
      for (const [i, step] of taken.entries()) if (step === 'purge') expect(states[i]).toBe('confirmed');
      for (const end of ['released', 'purged'] as const) expect(states.indexOf(end)).toBeOneOf([-1, states.length - 1]);
    }));
  });
});

describe('opening it', () => {
  const people = ['clara', 'gus', 'fay'];
  const access = fc.record({ askedBy: fc.constantFrom(...people), grantedBy: fc.option(fc.constantFrom(...people)), endsAt: fc.option(fc.constantFrom(at, later)) });

  it('takes two, within the time granted: who asked alone sees nothing, whatever is tried', () => {
    fc.assert(fc.property(access, fc.constantFrom(...people), fc.constantFrom(at, later), (one, seatId, now) => {
      const sees = mayView({ ...clara, seatId, state: 'held' }, one, now).ok;
      const two = one.grantedBy !== null && one.grantedBy !== one.askedBy;
      if (sees) expect(two && [one.askedBy, one.grantedBy].includes(seatId) && one.endsAt !== null && now < one.endsAt).toBe(true);
      if (two && one.askedBy === seatId && one.endsAt && now < one.endsAt) expect(sees).toBe(true);
    }));
  });

  it('is granted by another of the roles, and ends with its time, half-open', () => {
    const asked = { askedBy: 'clara', grantedBy: null, endsAt: null };
    expect(mayGrant({ ...clara, state: 'held' }, asked)).toEqual(refused('moderation.needs_another_person'));
    expect(mayGrant({ ...gus, state: 'held' }, asked)).toEqual(granted(null));
    expect(mayGrant({ ...gus, roles: ['participant'], state: 'held' }, asked)).toEqual(refused('moderation.no_such_material'));
    const given = { askedBy: 'clara', grantedBy: 'gus', endsAt: later };
    expect(mayGrant({ ...gus, state: 'held' }, given)).toEqual(refused('moderation.already_granted'));
    expect(mayView({ ...clara, state: 'held' }, given, new Date(later.getTime() - 1)).ok).toBe(true);
    expect(mayView({ ...clara, state: 'held' }, given, later)).toEqual(refused('moderation.not_opened'));
    expect(mayView({ ...clara, seatId: 'fay', state: 'held' }, given, at)).toEqual(refused('moderation.not_opened'));
    expect(openFor([given], 'fay', at)).toBe(null);
    expect(mayAsk({ ...clara, state: 'purged' })).toEqual(refused('moderation.material_settled'));
  });
});

describe('settling it', () => {
  it('is proposed by who has looked, and agreed to by another, no party to it', () => {
    expect(mayPropose({ ...clara, state: 'held', hasViewed: false })).toEqual(refused('moderation.not_viewed'));
    expect(mayPropose({ ...clara, state: 'held', hasViewed: true }).ok).toBe(true);
    expect(mayPropose({ ...clara, state: 'confirmed', hasViewed: true })).toEqual(refused('moderation.material_settled'));
    expect(maySecond({ ...clara, state: 'confirm-proposed', proposedBy: 'clara' })).toEqual(refused('moderation.needs_another_person'));
    expect(maySecond({ ...gus, state: 'confirm-proposed', proposedBy: 'clara' }).ok).toBe(true);
    expect(maySecond({ ...gus, state: 'held', proposedBy: null })).toEqual(refused('moderation.not_proposed'));
    expect(mayHandle({ ...gus, isAuthor: true })).toEqual(refused('moderation.party_to_the_case'));
    expect(mayHandle({ ...gus, sharesBody: true })).toEqual(refused('moderation.same_delegation'));
  });

  it('goes to an authority only when confirmed, by two, and is taken by those two', () => {
    expect(mayRefer({ ...clara, state: 'held' })).toEqual(refused('moderation.not_confirmed'));
    const asked = { askedBy: 'clara', confirmedBy: null };
    expect(mayConfirmReferral({ ...clara, state: 'confirmed' }, asked)).toEqual(refused('moderation.needs_another_person'));
    expect(mayTakeReferral({ ...clara, state: 'confirmed' }, asked).ok).toBe(false);
    const made = { askedBy: 'clara', confirmedBy: 'gus' };
    expect(mayConfirmReferral({ ...gus, state: 'confirmed' }, made)).toEqual(refused('moderation.already_referred'));
    expect([clara, gus, { ...clara, seatId: 'fay' }].map((hand) => mayTakeReferral({ ...hand, state: 'confirmed' }, made).ok)).toEqual([true, true, false]);
  });
});
