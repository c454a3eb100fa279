import fc from 'fast-check';
import { TOTP, Secret } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { codeTries, mayUseCode, mayUseLink } from './rules.ts';
import { deviceOf } from './rules/device.ts';
import { spanOf, subscriberOf } from './rules/limits.ts';
import { freshRecoveryCode, plainCode, stepOf } from './rules/one-time-password.ts';
import { factorsOf, isFresh, needsSecondFactor, stands, useIsDue } from './rules/session.ts';
import { codeHashOf, freshCode } from './rules/token.ts';
import { seededWorld } from '#platform/world.ts';

const at = (text: string) => new Date(`2012-07-04T${text}Z`);
const code = (outcome: { ok: boolean; refusal?: { code: string } }) => (outcome.ok ? 'granted' : outcome.refusal?.code);

describe('a one-time link', () => {
  const link = { expiresAt: at('08:15:00'), usedAt: null };
  it('holds to its last millisecond and not at its hour', () => {
    expect(code(mayUseLink(link, at('08:14:59.999')))).toBe('granted');
    expect(code(mayUseLink(link, at('08:15:00')))).toBe('account.link_expired');
    expect(code(mayUseLink({ ...link, usedAt: at('08:01:00') }, at('08:02:00')))).toBe('account.link_used');
  });
});

describe('the six digits of a letter', () => {
  const link = { expiresAt: at('08:15:00'), usedAt: null, tries: 1 };
  it('serve up to the fifth try, and not at the sixth even when right', () => {
    expect(code(mayUseCode({ ...link, tries: codeTries }, true, at('08:01:00')))).toBe('granted');
    expect(code(mayUseCode({ ...link, tries: codeTries + 1 }, true, at('08:01:00')))).toBe('account.code_spent');
    expect(code(mayUseCode(link, false, at('08:01:00')))).toBe('account.code_wrong');
    expect(code(mayUseCode(link, true, at('08:15:00')))).toBe('account.code_spent');
    expect(code(mayUseCode(null, false, at('08:01:00')))).toBe('account.code_spent');
  });
  it('are six digits whatever chance brings, and their hash is of one browser', () => {
    fc.assert(fc.property(fc.integer(), (seed) => /^\d{6}$/.test(freshCode({ world: seededWorld(seed, () => at('08:00:00')) }))));
    expect(codeHashOf('one browser', '123456').equals(codeHashOf('another', '123456'))).toBe(false);
  });
});

describe('a session', () => {
  const session = { startedAt: at('06:00:00'), lastUsedAt: at('08:00:00'), expiresAt: at('18:00:00') };
  it('ends after three hours without use and after twelve in any case', () => {
    expect(stands(session, at('10:59:59.999'))).toBe(true);
    expect(stands(session, at('11:00:00'))).toBe(false);
    expect(stands({ ...session, lastUsedAt: at('17:59:00') }, at('17:59:59.999'))).toBe(true);
    expect(stands({ ...session, lastUsedAt: at('17:59:00') }, at('18:00:00'))).toBe(false);
  });
  it('is noted as used every quarter of an hour at most', () => {
    expect(useIsDue(at('08:00:00'), at('08:14:59.999'))).toBe(false);
    expect(useIsDue(at('08:00:00'), at('08:15:00'))).toBe(true);
  });
  it('is fresh for ten minutes after signing in or proving again, and not before either', () => {
    expect(isFresh({ startedAt: at('08:00:00'), confirmedAt: null }, at('08:10:00'))).toBe(true);
    expect(isFresh({ startedAt: at('08:00:00'), confirmedAt: null }, at('08:10:00.001'))).toBe(false);
    expect(isFresh({ startedAt: at('08:00:00'), confirmedAt: at('09:00:00') }, at('09:10:00'))).toBe(true);
    // The clock that looks may be a little behind the one that dated the proof; not a minute.
    expect(isFresh({ startedAt: at('08:00:00'), confirmedAt: null }, at('07:59:59.900'))).toBe(true);
    expect(isFresh({ startedAt: at('08:00:00'), confirmedAt: null }, at('07:59:00'))).toBe(false);
  });
  it('asks a second factor of whoever has one, and of staff where the house says so; a passkey is two', () => {
    const asks = (factors: number, hasFactor: boolean, staff: boolean, policy: 'required' | 'optional') => needsSecondFactor({ factors, hasFactor, staff }, policy);
    expect([asks(1, true, false, 'optional'), asks(1, false, true, 'required')]).toEqual([true, true]);
    expect([asks(1, false, true, 'optional'), asks(1, false, false, 'required'), asks(factorsOf('passkey'), true, true, 'required')]).toEqual([false, false, false]);
    expect([factorsOf('link'), factorsOf('code'), factorsOf('identity-provider')]).toEqual([1, 1, 1]);
  });
});

describe('a one-time password', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  it('agrees with the table of RFC 6238', () => {
    for (const [seconds, eight] of [[59, '94287082'], [1_111_111_109, '07081804'], [1_234_567_890, '89005924'], [20_000_000_000, '65353130']] as const) {
      expect(stepOf(secret, eight.slice(2), new Date(seconds * 1000), 0)).toBe(Math.floor(seconds / 30));
    }
  });
  it('holds one step to either side, each step once and never an earlier one', () => {
    const now = at('08:00:10');
    const present = Math.floor(now.getTime() / 30_000);
    const password = (step: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: step * 30_000 });
    expect([-2, -1, 0, 1, 2].map((off) => stepOf(secret, password(present + off), now, 0))).toEqual([null, present - 1, present, present + 1, null]);
    expect(stepOf(secret, password(present), now, present)).toBeNull();
    expect(stepOf(secret, password(present - 1), now, present)).toBeNull();
    expect(stepOf(secret, password(present + 1), now, present)).toBe(present + 1);
  });
  it('has recovery codes of ten signs that nobody confuses, however they are typed', () => {
    const drawn = freshRecoveryCode({ world: seededWorld(3, () => at('08:00:00')) });
    expect(drawn).toMatch(/^[2-9a-hjkmnp-tv-z]{5}-[2-9a-hjkmnp-tv-z]{5}$/);
    expect(plainCode(` ${drawn.toUpperCase().replace('-', ' ')} `)).toBe(plainCode(drawn));
  });
});

describe('a connection', () => {
  it('counts as one subscriber: a whole IPv4 address, the first half of an IPv6 one', () => {
    expect(subscriberOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(subscriberOf('2001:db8:1:2:3:4:5:6')).toBe(subscriberOf('2001:0db8:1:2::9'));
    expect(subscriberOf('2001:db8:1:2::1')).not.toBe(subscriberOf('2001:db8:1:3::1'));
    expect(subscriberOf('::1')).toBe('0:0:0:0');
  });
  it('is counted in spans of a quarter of an hour', () => {
    expect([spanOf(at('08:14:59.999')), spanOf(at('08:15:00'))]).toEqual([at('08:00:00'), at('08:15:00')]);
    expect([spanOf(at('08:59:59.999'), 'apply-by-address'), spanOf(at('08:59:59.999'), 'factor-by-person')]).toEqual([at('08:00:00'), at('08:45:00')]);
  });
});

describe('a device', () => {
  it('is named in plain words by what its browser says', () => {
    const named = (text: string) => Object.values(deviceOf(text)).join(' on ');
    expect(named('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0')).toBe('Firefox on Windows');
    expect(named('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0')).toBe('Edge on Windows');
    expect(named('Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1')).toBe('Safari on iPhone');
    expect(named('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36')).toBe('Chrome on Android');
    expect(deviceOf('curl/8.0')).toEqual({ browser: null, system: null });
    expect(deviceOf(undefined)).toEqual({ browser: null, system: null });
  });
});
