import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededWorld } from '#platform/world.ts';
import { batchIsDue, batchReceipt, batchWindow, shuffled } from './batch.ts';

const closesAt = new Date('2012-07-06T15:00:00Z');
const vienna = { zone: 'Europe/Vienna', batchHours: 4, closesAt };
const at = (text: string) => new Date(text);

describe('the window of a waiting text', () => {
  it('begins at the next full quarter of an hour and ends at the next release hour by the clock of the forum', () => {
    expect(batchWindow(at('2012-07-04T08:07:12Z'), vienna)).toEqual({ from: at('2012-07-04T08:15:00Z'), latest: at('2012-07-04T10:00:00Z') });
    expect(batchWindow(at('2012-07-04T20:30:00Z'), vienna).latest).toEqual(at('2012-07-04T22:00:00Z'));
  });

  it('is later for what arrives at the very instant of a release than for what came a millisecond before', () => {
    expect(batchWindow(at('2012-07-04T09:59:59.999Z'), vienna)).toEqual({ from: at('2012-07-04T10:00:00Z'), latest: at('2012-07-04T10:00:00Z') });
    expect(batchWindow(at('2012-07-04T10:00:00Z'), vienna)).toEqual({ from: at('2012-07-04T10:15:00Z'), latest: at('2012-07-04T14:00:00Z') });
  });

  it('ends at the closing, and goes on by the hours for what is admitted after it', () => {
    expect(batchWindow(at('2012-07-06T14:59:59.999Z'), vienna)).toEqual({ from: closesAt, latest: closesAt });
    expect(batchWindow(closesAt, vienna).latest).toEqual(at('2012-07-06T18:00:00Z'));
  });

  it('passes over an hour that the change of clocks leaves out or doubles', () => {
    const hourly = { zone: 'Europe/Vienna', batchHours: 1, closesAt: null };
    expect(batchWindow(at('2026-03-29T00:30:00Z'), hourly).latest).toEqual(at('2026-03-29T01:00:00Z'));
    expect(batchWindow(at('2026-10-25T00:10:00Z'), hourly).latest).toEqual(at('2026-10-25T02:00:00Z'));
  });

  it('tells nothing of the arrival but the quarter of an hour: whatever the instant, all of one quarter get the same', () => {
    fc.assert(fc.property(fc.date({ min: at('2012-07-02T07:00:00Z'), max: at('2012-07-06T14:00:00Z'), noInvalidDate: true }), fc.nat(899_999), fc.constantFrom(1, 2, 3, 4, 6, 8, 12, 24), (day, ms, batchHours) => {
      const begins = Math.floor(day.getTime() / 900_000) * 900_000;
      const setting = { ...vienna, batchHours };
      expect(batchWindow(new Date(begins + ms), setting)).toEqual(batchWindow(new Date(begins), setting));
    }));
  });
});

describe('a batch', () => {
  it('goes when enough people wait, or at the announced hour, not a millisecond before', () => {
    const latest = at('2012-07-04T10:00:00Z');
    const due = (authors: number, now: Date) => batchIsDue({ authors, latest }, { batchAuthors: 3 }, now);
    expect([due(2, new Date(latest.getTime() - 1)), due(3, new Date(latest.getTime() - 1)), due(1, latest)]).toEqual([false, true, true]);
  });

  it('released after the closing was received before it; what was admitted late was not', () => {
    expect(batchReceipt(false, closesAt, at('2012-07-06T15:00:40Z'))).toEqual(new Date(closesAt.getTime() - 1));
    expect(batchReceipt(true, closesAt, at('2012-07-06T18:00:10Z'))).toEqual(at('2012-07-06T18:00:10Z'));
  });

  it('holds everything once, in each order about as often', () => {
    const world = seededWorld(5, () => closesAt);
    const seen = new Map<string, number>();
    for (let n = 0; n < 6_000; n += 1) {
      const order = shuffled(['a', 'b', 'c'], world.bytes).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
    for (const n of seen.values()) expect(n).toBeGreaterThan(880);
  });
});
