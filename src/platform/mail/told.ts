import { type Kysely, sql } from 'kysely';
import type { DB } from '../db/schema.ts';

type Doing = { db: Kysely<DB>; now: Date };

/** Who was told of which of these by notices of a kind. Shape  "person key". */
export async function toldAlready({ db }: Pick<Doing, 'db'>, kind: string, keys: readonly string[]): Promise<Set<string>> {
  const rows = await db.selectFrom('notice').select(['person_id', 'key']).where('kind', '=', kind).where('key', 'in', keys).execute();
  return new Set(rows.map((row) => `${row.person_id} ${row.key}`));
}

/**
 * Notes, in the transaction that writes the letter, that a person is told of these; the keys they were not told of yet.
 * The primary key makes a second worker wait for the first: then it finds that there is nothing to do.
 */
export async function noteTold({ db, now }: Doing, personId: string, kind: string, keys: readonly string[]): Promise<string[]> {
  const rows = await db.insertInto('notice').values([...keys].sort().map((key) => ({ person_id: personId, kind, key, told_at: now }))).onConflict((c) => c.doNothing()).returning('key').execute();
  return rows.map(({ key }) => key);
}

/** How many letters one may take oneself off were written to a person since an instant, those that came to nothing left out. */
export async function lettersSince({ db }: Pick<Doing, 'db'>, personId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from letter where person_id = ${personId} and list is not null and written_at > ${since} and (sent_at is not null or next_at is not null)`.execute(db);
  return rows[0]?.n ?? 0;
}
