import { type Kysely, sql } from 'kysely';
import type { DB } from './db/schema.ts';
import type { Listener } from './live/listen.ts';

export type Clock = { now(): Date; rehearsing(): boolean };

/** This process's reading of the forum's one clock, which the database keeps; told of every change by a live event. */
export async function followClock(db: Kysely<DB>, live: Pick<Listener, 'subscribe' | 'onGap'> | null): Promise<Clock> {
  let offsetMs = 0;
  let rehearsing = false;
  const read = async () => {
    const { rows } = await sql<{ now: Date; rehearsing: boolean }>`select now_in_forum() as now, exists (select from rehearsal_clock) as rehearsing`.execute(db);
    const row = rows[0];
    if (!row) return;
    rehearsing = row.rehearsing;
    // Without a rehearsal this process's own clock serves for reading; what counts is read in the transaction.
    offsetMs = row.rehearsing ? row.now.getTime() - Date.now() : 0;
  };
  await read();
  live?.subscribe('clock', () => void read().catch(() => {}));
  live?.onGap(() => void read().catch(() => {}));
  return { now: () => new Date(Date.now() + offsetMs), rehearsing: () => rehearsing };
}

/** Sets the rehearsal clock: from now on it is `instant` here, and time goes on from there. */
export async function windClock(db: Kysely<DB>, instant: Date): Promise<void> {
  await sql`select wind_clock(${instant})`.execute(db);
}
