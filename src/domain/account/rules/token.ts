import { createHash } from 'node:crypto';

/** A fresh token of 256 bits, as it goes into a link or a cookie. */
export const freshToken = (ctx: { world: { bytes(length: number): Uint8Array } }): string => Buffer.from(ctx.world.bytes(32)).toString('base64url');

/** What is kept of a token: its hash, so that a stolen database opens nothing. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
