import { dayIn, localOf, mondayOf } from '#platform/instant.ts';
import { mostLettersADay } from '../../accreditation/rules/notice-step.ts';

/** How often somebody wants letters of what is new, in their own zone; the letters they had on the last day they had any. */
export type Wish = { digest: 'immediate' | 'daily' | 'weekly' | 'pack' | 'never'; hour: number; zone: string; last: { day: string; letters: number } | null };
export type Waiting = { id: string; rootId: string; at: Date };
/** What goes into letters now: everything in one, or one letter for each conversation. */
export type Telling = { as: 'digest'; ids: string[] } | { as: 'conversations'; threads: { rootId: string; ids: string[] }[] };

/** A conversation is told of once it has rested for as long, or the first text has waited for as long. */
const restMs = 5 * 60_000;
const patienceMs = 30 * 60_000;
/** More than so many letters at once become one. */
const atOnce = 3;

/**
 * What somebody is told of now, of the contributions they were not told of yet; null while nothing is due.
 *
 * Shape    after an outage one letter goes out, not one for each hour or day that passed.
 */
export function tellingDue(wish: Wish, waiting: readonly Waiting[], now: Date): Telling | null {
  if (waiting.length === 0 || wish.digest === 'never') return null;
  const everything = { as: 'digest' as const, ids: waiting.map(({ id }) => id) };
  if (wish.digest !== 'immediate') return hourHasCome(wish, now) ? everything : null;
  const today = dayIn(now, wish.zone);
  const hadToday = wish.last?.day === today ? wish.last.letters : 0;
  if (hadToday >= mostLettersADay) return null;
  const threads = conversations(waiting).filter(({ newest, oldest }) => now.getTime() - newest.getTime() >= restMs || now.getTime() - oldest.getTime() >= patienceMs);
  if (threads.length === 0) return null;
  if (threads.length > atOnce || hadToday + threads.length >= mostLettersADay) return everything;
  return { as: 'conversations', threads: threads.map(({ rootId, ids }) => ({ rootId, ids })) };
}

/** Whether the hour of a daily or weekly letter has come, and that day's letter is still to be written. Weeks begin on Monday. */
function hourHasCome({ digest, hour, zone, last }: Wish, now: Date): boolean {
  const today = dayIn(now, zone);
  const begins = digest === 'weekly' ? mondayOf(today) : today;
  // Days written as YYYY-MM-DD stand in the order of time.
  const reached = today > begins || Number(localOf(now, zone).slice(11, 13)) >= hour;
  return reached && (last === null || last.day < begins);
}

function conversations(waiting: readonly Waiting[]): { rootId: string; ids: string[]; newest: Date; oldest: Date }[] {
  const found = new Map<string, { rootId: string; ids: string[]; newest: Date; oldest: Date }>();
  for (const { id, rootId, at } of waiting) {
    const thread = found.get(rootId) ?? { rootId, ids: [], newest: at, oldest: at };
    thread.ids.push(id);
    if (at > thread.newest) thread.newest = at;
    if (at < thread.oldest) thread.oldest = at;
    found.set(rootId, thread);
  }
  return [...found.values()];
}
