import { fromBase32, toBase32 } from '../base32.ts';

/** What makes and reads addresses of ours: the domain letters come in under, and the site's keyed hash. */
export type MailDoor = { domain: string; mark(text: string, bound: string): Uint8Array };

/** Sixteen bytes: guessing one takes letters, and each letter leaves its trace. */
const macLength = 16;

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replace(/-/g, ''), 'hex');
const uuidOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** The address that a letter of ours gives as its sender to the servers in between: what comes back there is about that letter (VERP). */
export const bounceAddress = (door: MailDoor, letterId: string): string =>
  `bounce+${toBase32(Buffer.concat([bytesOf(letterId), door.mark(letterId, 'bounce-address').subarray(0, macLength)]))}@${door.domain}`;

/** The letter that a bounce address is about; null where the address is not one we made. */
export function letterOfBounce(door: MailDoor, token: string): string | null {
  const bytes = fromBase32(token);
  if (bytes?.length !== 16 + macLength) return null;
  const id = uuidOf(bytes.subarray(0, 16));
  return sameBytes(bytes.subarray(16), door.mark(id, 'bounce-address').subarray(0, macLength)) ? id : null;
}

/** Compares in a time that says nothing of where two differ. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  let differs = a.length ^ b.length;
  for (let i = 0; i < a.length; i += 1) differs |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return differs === 0;
}
