import fc from 'fast-check';
import { instantOf, localOf } from '#platform/instant.ts';
import { refused } from '#platform/outcome.ts';
import { describe, expect, it } from 'vitest';
import { caseStates, type CaseState, caseSteps, type CaseStep, measures } from './model.ts';
import { nextState, dueAt, needsSecond, waits } from './rules/docket.ts';
import { canBeTaken, mayConfirm, mayDecide, mayReview } from './rules.ts';

const another = { roles: ['moderator'], seatId: 'reviewer', decidedBy: ['decider', 'second'], state: 'appealed', isAuthor: false, hasFlagged: false, sharesBody: false } as const;

it('another moderator, no party to the case, reviews a decision', () => {
  expect(mayReview(another).ok).toBe(true);
});

it.each([
  ['who decided', { decidedBy: ['reviewer', null] }, 'moderation.reviewer_decided_it'],
  ['who confirmed', { decidedBy: ['decider', 'reviewer'] }, 'moderation.reviewer_decided_it'],
  ['who wrote the text', { isAuthor: true }, 'moderation.party_to_the_case'],
  ['who flagged the text', { hasFlagged: true }, 'moderation.party_to_the_case'],
  ['of the author’s delegation', { sharesBody: true }, 'moderation.same_delegation'],
] as const)('a moderator %s does not review it', (_, fact, code) => {
  expect(mayReview({ ...another, ...fact })).toEqual(refused(code));
});

describe('a case', () => {
  const walk = fc.array(fc.constantFrom(...caseSteps), { maxLength: 40 });
  /** The states a case goes through when each step is tried and the unlawful ones are refused. */
  const walked = (steps: readonly CaseStep[]) => {
    const states: CaseState[] = ['open'];
    const taken: CaseStep[] = [];
    for (const step of steps) {
      const next = nextState(states.at(-1) ?? 'open', step);
      if (next === null) continue;
      states.push(next);
      taken.push(step);
    }
    return { states, taken };
  };

  it('is appealed only when decided, and reviewed only when appealed, however steps are tried', () => {
    fc.assert(fc.property(walk, (steps) => {
      const { states, taken } = walked(steps);
      taken.forEach((step, i) => {
        if (step === 'appeal') expect(states[i]).toBe('decided');
        if (step === 'uphold' || step === 'reverse') expect(states[i]).toBe('appealed');
        if (step === 'confirm' || step === 'decline' || step === 'lapse') expect(states[i]).toBe('proposed');
      });
    }));
  });

  it('is confirmed once for each proposal at most, and takes no step once reversed', () => {
    fc.assert(fc.property(walk, (steps) => {
      const { states, taken } = walked(steps);
      const count = (step: CaseStep) => taken.filter((one) => one === step).length;
      expect(count('confirm') + count('decline') + count('lapse')).toBeLessThanOrEqual(count('propose'));
      expect(states.indexOf('reversed')).toBeOneOf([-1, states.length - 1]);
    }));
  });

  it('takes flags exactly while it waits', () => {
    for (const state of caseStates) expect(nextState(state, 'flag') !== null, state).toBe(waits(state));
  });

  const facts = fc.record({ roles: fc.subarray(['moderator', 'participant', 'organiser'] as const), seatId: fc.constant('me'), state: fc.constantFrom(...caseStates), claimedBy: fc.constantFrom('me', 'other', null), isAuthor: fc.boolean(), hasFlagged: fc.boolean(), sharesBody: fc.boolean(), proposedBy: fc.constantFrom('me', 'other'), decidedBy: fc.constantFrom(['me', 'other'], ['other', 'me'], ['other', null]) });

  it('is never decided, confirmed or reviewed by its author, by who flagged it, or by the author’s delegation', () => {
    fc.assert(fc.property(facts, (f) => {
      for (const ruling of [mayDecide(f), mayConfirm(f), mayReview(f)]) if (ruling.ok) expect([f.isAuthor, f.hasFlagged, f.sharesBody]).toEqual([false, false, false]);
    }));
  });

  it('has a second person for each second look', () => {
    fc.assert(fc.property(facts, (f) => {
      if (mayConfirm(f).ok) expect(f.proposedBy).not.toBe('me');
      if (mayReview(f).ok) expect(f.decidedBy).not.toContain('me');
      if (mayDecide(f).ok) expect(f.claimedBy).not.toBe('other');
    }));
  });
});

describe('a measure', () => {
  const facts = { regime: 'named', twoKeyed: false, marking: 'TLP:AMBER', urgent: false } as const;

  it('in force before a second moderator agrees is withholding alone, and only in danger', () => {
    for (const measure of measures.filter(needsSecond)) {
      expect(canBeTaken(measure, facts, { atOnce: true })).toEqual(refused('moderation.not_urgent'));
      expect(canBeTaken(measure, { ...facts, urgent: true }, { atOnce: true }).ok, measure).toBe(measure === 'withhold');
    }
  });

  it.each(['edit-requested', 'withhold-until-edited', 'mute', 'suspend'] as const)('%s is not taken on an unattributed text, which would tell of its author', (measure) => {
    expect(canBeTaken(measure, { ...facts, regime: 'unattributed' }, { atOnce: false })).toEqual(refused('moderation.measure_not_possible'));
  });

  it('makes a marking stricter, never looser nor the same', () => {
    for (const marking of ['TLP:GREEN', 'TLP:AMBER'] as const) expect(canBeTaken('marking-changed', facts, { marking, atOnce: false })).toEqual(refused('moderation.marking_not_tightened'));
    expect(canBeTaken('marking-changed', facts, { marking: 'TLP:RED', atOnce: false }).ok).toBe(true);
  });
});

describe('a case is due', () => {
  const zone = 'Europe/Vienna';
  const clock = { localOf: (at: Date) => localOf(at, zone), instantOf: (local: string) => { const read = instantOf(local, zone); return read.ok ? read.value : null; } };
  it.each([
    ['the same day, where four hours of work are left', '2012-07-04T10:00', '2012-07-04T14:00'],
    ['the next morning, for what is left', '2012-07-04T15:30', '2012-07-05T11:30'],
    ['counted from nine, if opened before', '2012-07-04T06:12', '2012-07-04T13:00'],
    ['on Monday, if opened on Friday evening', '2012-07-06T18:00', '2012-07-09T13:00'],
    ['on Monday, if opened on Sunday', '2012-07-08T12:00', '2012-07-09T13:00'],
    ['across a change of the clocks, by the clock on the wall', '2026-10-23T16:00', '2026-10-26T12:00'],
  ])('%s', (_, opened, due) => {
    expect(localOf(dueAt(clock.instantOf(opened) ?? new Date(0), false, clock), zone)).toBe(due);
  });

  it('within the hour where a person is in danger, day or night', () => {
    expect(dueAt(new Date('2012-07-08T01:00:00Z'), true, clock)).toEqual(new Date('2012-07-08T02:00:00Z'));
  });
});
