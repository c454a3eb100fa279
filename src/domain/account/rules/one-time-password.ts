import { Secret, TOTP } from 'otpauth';

/** What authenticator programs take for granted: SHA-1, six digits, thirty seconds (RFC 6238). */
const password = (secret: string, label = '') => new TOTP({ issuer: 'Colloquy', label, algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) });

/** A secret of 160 bits, in the letters in which it is typed (RFC 4226 asks for 128 at least). */
export const freshSecret = (ctx: { world: { bytes(length: number): Uint8Array } }): string => new Secret({ buffer: Uint8Array.from(ctx.world.bytes(20)).buffer }).base32;

/** The address that an authenticator reads from the square picture. */
export const addressOf = (secret: string, label: string): string => password(secret, label).toString();

/**
 * The step of a password, or null when it is wrong: the present step and one to either side, each used once.
 *
 * Shape   `lastStep` is the last step used; what is not later than it does not count again.
 */
export function stepOf(secret: string, typed: string, now: Date, lastStep: number): number | null {
  const timestamp = now.getTime();
  const off = password(secret).validate({ token: typed, timestamp, window: 1 });
  if (off === null) return null;
  const step = Math.floor(timestamp / 30_000) + off;
  return step > lastStep ? step : null;
}

/** Letters and digits that are not taken for one another: no 0, O, 1, I, L, U. */
const letters = '23456789abcdefghjkmnpqrstvwxyz';

/** A recovery code of 49 bits: ten signs, in two halves. */
export function freshRecoveryCode(ctx: { world: { bytes(length: number): Uint8Array } }): string {
  let code = '';
  while (code.length < 10) {
    for (const byte of ctx.world.bytes(16)) if (byte < 240 && code.length < 10) code += letters[byte % letters.length];
  }
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/** A recovery code as it is compared: small letters, no spaces, no dashes. */
export const plainCode = (typed: string): string => typed.toLowerCase().replace(/[\s-]+/g, '');
