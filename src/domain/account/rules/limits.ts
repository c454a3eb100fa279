/**
 * How often something may be tried within a quarter of an hour.
 *
 * By connection: a whole delegation may sit behind one address. By address asked: one person. By person: guessing
 * six digits ten times in a quarter of an hour takes years for an even chance.
 */
export const limits = { 'ask-by-connection': 40, 'ask-by-address': 5, 'code-by-connection': 40, 'factor-by-person': 10 } as const;
export type Limited = keyof typeof limits;

export const spanMinutes = 15;

/** The beginning of the span an instant lies in; spans are half-open. */
export const spanOf = (now: Date): Date => new Date(Math.floor(now.getTime() / (spanMinutes * 60_000)) * spanMinutes * 60_000);

/** The part of a connection's address that one subscriber holds: all of IPv4, the first four groups of IPv6. */
export function subscriberOf(peer: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(peer);
  if (mapped?.[1]) return mapped[1];
  if (!peer.includes(':')) return peer;
  const [head = '', tail] = peer.toLowerCase().split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const groups = tail === undefined ? left : [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right];
  return groups.slice(0, 4).map((g) => g.replace(/^0+(?=.)/, '')).join(':');
}
