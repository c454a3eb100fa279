import { type Kysely, sql } from 'kysely';
import type { DB } from '../db/schema.ts';

/**
 * Adds a job in the caller's transaction: it exists if and only if the deed that asked for it does.
 *
 * Shape   `key` merges: a job waiting under the same key is replaced, not doubled.
 */
export async function addJob(ctx: { db: Kysely<DB> }, task: string, payload: Readonly<Record<string, unknown>>, { key = null as string | null } = {}): Promise<void> {
  await sql`select queue_job(${task}, ${JSON.stringify(payload)}::json, ${key})`.execute(ctx.db);
}
