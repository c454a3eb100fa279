/**
 * How often something may be tried within a quarter of an hour, or the span named in `longerSpans`.
 *
 * By connection: a whole delegation may sit behind one address. By address asked: one person. By person: guessing
 * six digits ten times in a quarter of an hour takes years for an even chance. Challenges are many, since a whole
 * ministry may sign in at nine: what is limited is how much a stranger may have written.
 */
export const limits = {
  'ask-by-connection': 40, 'ask-by-address': 5, 'code-by-connection': 40, 'factor-by-person': 10,
  'apply-by-connection': 10, 'apply-by-address': 2, 'challenge-by-connection': 120, 'challenge-by-person': 120, 'provider-by-connection': 120,
  'attach-by-person': 100, 'answer-by-connection': 20, 'answer-by-link': 20,
} as const;
export type Limited = keyof typeof limits;

export const spanMinutes = 15;
/** An address that is written to by strangers is spared for an hour. */
const longerSpans: Partial<Record<Limited, number>> = { 'apply-by-address': 60 };

/** The beginning of the span an instant lies in, for one kind of try; spans are half-open. */
export function spanOf(now: Date, kind?: Limited): Date {
  const ms = ((kind && longerSpans[kind]) ?? spanMinutes) * 60_000;
  return new Date(Math.floor(now.getTime() / ms) * ms);
}

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
