import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packDue } from './pack.ts';

const forum = { opensAt: new Date('2012-07-02T07:00:00Z'), closesAt: new Date('2012-07-06T15:00:00Z') };
const wish = { hour: 8, zone: 'Europe/Vienna', lastDay: null };

describe('the pack of the day', () => {
  it('is due from the reader’s own hour on, once a day', () => {
    expect(packDue(wish, forum, new Date('2012-07-03T05:59:59.999Z'))).toBe(false);
    expect(packDue(wish, forum, new Date('2012-07-03T06:00:00Z'))).toBe(true);
    expect(packDue({ ...wish, lastDay: '2012-07-03' }, forum, new Date('2012-07-03T20:00:00Z'))).toBe(false);
    expect(packDue({ ...wish, lastDay: '2012-07-03' }, forum, new Date('2012-07-04T06:00:00Z'))).toBe(true);
    // A worker that was away for a day sends one, not two.
    expect(packDue({ ...wish, lastDay: '2012-07-02' }, forum, new Date('2012-07-04T21:00:00Z'))).toBe(true);
  });

  it('comes while the forum is open and not a moment before or after', () => {
    expect(packDue({ ...wish, hour: 0 }, forum, new Date('2012-07-02T06:59:59.999Z'))).toBe(false);
    expect(packDue({ ...wish, hour: 0 }, forum, forum.opensAt)).toBe(true);
    expect(packDue({ ...wish, hour: 0 }, forum, forum.closesAt)).toBe(false);
    expect(packDue(wish, { opensAt: null, closesAt: null }, forum.opensAt)).toBe(false);
  });

  it('comes at most once on any day of any zone, however often the clock runs', () => {
    fc.assert(fc.property(fc.constantFrom('Europe/Vienna', 'Asia/Almaty', 'America/Toronto'), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 5, max: 59 }), (zone, hour, step) => {
      const days: string[] = [];
      let lastDay: string | null = null;
      for (let at = forum.opensAt.getTime(); at < forum.closesAt.getTime(); at += step * 60_000) {
        if (!packDue({ zone, hour, lastDay }, forum, new Date(at))) continue;
        lastDay = new Intl.DateTimeFormat('sv', { timeZone: zone }).format(at);
        days.push(lastDay);
      }
      expect(new Set(days).size).toBe(days.length);
      expect(days.length).toBeGreaterThanOrEqual(4);
    }), { numRuns: 20 });
  });
});
