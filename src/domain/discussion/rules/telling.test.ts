import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostLettersADay } from '../../accreditation/rules/notice-step.ts';
import { tellingDue, type Waiting, type Wish } from './telling.ts';

const wish = (of: Partial<Wish> = {}): Wish => ({ digest: 'daily', hour: 7, zone: 'Europe/Vienna', last: null, ...of });
const text = (id: string, at: string, rootId = id): Waiting => ({ id, rootId, at: new Date(at) });
const one = [text('a', '2012-07-03T20:00:00Z')];

describe('a daily letter', () => {
  it('is due from its hour in the reader’s zone, once a day', () => {
    expect(tellingDue(wish(), one, new Date('2012-07-04T04:59:59.999Z'))).toBeNull();
    expect(tellingDue(wish(), one, new Date('2012-07-04T05:00:00Z'))).toEqual({ as: 'digest', ids: ['a'] });
    expect(tellingDue(wish({ last: { day: '2012-07-04', letters: 1 } }), one, new Date('2012-07-04T15:00:00Z'))).toBeNull();
    expect(tellingDue(wish({ zone: 'Asia/Tokyo' }), one, new Date('2012-07-03T22:00:00Z'))).not.toBeNull();
  });
  it('comes once after days without a worker, not once for each', () => {
    const late = new Date('2012-07-09T20:00:00Z');
    expect(tellingDue(wish({ last: { day: '2012-07-03', letters: 1 } }), one, late)).toEqual({ as: 'digest', ids: ['a'] });
    expect(tellingDue(wish({ last: { day: '2012-07-09', letters: 1 } }), one, late)).toBeNull();
  });
});

describe('a weekly letter', () => {
  it('is due on Monday from its hour, or later in the week when that was missed', () => {
    const weekly = wish({ digest: 'weekly', last: { day: '2012-07-02', letters: 1 } });
    expect(tellingDue(weekly, one, new Date('2012-07-08T21:00:00Z'))).toBeNull(); // Sunday
    expect(tellingDue(weekly, one, new Date('2012-07-09T04:00:00Z'))).toBeNull(); // Monday, 06:00
    expect(tellingDue(weekly, one, new Date('2012-07-09T05:00:00Z'))).not.toBeNull();
    expect(tellingDue(weekly, one, new Date('2012-07-11T01:00:00Z'))).not.toBeNull();
  });
});

describe('letters at once', () => {
  const now = new Date('2012-07-04T08:00:00Z');
  const immediate = wish({ digest: 'immediate' });
  it('wait until a conversation rests for five minutes, or half an hour', () => {
    expect(tellingDue(immediate, [text('a', '2012-07-04T07:56:00Z')], now)).toBeNull();
    expect(tellingDue(immediate, [text('a', '2012-07-04T07:55:00Z')], now)).toEqual({ as: 'conversations', threads: [{ rootId: 'a', ids: ['a'] }] });
    expect(tellingDue(immediate, [text('a', '2012-07-04T07:30:00Z'), text('b', '2012-07-04T07:59:00Z', 'a')], now)).toEqual({ as: 'conversations', threads: [{ rootId: 'a', ids: ['a', 'b'] }] });
  });
  it('are one for each conversation, and one for all when there are many', () => {
    const rested = (n: number) => Array.from({ length: n }, (_, i) => text(`t${i}`, '2012-07-04T07:00:00Z'));
    expect(tellingDue(immediate, rested(3), now)).toMatchObject({ as: 'conversations', threads: [{}, {}, {}] });
    expect(tellingDue(immediate, rested(4), now)).toMatchObject({ as: 'digest' });
  });
  it('stop for the day at the most, and go on the next', () => {
    const full = { ...immediate, last: { day: '2012-07-04', letters: mostLettersADay } };
    const rested = [text('a', '2012-07-04T07:00:00Z')];
    expect(tellingDue(full, rested, now)).toBeNull();
    expect(tellingDue(full, rested, new Date('2012-07-04T22:00:00Z'))).not.toBeNull();
  });
});

it('nobody is told twice of a text, nor of one that is not waiting, whatever waits and when', () => {
  const waiting = fc.uniqueArray(fc.record({ id: fc.uuid(), rootId: fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5'), at: fc.date({ min: new Date('2012-07-02T00:00:00Z'), max: new Date('2012-07-04T08:00:00Z'), noInvalidDate: true }) }), { selector: (w) => w.id, maxLength: 30 });
  fc.assert(fc.property(waiting, fc.constantFrom('immediate', 'daily', 'weekly', 'never'), fc.integer({ min: 0, max: 14 }), (texts, digest, letters) => {
    const telling = tellingDue(wish({ digest, last: { day: '2012-07-04', letters } }), texts, new Date('2012-07-04T08:00:00Z'));
    if (!telling) return;
    const ids = telling.as === 'digest' ? telling.ids : telling.threads.flatMap((thread) => thread.ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(texts.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    expect(digest).toBe('immediate');
    // A day never has more letters than the most.
    expect(letters + (telling.as === 'digest' ? 1 : telling.threads.length)).toBeLessThanOrEqual(mostLettersADay);
  }));
});
