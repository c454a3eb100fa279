import { describe, expect, it } from 'vitest';
import { guideKinds } from '../model.ts';
import { guideKindsNow, mayFacilitate } from './facilitation.ts';

const opensAt = new Date('2012-07-02T07:00:00Z');
const closesAt = new Date('2012-07-06T15:00:00Z');
const facts = { opensAt, closesAt, roles: ['moderator'] as const, standing: 'good' as const, parent: null };
const now = (instant: string) => guideKindsNow(facts, guideKinds, new Date(instant));

describe('what a facilitator may say', () => {
  it('is opening words before the opening, anything while the forum is open, a summary and closing words from the closing instant on', () => {
    expect(now('2012-07-02T06:59:59.999Z')).toEqual(['opening']);
    expect(now('2012-07-02T07:00:00Z')).toEqual(guideKinds);
    expect(now('2012-07-06T14:59:59.999Z')).toEqual(guideKinds);
    expect(now('2012-07-06T15:00:00Z')).toEqual(['summary', 'closing']);
    expect(guideKindsNow({ ...facts, opensAt: null, closesAt: null }, guideKinds, opensAt)).toEqual(['opening']);
  });

  it('is nothing for those who do not facilitate, or are muted', () => {
    const wish = { kind: 'prompt', marking: 'TLP:AMBER' } as const;
    for (const roles of [['participant'], ['observer'], ['rapporteur'], []] as const) expect(mayFacilitate({ ...facts, roles }, wish, opensAt)).toMatchObject({ refusal: { code: 'discussion.not_yours' } });
    expect(mayFacilitate({ ...facts, standing: null }, wish, opensAt)).toMatchObject({ refusal: { code: 'discussion.not_yours' } });
    expect(mayFacilitate({ ...facts, standing: 'muted' }, wish, opensAt)).toMatchObject({ refusal: { code: 'discussion.muted' } });
    expect(mayFacilitate({ ...facts, parent: { marking: 'TLP:RED' } }, wish, opensAt)).toMatchObject({ refusal: { code: 'discussion.marking_looser_than_parent' } });
  });
});
