import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goneAt } from '../../record/rules/retention.ts';
import { catchUpDays, stepReached } from './notice-step.ts';

const at = (hours: number) => new Date(Date.UTC(2012, 6, 2) + hours * 3_600_000);
const course = [{ step: 'open', at: at(0) }, { step: 'closing', at: at(80) }, { step: 'closed', at: at(104) }];

describe('what is told of a course of steps', () => {
  it('is the last one reached: from its instant on, not a millisecond before', () => {
    expect(stepReached(course, new Date(at(0).getTime() - 1))).toBeNull();
    expect(stepReached(course, at(0))).toEqual({ step: 'open', at: at(0), until: at(80) });
    expect(stepReached(course, at(80))?.step).toBe('closing');
  });

  it('after days without a worker is how things stand, and none of what was missed', () => {
    expect(stepReached(course, at(120))).toMatchObject({ step: 'closed' });
  });

  it('is nothing once the time for catching up is over, which is before the ledger is let go', () => {
    const late = new Date(at(104).getTime() + catchUpDays * 86_400_000);
    expect(stepReached(course, new Date(late.getTime() - 1))?.step).toBe('closed');
    expect(stepReached(course, late)).toBeNull();
    expect(goneAt('letter', at(104)).getTime()).toBeGreaterThan(late.getTime());
  });

  it('is never one to come, and holds until the next is reached', () => fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 8 }), fc.integer({ min: -10, max: 4_000 }), (hours, now) => {
    const reached = stepReached(hours.map((hour, step) => ({ step, at: at(hour) })), at(now));
    if (!reached) return;
    expect(reached.at <= at(now) && at(now) < reached.until).toBe(true);
    expect(hours.some((hour) => at(hour) > reached.at && at(hour) < reached.until)).toBe(false);
  })));
});
