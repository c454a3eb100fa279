import { timingSafeEqual } from 'node:crypto';

/** A keyed hash of this installation: who has no key makes no token. */
type Mark = (text: string, bound: string) => Uint8Array;

const macOf = (mark: Mark, personId: string): Buffer => Buffer.from(mark(personId, 'no-letters')).subarray(0, 16);

/**
 * The token by which a person takes themselves off letters of what is new, without signing in. It opens nothing else,
 * and holds for good: an old letter must still let one go.
 */
export const leaveToken = (mark: Mark, personId: string): string => Buffer.concat([Buffer.from(personId.replaceAll('-', ''), 'hex'), macOf(mark, personId)]).toString('base64url');

/** Whose token it is, or null when it was not made here. */
export function readLeaveToken(mark: Mark, token: string): string | null {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const hex = bytes.subarray(0, 16).toString('hex');
  const personId = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return timingSafeEqual(bytes.subarray(16), macOf(mark, personId)) ? personId : null;
}
