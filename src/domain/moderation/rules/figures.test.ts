import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type DecidedCase, figuresStand, tellFigures, timeOf } from './figures.ts';
import { asStatement, tellRegister } from './register.ts';
import { TransparencyFile } from './transparency-file.ts';

const opened = new Date('2012-07-04T08:00:00Z');
const later = (minutes: number) => new Date(opened.getTime() + minutes * 60_000);
const decided = (more: Partial<DecidedCase> = {}): DecidedCase => ({ ground: '4.2', measure: 'none', automated: false, openedAt: opened, decidedAt: later(90), endsAt: null, outcome: 'stands', ...more });
const many = (n: number, more: Partial<DecidedCase> = {}) => Array.from({ length: n }, () => decided(more));
const noFlags = { upheld: 0, declined: 0, withdrawn: 0, waiting: 0 };
const nothing = { withheld: 0, covered: 0, labelled: 0, marked: 0, held: 0 };
const figures = (cases: DecidedCase[], more = {}) => tellFigures({ cases, flags: noFlags, aids: [], automatedAlone: nothing, ...more }, 5);

describe('the figures of a forum', () => {
  it('stand from Monday to Monday in its zone, are made once more at its closing, and are none before', () => {
    const hours = { opensAt: new Date('2012-07-02T07:00:00Z'), closesAt: new Date('2012-07-06T15:00:00Z'), zone: 'Europe/Vienna' };
    const stand = (now: string) => { const { at, next } = figuresStand(hours, new Date(now)); return [at?.toISOString() ?? null, next?.toISOString() ?? null]; };
    expect(stand('2012-07-04T08:00:00Z')).toEqual([null, '2012-07-06T15:00:00.000Z']);
    expect(stand('2012-07-06T14:59:59Z')).toEqual([null, '2012-07-06T15:00:00.000Z']);
    expect(stand('2012-07-06T15:00:00Z')).toEqual(['2012-07-06T15:00:00.000Z', '2012-07-08T22:00:00.000Z']);
    expect(stand('2012-07-08T22:00:00Z')).toEqual(['2012-07-08T22:00:00.000Z', '2012-07-15T22:00:00.000Z']);
    expect(figuresStand({ ...hours, opensAt: null }, opened)).toEqual({ at: null, next: null });
    // The week in which the clocks change: Monday is Monday all the same.
    expect(figuresStand({ ...hours, closesAt: null }, new Date('2012-10-29T00:00:00Z')).at?.toISOString()).toBe('2012-10-28T23:00:00.000Z');
  });

  it('put a case that took an hour to the minute within the hour', () => {
    expect([60, 61, 240, 241, 1_440, 4_320, 4_321].map((minutes) => timeOf(decided({ decidedAt: later(minutes) })))).toEqual(['hour', 'half-day', 'half-day', 'day', 'day', 'three-days', 'longer']);
  });

  it('tell breakdowns, and the median to five minutes where no time is hidden', () => {
    const told = figures([...many(6, { measure: 'withhold', decidedAt: later(31) }), ...many(7, { ground: '3.1', decidedAt: later(44) })]);
    expect(told).toMatchObject({ decided: 13, byRule: { '3.1': 7, '4.2': 6, law: 0 }, byMeasure: { none: 7, withhold: 6 }, byTime: { hour: 13 }, medianMinutes: 45 });
    expect(figures([...many(6), ...many(6, { decidedAt: later(5_000) }), decided({ decidedAt: later(1) })])).toMatchObject({ decided: 13, medianMinutes: null });
  });

  it('tell nothing of four cases but that there were few', () => {
    const told = figures(many(4));
    expect([told.decided, told.medianMinutes, ...Object.values(told.byRule), ...Object.values(told.byTime)].every((n) => n === null)).toBe(true);
    expect(tellRegister(many(4), told, 'Europe/Vienna', 5)).toEqual([]);
  });

  it('hide small numbers of aids, and tell what no person did whatever it is', () => {
    const aids = [{ language: 'en', method: 'word-list', label: 'listed-word', right: 9, overridden: 7, notJudged: 0 }, { language: 'ru', method: 'word-list', label: 'listed-word', right: 2, overridden: 8, notJudged: 6 }];
    const told = figures([], { aids, automatedAlone: { ...nothing, withheld: 1 } });
    expect(told.aids[1]?.right).toBeNull();
    expect(told.aids.flatMap(({ right, overridden, notJudged }) => [right, overridden, notJudged]).filter((n) => n === null).length).toBeGreaterThanOrEqual(4);
    expect(told.automatedAlone.withheld).toBe(1);
  });

  it('have a format that is published as a schema', async () => {
    const published = z.toJSONSchema(TransparencyFile);
    await expect(`${JSON.stringify({ ...published, title: 'What is published of a forum’s moderation' }, null, 1)}\n`).toMatchFileSnapshot('../../../../docs/reference/transparency.schema.json');
  });
});

describe('a line of the register', () => {
  it('says what five decisions share: the week where they are of one, no more of single ones than that they are', () => {
    const cases = [...many(6, { measure: 'withhold' }), ...many(5, { ground: '3.1' }), ...many(2, { ground: '3.1', decidedAt: later(20_000), measure: 'mute', endsAt: later(30_000), outcome: 'upheld' })];
    const told = figures(cases);
    const lines = tellRegister(cases, told, 'Europe/Vienna', 5);
    expect(lines.reduce((n, { count }) => n + count, 0)).toBe(13);
    expect(lines).toContainEqual({ shown: { rule: '4.2', measure: 'withhold', scope: 'text', duration: 'standing', automated: 'no', week: '2012-W27' }, count: 6 });
    // Two appeals are too few to be told of, so it is told of no line whether there was one; and “no measure” hides the mutes.
    expect(told).toMatchObject({ byOutcome: { stands: null, upheld: null }, byMeasure: { none: null, mute: null } });
    for (const word of ['appealed', 'outcome', 'none', 'author']) expect(JSON.stringify(lines)).not.toContain(word);
    expect(JSON.stringify(lines)).not.toContain('mute');
    expect(JSON.stringify(lines)).not.toContain('upheld');
  });

  it('has the fields of the statement of reasons, and says that no machine decided only where none did', () => {
    expect(asStatement({ shown: { rule: '4.2', measure: 'withhold', automated: 'yes' }, count: 5 }, 0)).toEqual({
      decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT', incompatible_content_ground: '4.2', decision_visibility: 'DECISION_VISIBILITY_CONTENT_DISABLED', automated_detection: 'Yes',
      automated_decision: 'AUTOMATED_DECISION_NOT_AUTOMATED', source_type: 'SOURCE_TYPE_OTHER_NOTIFICATION', content_type: 'CONTENT_TYPE_TEXT',
    });
    expect(asStatement({ shown: { rule: 'law', measure: 'suspend' }, count: 5 }, 0)).toMatchObject({ decision_ground: 'DECISION_GROUND_ILLEGAL_CONTENT', decision_account: 'DECISION_ACCOUNT_SUSPENDED' });
    expect(asStatement({ shown: {}, count: 5 }, 1).automated_decision).toBeUndefined();
  });
});
