import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canServe, dutyRoles, gapsIn, hoursLeft, isShift, isToEscalate, onDuty, overlaps, type Shift } from './roster.ts';

const at = (text: string) => new Date(`2012-07-${text}:00Z`);
const shift = (from: string, to: string, role: Shift['role'] = 'referee', seatId = 'clara'): Shift => ({ id: `${role} ${from}`, role, seatId, startsAt: at(from), endsAt: at(to) });

describe('the roster', () => {
  it('has a gap from the end of a shift to the beginning of the next, and none where one hands to the next', () => {
    const shifts = [shift('05T07:00', '05T15:00'), shift('04T06:00', '04T12:00'), shift('04T12:00', '04T16:00', 'referee', 'gus')];
    expect(gapsIn(shifts, 'referee', { startsAt: at('04T06:00'), endsAt: at('05T15:00') })).toEqual([{ startsAt: at('04T16:00'), endsAt: at('05T07:00') }]);
    expect(gapsIn(shifts, 'reporter', { startsAt: at('04T06:00'), endsAt: at('04T07:00') })).toEqual([{ startsAt: at('04T06:00'), endsAt: at('04T07:00') }]);
  });

  it('has nobody on at the very instant a shift ends, and somebody at the instant it begins', () => {
    const shifts = [shift('04T06:00', '04T12:00'), shift('04T12:00', '04T16:00', 'referee', 'gus')];
    expect(onDuty(shifts, at('04T12:00')).map(({ seatId }) => seatId)).toEqual(['gus']);
    expect(onDuty(shifts, at('04T16:00'))).toEqual([]);
  });

  it('finds every instant nobody is on, and no other, whatever the shifts', () => {
    const hour = fc.integer({ min: 0, max: 30 });
    const shifts = fc.array(fc.tuple(hour, fc.integer({ min: 1, max: 12 })).map(([from, length]): Shift => ({ id: '', role: 'referee', seatId: 's', startsAt: new Date(from * 3_600_000), endsAt: new Date((from + length) * 3_600_000) })), { maxLength: 8 });
    fc.assert(fc.property(shifts, hour, fc.integer({ min: 1, max: 20 }), (all, from, length) => {
      const within = { startsAt: new Date(from * 3_600_000), endsAt: new Date((from + length) * 3_600_000) };
      const gaps = gapsIn(all, 'referee', within);
      for (let n = from; n < from + length; n += 1) {
        const instant = new Date(n * 3_600_000);
        expect(gaps.some(({ startsAt, endsAt }) => startsAt <= instant && instant < endsAt)).toBe(onDuty(all, instant).length === 0);
      }
      for (const [i, gap] of gaps.entries()) {
        expect(gap.startsAt < gap.endsAt && gap.startsAt >= within.startsAt && gap.endsAt <= within.endsAt).toBe(true);
        if (i > 0) expect(gap.startsAt > (gaps[i - 1]?.endsAt ?? within.endsAt)).toBe(true);
      }
    }));
  });

  it('takes a person only into what their rights allow', () => {
    const serving = (role: 'moderator' | 'organiser' | 'rapporteur' | 'participant') => dutyRoles.filter((duty) => canServe(duty, [role]));
    expect(serving('moderator')).toEqual(['host', 'referee', 'librarian', 'reporter']);
    expect(serving('organiser')).toEqual(['host', 'manager', 'librarian']);
    expect(serving('rapporteur')).toEqual(['librarian', 'reporter']);
    expect(serving('participant')).toEqual([]);
  });

  it('has nobody twice in one role at once, and no shift longer than a day', () => {
    const shifts = [shift('04T06:00', '04T12:00')];
    expect(overlaps(shifts, shift('04T11:59', '04T13:00'))).toBe(true);
    expect(overlaps(shifts, shift('04T12:00', '04T13:00'))).toBe(false);
    expect(overlaps(shifts, shift('04T08:00', '04T09:00', 'referee', 'gus'))).toBe(false);
    expect(overlaps(shifts, shift('04T08:00', '04T09:00', 'reporter'))).toBe(false);
    expect(isShift(shift('04T06:00', '05T06:00'))).toBe(true);
    expect(isShift(shift('04T06:00', '05T06:01'))).toBe(false);
    expect(isShift(shift('04T06:00', '04T06:00'))).toBe(false);
  });

  it('is wanted from now, or from the opening, to the closing', () => {
    const hours = { opensAt: at('02T07:00'), closesAt: at('06T15:00') };
    expect(hoursLeft(hours, at('01T07:00'))).toEqual({ startsAt: at('02T07:00'), endsAt: at('06T15:00') });
    expect(hoursLeft(hours, at('04T07:00'))?.startsAt).toEqual(at('04T07:00'));
    expect(hoursLeft(hours, at('06T15:00'))).toBeNull();
    expect(hoursLeft({ opensAt: null, closesAt: null }, at('06T15:00'))).toBeNull();
  });
});

describe('danger to a person', () => {
  it('goes to everyone when nobody has taken it for the set minutes, and not a millisecond before', () => {
    const flaggedAt = at('04T08:00');
    expect(isToEscalate({ state: 'open', flaggedAt }, 15, new Date(at('04T08:15').getTime() - 1))).toBe(false);
    expect(isToEscalate({ state: 'open', flaggedAt }, 15, at('04T08:15'))).toBe(true);
    expect(isToEscalate({ state: 'claimed', flaggedAt }, 15, at('04T09:15'))).toBe(false);
  });
});
