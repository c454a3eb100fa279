import { describe, expect, it } from 'vitest';
import { afterWorkingDays, dayIn, instantOf, localOf, workingDaysBegun } from './instant.ts';
import { onWhen, stamp, timeLeft, when } from './i18n/time.ts';

describe('a local time in Vienna', () => {
  it('is the instant agreed: 2 July 2012, 09:00 is 07:00 UTC', () => {
    expect(instantOf('2012-07-02T09:00', 'Europe/Vienna')).toEqual({ ok: true, value: new Date('2012-07-02T07:00:00Z') });
    expect(localOf(new Date('2012-07-02T07:00:00Z'), 'Europe/Vienna')).toBe('2012-07-02T09:00');
    expect(dayIn(new Date('2012-07-02T22:30:00Z'), 'Europe/Vienna')).toBe('2012-07-03');
  });

  it('is refused where it does not exist: 29 March 2026, 02:30', () => {
    expect(instantOf('2026-03-29T02:30', 'Europe/Vienna')).toMatchObject({ refusal: { code: 'platform.no_such_local_time' } });
    expect(instantOf('2026-03-29T01:59', 'Europe/Vienna').ok).toBe(true);
    expect(instantOf('2026-03-29T03:00', 'Europe/Vienna')).toEqual({ ok: true, value: new Date('2026-03-29T01:00:00Z') });
  });

  it('is refused where it exists twice: 25 October 2026, 02:30', () => {
    expect(instantOf('2026-10-25T02:30', 'Europe/Vienna')).toMatchObject({ refusal: { code: 'platform.ambiguous_local_time' } });
    expect(instantOf('2026-10-25T03:00', 'Europe/Vienna').ok).toBe(true);
  });

  it('is refused in a zone that is none, and when it is no time', () => {
    expect(instantOf('2026-03-29T02:30', 'Europe/Wien')).toMatchObject({ refusal: { code: 'platform.unknown_zone' } });
    expect(instantOf('2026-03-29T02:30', '+02:00')).toMatchObject({ refusal: { code: 'platform.unknown_zone' } });
    expect(instantOf('2026-02-30T09:00', 'Europe/Vienna')).toMatchObject({ refusal: { code: 'platform.malformed_local_time' } });
    expect(instantOf('9 July', 'Europe/Vienna')).toMatchObject({ refusal: { code: 'platform.malformed_local_time' } });
  });
});

describe('a date on screen', () => {
  const closing = new Date('2012-07-06T15:00:00Z');
  it('is written as each of the six languages writes it', () => {
    const zone = 'Europe/Vienna';
    expect(when('en', closing, zone)).toBe('Friday 6\u00a0July, 17:00 in Vienna');
    expect(onWhen('fr', closing, zone)).toBe('le vendredi 6\u00a0juillet à 17:00, heure de Vienne');
    expect(when('fr', new Date('2012-07-01T15:00:00Z'), zone)).toBe('dimanche 1er\u00a0juillet, 17:00, heure de Vienne');
    expect(when('de', closing, zone)).toBe('Freitag, 6.\u00a0Juli, 17:00 Uhr in Wien');
    expect(when('it', closing, zone)).toBe('venerdì 6\u00a0luglio, ore\u00a017:00, ora di Vienna');
    expect(onWhen('ru', closing, zone)).toBe('в пятницу, 6\u00a0июля, в 17:00 по Вене');
    expect(onWhen('ru', new Date('2012-07-03T15:00:00Z'), zone)).toBe('во вторник, 3\u00a0июля, в 17:00 по Вене');
    expect(onWhen('es', closing, zone)).toBe('el viernes 6 de julio a las 17:00, hora de Viena');
  });

  it('gives the hour only where the minute would give an author away', () => {
    expect(stamp('en', closing, 'Europe/Vienna', 'hour')).toContain('between 17:00 and 18:00');
  });

  it('counts the time left in days, hours and minutes', () => {
    expect(timeLeft(closing, new Date('2012-07-05T12:26:00Z'))).toEqual({ days: 1, hours: 2, minutes: 34 });
    expect(timeLeft(closing, closing)).toEqual({ days: 0, hours: 0, minutes: 0 });
  });
});

describe('working days in Vienna', () => {
  const daysLater = (from: string, days = 1) => localOf(afterWorkingDays(new Date(from), days, 'Europe/Vienna'), 'Europe/Vienna');

  it('end at the same hour of the next weekday', () => {
    expect(daysLater('2012-07-02T07:00:00Z')).toBe('2012-07-03T09:00');
    expect(daysLater('2012-07-06T13:00:00Z')).toBe('2012-07-09T15:00');
    expect(daysLater('2012-07-05T13:00:00Z', 2)).toBe('2012-07-09T15:00');
  });

  it('begin on Monday for what begins at a weekend', () => {
    expect(daysLater('2012-07-07T13:00:00Z')).toBe('2012-07-10T00:00');
  });

  it('keep the hour over a change of the clock', () => {
    expect(daysLater('2026-10-23T10:00:00Z')).toBe('2026-10-26T12:00');
    expect(daysLater('2026-03-27T11:00:00Z')).toBe('2026-03-30T12:00');
  });

  it('are counted by the days they touch, weekends not', () => {
    const count = (from: string, to: string) => workingDaysBegun(new Date(from), new Date(to), 'Europe/Vienna');
    expect(count('2012-07-02T07:00:00Z', '2012-07-02T07:00:00.001Z')).toBe(1);
    expect(count('2012-07-02T07:00:00Z', '2012-07-06T15:00:00Z')).toBe(5);
    expect(count('2012-07-06T07:00:00Z', '2012-07-09T15:00:00Z')).toBe(2);
    expect(count('2012-07-02T07:00:00Z', '2012-07-02T07:00:00Z')).toBe(0);
  });
});
