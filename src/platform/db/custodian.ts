import { type Kysely, sql } from 'kysely';
import type { DB } from './schema.ts';

/**
 * Runs one statement as the custodian of authorship, then hands the role back.
 * Needs a transaction: the role is set for its length and would otherwise stay with a shared connection.
 */
export async function asCustodian<T>({ db }: { db: Kysely<DB> }, work: () => Promise<T>): Promise<T> {
  if (!db.isTransaction) throw new Error('authorship is read and written inside a transaction only');
  await sql`set local role colloquy_custody`.execute(db);
  const result = await work();
  await sql`set local role colloquy_app`.execute(db);
  return result;
}
