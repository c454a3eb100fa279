import { createHash, createHmac } from 'node:crypto';

type Chance = { world: { bytes(length: number): Uint8Array } };

/** A fresh token of 256 bits, as it goes into a link or a cookie. */
export const freshToken = (ctx: Chance): string => Buffer.from(ctx.world.bytes(32)).toString('base64url');

/** What is kept of a token: its hash, so that a stolen database opens nothing. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Six digits, each as likely as the other: what does not divide evenly is drawn again. */
export function freshCode(ctx: Chance): string {
  for (;;) {
    const drawn = Buffer.from(ctx.world.bytes(4)).readUInt32BE();
    if (drawn < 4_294_000_000) return String(drawn % 1_000_000).padStart(6, '0');
  }
}

/** What is kept of a code: keyed by the asking browser's token, which the database does not hold. */
export const codeHashOf = (browser: string, code: string): Buffer => createHmac('sha256', browser).update(code).digest();
