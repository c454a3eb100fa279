import { type Kysely, sql } from 'kysely';
import type { DB } from '../db/schema.ts';

/** Channel of the database's LISTEN/NOTIFY that all nodes hear. */
export const liveChannel = 'colloquy_live';

/** "Something changed here": ids only, never a text or a person. */
export type LiveEvent = { topic: string; what: string; /** The state the topic is in now, for whoever comes back and asks what was missed. */ at?: string };

/** Tells every node that a topic changed, once the caller's transaction commits. */
export async function notify(ctx: { db: Kysely<DB> }, event: LiveEvent): Promise<void> {
  await sql`select pg_notify(${liveChannel}, ${JSON.stringify(event)})`.execute(ctx.db);
}
