import { describe, expect, it } from 'vitest';
import { type DeskFacts, dueTasks, halfTime } from './desk-tasks.ts';
import { standingOfPace, standingOfShare } from './participation.ts';

const facts: DeskFacts = {
  opensAt: new Date('2012-07-02T07:00:00Z'),
  closesAt: new Date('2012-07-06T15:00:00Z'),
  zone: 'Europe/Vienna',
  parts: [{ letter: 'A', questions: [{ code: 'A1', contributions: 2 }, { code: 'A2', contributions: 0 }] }, { letter: 'B', questions: [{ code: 'B1', contributions: 0 }, { code: 'B2', contributions: 0 }] }],
  categories: [{ category: 'experts', seats: 9, voices: 0 }, { category: 'delegations', seats: 9, voices: 2 }, { category: 'civil-society', seats: 0, voices: 0 }, { category: 'staff', seats: 3, voices: 0 }],
  unanswered: [],
};
const due = (at: string, more: Partial<DeskFacts> = {}) => dueTasks({ ...facts, ...more }, new Date(at)).map(({ key }) => key);

describe('tasks of the desk', () => {
  it('are none before a working day has passed, not a millisecond', () => {
    expect(due('2012-07-03T06:59:59.999Z')).toEqual([]);
    expect(due('2012-07-03T07:00:00Z')).toEqual(['silent-question:A2', 'silent-aspect:B']);
  });

  it('wait over a weekend in the zone of the forum', () => {
    const friday = { opensAt: new Date('2012-07-06T07:00:00Z'), closesAt: new Date('2012-07-20T15:00:00Z') };
    expect(due('2012-07-08T22:00:00Z', friday)).toEqual([]);
    expect(due('2012-07-09T07:00:00Z', friday)).toContain('silent-aspect:B');
  });

  it('name a category that has seats and no speaker from half-time on', () => {
    expect(halfTime(facts)).toEqual(new Date('2012-07-04T11:00:00Z'));
    expect(due('2012-07-04T10:59:59Z').filter((key) => key.startsWith('silent-category'))).toEqual([]);
    expect(due('2012-07-04T11:00:00Z').filter((key) => key.startsWith('silent-category'))).toEqual(['silent-category:experts']);
  });

  it('name a contribution that waited a working day for a reply, by the hour where its minute is not shown', () => {
    const one = (regime: 'named' | 'unattributed') => ({ unanswered: [{ id: 'x', ref: 'A1·1', code: 'A1', regime, receivedAt: new Date('2012-07-02T08:20:00Z') }] });
    expect(due('2012-07-03T08:19:59Z', one('named'))).not.toContain('unanswered:x');
    expect(due('2012-07-03T08:20:00Z', one('named'))).toContain('unanswered:x');
    expect(due('2012-07-03T08:59:59Z', one('unattributed'))).not.toContain('unanswered:x');
    expect(due('2012-07-03T09:00:00Z', one('unattributed'))).toContain('unanswered:x');
  });

  it('are none when the forum has closed', () => {
    expect(due('2012-07-06T14:59:59Z').length).toBeGreaterThan(0);
    expect(due('2012-07-06T15:00:00Z')).toEqual([]);
  });
});

describe('participation beside what is usual', () => {
  it('is within at both ends of 12 to 19 in a hundred', () => {
    expect([11, 12, 19, 20].map(standingOfShare)).toEqual(['below', 'within', 'within', 'above']);
    expect([4.4, 4.5, 7.5, 7.6].map(standingOfPace)).toEqual(['below', 'within', 'within', 'above']);
  });
});
