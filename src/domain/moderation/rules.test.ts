import { refused } from '#platform/outcome.ts';
import { expect, it } from 'vitest';
import { mayReview } from './rules.ts';

const another = { roles: ['moderator'], seatId: 'reviewer', decidedBy: 'decider', isAuthor: false, hasFlagged: false } as const;

it('another moderator, no party to the case, reviews a decision', () => {
  expect(mayReview(another).ok).toBe(true);
});

it.each([
  ['who decided', { decidedBy: 'reviewer' }, 'moderation.reviewer_decided_it'],
  ['who wrote the text', { isAuthor: true }, 'moderation.party_to_the_case'],
  ['who flagged the text', { hasFlagged: true }, 'moderation.party_to_the_case'],
] as const)('a moderator %s does not review it', (_, fact, code) => {
  expect(mayReview({ ...another, ...fact })).toEqual(refused(code));
});
