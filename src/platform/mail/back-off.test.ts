import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureOf, giveUpAfterMs, nextTry, waitMinutes } from './back-off.ts';

const written = new Date('2012-07-02T07:00:00Z');
const later = (ms: number) => new Date(written.getTime() + ms);

describe('a letter that could not be sent', () => {
  it('is tried again after one minute, then after twice as long each time, up to four hours', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 50].map(waitMinutes)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240]);
  });

  it('is tried for five days and not a millisecond longer', () => {
    expect(nextTry({ tries: 30, writtenAt: written, forGood: false }, later(giveUpAfterMs - 1))).toEqual(later(giveUpAfterMs - 1 + 240 * 60_000));
    expect(nextTry({ tries: 30, writtenAt: written, forGood: false }, later(giveUpAfterMs))).toBe(null);
  });

  it('is tried about thirty-seven times in five days, each wait at least as long as the one before', () => {
    let [now, tries] = [written, 0];
    const waits: number[] = [];
    for (let next: Date | null = written; next; ) {
      now = next;
      tries += 1;
      next = nextTry({ tries, writtenAt: written, forGood: false }, now);
      if (next) waits.push(next.getTime() - now.getTime());
    }
    expect(tries).toBeGreaterThan(35);
    expect(tries).toBeLessThan(40);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
  });

  it('is given up at once where the server refused the letter, and never where it refused us', () => {
    expect(failureOf({ code: 'EENVELOPE', responseCode: 550 })).toEqual({ reason: '550', forGood: true, away: false });
    expect(failureOf({ code: 'EMESSAGE', responseCode: 554 }).forGood).toBe(true);
    expect(failureOf({ code: 'EENVELOPE', responseCode: 451 })).toEqual({ reason: '451', forGood: false, away: false });
    for (const code of ['EAUTH', 'ECONNECTION', 'ETLS']) expect(failureOf({ code, responseCode: 535 })).toMatchObject({ forGood: false, away: true });
    expect(failureOf({ code: 'EPROTOCOL', command: 'CONN', responseCode: 554 })).toMatchObject({ forGood: false, away: true });
    expect(failureOf({ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 530 })).toMatchObject({ forGood: false, away: false });
    expect(failureOf({ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 530 })).toMatchObject({ forGood: true });
    fc.assert(fc.property(fc.integer({ min: 400, max: 599 }), (responseCode) => failureOf({ code: 'EENVELOPE', responseCode }).forGood === responseCode >= 500));
  });

  it('says nothing of what the server said in words, which may hold an address', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (response, message) => /^(?:\d+|unreachable|fault)$/.test(failureOf({ response, message, code: message, responseCode: 0 }).reason)));
    expect(failureOf(null).reason).toBe('fault');
    expect(failureOf({ code: 'ECONNREFUSED' }).reason).toBe('unreachable');
  });
});
