/** From what instant a term runs: something of the row itself, or the closing of its forum. */
export type TermFrom = 'expiry' | 'arrival' | 'sending' | 'deed' | 'closing';

/** One thing that is kept: how long, from when; null days: as long as the record. Its words are messages of its id. */
export type Keeping = { id: RetentionId; from: TermFrom; days: number } | { id: KeptId; from: null; days: null };

export const retentionIds = ['sign-in-link', 'try', 'session', 'submission', 'letter', 'inbound-letter', 'sign-in-trace', 'draft', 'invitation', 'shift', 'unattributed-link', 'opinion-answer', 'quarantine'] as const;
export type RetentionId = (typeof retentionIds)[number];
export const keptIds = ['contribution', 'decision', 'journal'] as const;
export type KeptId = (typeof keptIds)[number];

/**
 * What is kept how long. One list: the job carries it out, the public page and the reference show it.
 * Answers to forms are gone long before the link of an unattributed contribution is: they hold it too.
 */
export const retention: readonly Keeping[] = [
  { id: 'sign-in-link', from: 'expiry', days: 1 },
  { id: 'try', from: 'arrival', days: 1 },
  { id: 'session', from: 'expiry', days: 30 },
  { id: 'submission', from: 'arrival', days: 14 },
  { id: 'letter', from: 'sending', days: 30 },
  // Who was told that a letter came late, or waits, may come back to it while the forum is worked on.
  { id: 'inbound-letter', from: 'arrival', days: 90 },
  { id: 'sign-in-trace', from: 'deed', days: 365 },
  { id: 'draft', from: 'closing', days: 90 },
  { id: 'invitation', from: 'closing', days: 90 },
  { id: 'shift', from: 'closing', days: 90 },
  // A year: by then the report is compiled, the weights are counted, and every appeal is decided.
  { id: 'unattributed-link', from: 'closing', days: 365 },
  // As long as it may be asked whether a result was computed rightly.
  { id: 'opinion-answer', from: 'closing', days: 365 },
  // Six months, for review and for authorities. Source: Regulation (EU) 2021/784, Article 6(2).
  { id: 'quarantine', from: 'deed', days: 183 },
  ...keptIds.map((id) => ({ id, from: null, days: null })),
];

const dayMs = 86_400_000;

const daysOf = (id: RetentionId): number => retention.find((keeping) => keeping.id === id)?.days ?? 0;

/** The instant from which something kept from `from` on is gone. */
export const goneAt = (id: RetentionId, from: Date): Date => new Date(from.getTime() + daysOf(id) * dayMs);

/** What was due up to this instant is to go at `now`: the end of the term itself included. */
export const dueUpTo = (id: RetentionId, now: Date): Date => new Date(now.getTime() - daysOf(id) * dayMs);

/** Whether the term of something of a forum is over: from the instant on, not a millisecond before. */
export const isOver = (id: RetentionId, closesAt: Date | null, now: Date): boolean => closesAt !== null && now >= goneAt(id, closesAt);

/** The keepings whose term runs from a forum's closing: their dates can be told for each forum. */
export const byForum: readonly RetentionId[] = retentionIds.filter((id) => retention.some((keeping) => keeping.id === id && keeping.from === 'closing'));
