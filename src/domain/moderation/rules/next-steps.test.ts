import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseStates } from '../model.ts';
import { nextState } from './docket.ts';
import { type NextFacts, nextSteps } from './next-steps.ts';

const facts: NextFacts = { roles: ['moderator'], seatId: 'me', isAuthor: false, hasFlagged: false, sharesBody: false, state: 'open', claimedBy: null, proposedBy: null, measure: null, editAsked: false, edited: false, decidedBy: [], appealed: false };
const said = (change: Partial<NextFacts>) => nextSteps({ ...facts, ...change }).map(({ step, ruling }) => [step, ruling.ok ? 'may' : ruling.refusal.code]);

describe('the next steps of a moderator', () => {
  it.each([
    ['of an open case', {}, [['claim', 'may'], ['decide', 'may'], ['propose', 'may']]],
    ['of a case in another’s hands', { state: 'claimed', claimedBy: 'other' }, [['claim', 'may'], ['hand-over', 'moderation.not_claimed_by_you'], ['decide', 'moderation.claimed_by_another'], ['propose', 'moderation.claimed_by_another']]],
    ['of one’s own proposal', { state: 'proposed', measure: 'withhold', proposedBy: 'me', decidedBy: ['me', null] }, [['confirm', 'moderation.needs_another_moderator'], ['decline', 'moderation.needs_another_moderator']]],
    ['of another’s proposal', { state: 'proposed', measure: 'withhold', proposedBy: 'other' }, [['confirm', 'may'], ['decline', 'may']]],
    ['of a text of one’s own State', { sharesBody: true }, [['claim', 'moderation.same_delegation'], ['decide', 'moderation.same_delegation'], ['propose', 'moderation.same_delegation']]],
    ['of a text one flagged', { hasFlagged: true }, [['claim', 'moderation.party_to_the_case'], ['decide', 'moderation.party_to_the_case'], ['propose', 'moderation.party_to_the_case']]],
    ['of an appeal against one’s own decision', { state: 'appealed', measure: 'withhold', decidedBy: ['other', 'me'], appealed: true }, [['uphold', 'moderation.reviewer_decided_it'], ['reverse', 'moderation.reviewer_decided_it']]],
    ['of an edit that was asked for', { state: 'decided', measure: 'edit-requested', editAsked: true, edited: true }, [['accept-edit', 'may'], ['reopen', 'may']]],
    ['of a decided case that asks for nothing', { state: 'decided', measure: 'label' }, []],
  ] as const)('%s', (_, change, steps) => {
    expect(said(change)).toEqual(steps);
  });

  it('are each lawful where the case stands, and each either granted or refused with a reason', () => {
    const any = fc.record<NextFacts>({ roles: fc.subarray(['moderator', 'organiser', 'participant']), seatId: fc.constant('me'), isAuthor: fc.boolean(), hasFlagged: fc.boolean(), sharesBody: fc.boolean(), state: fc.constantFrom(...caseStates), claimedBy: fc.constantFrom('me', 'other', null), proposedBy: fc.constantFrom('me', 'other', null), measure: fc.constantFrom('withhold', 'edit-requested', null), editAsked: fc.boolean(), edited: fc.boolean(), decidedBy: fc.subarray(['me', 'other']), appealed: fc.boolean() });
    fc.assert(fc.property(any, (one) => {
      for (const { step, ruling } of nextSteps(one)) {
        expect(nextState(one.state, step)).not.toBeNull();
        if (!ruling.ok) expect(ruling.refusal.code).toMatch(/^moderation\./);
        else expect([one.isAuthor, one.hasFlagged, one.sharesBody].some(Boolean) && step !== 'hand-over').toBe(false);
      }
    }));
  });
});
