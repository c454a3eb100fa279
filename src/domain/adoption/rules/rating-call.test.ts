import { describe, expect, it } from 'vitest';
import { type Rateable, ratingCall } from './rating-call.ts';

const now = new Date('2012-07-09T12:00:00Z');
const ready = (id: string, at: string | null, more: Partial<Rateable> = {}): Rateable => ({ id, kind: 'recommendation', readyAt: at === null ? null : new Date(at), frozen: false, ...more });
const told = (...findings: Rateable[]) => ratingCall(findings, now).map(({ id }) => id);

describe('that drafts can be rated', () => {
  it('is told of all together when their rapporteur has been at rest for an hour, not a millisecond before', () => {
    expect(told(ready('a', '2012-07-09T10:30:00Z'), ready('b', '2012-07-09T11:00:00Z'))).toEqual(['a', 'b']);
    expect(told(ready('a', '2012-07-09T10:30:00Z'), ready('b', '2012-07-09T11:00:00.001Z'))).toEqual([]);
    expect(told()).toEqual([]);
  });

  it('is told of those before all the same while others are being made ready, which wait for one letter of their own', () => {
    const before = ready('a', '2012-07-02T09:00:00Z');
    expect(told(before, ready('b', '2012-07-09T11:00:00.001Z'), ready('c', '2012-07-09T11:58:00Z'))).toEqual(['a']);
    expect(told(before, ready('b', '2012-07-09T10:00:00Z'), ready('c', '2012-07-09T10:58:00Z'))).toEqual(['a', 'b', 'c']);
  });

  it('is told after a day though the work goes on', () => {
    const halfHourly = (from: string) => Array.from({ length: 48 }, (_, n) => ready(`${n}`, new Date(new Date(from).getTime() + n * 1_800_000).toISOString()));
    expect(told(...halfHourly('2012-07-08T12:00:00.000Z'))).toHaveLength(48);
    expect(told(...halfHourly('2012-07-08T12:00:00.001Z'))).toEqual([]);
    // What comes on the second day waits for the second letter.
    expect(told(...halfHourly('2012-07-08T11:59:00.000Z'), ready('next', '2012-07-09T11:59:00.000Z'))).toHaveLength(48);
  });

  it('is told of recommendations that are ready alone, and of none on which silence has begun', () => {
    expect(told(ready('a', '2012-07-09T09:00:00Z'), ready('draft', null), ready('finding', '2012-07-09T09:00:00Z', { kind: 'conclusion' }), ready('silence', '2012-07-09T11:59:00Z', { frozen: true }))).toEqual(['a']);
  });
});
