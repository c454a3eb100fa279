import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { NamingClient } from './naming-client.ts';
import type { DB } from './schema.ts';

export type Db = Kysely<DB>;
export type DbPool = { db: Db; raw: pg.Pool; end(): Promise<void> };

// Instants come as Date, whole numbers as number: no value of ours exceeds 2^53. Days stay text, since a day has no zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * Connections for the ordinary work, under the role `colloquy_app`, which cannot read who wrote what.
 * A request never waits for the database longer than it would wait for a person: connections and statements time out.
 */
export function openPool(url: string, { max = 10, onError = (_: Error) => {} } = {}): DbPool {
  const raw = new pg.Pool({
    Client: NamingClient,
    connectionString: url,
    max,
    options: '-c role=colloquy_app -c statement_timeout=10000 -c idle_in_transaction_session_timeout=15000 -c lock_timeout=5000',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'colloquy',
  });
  // An idle connection that dies (a restarted database) must not take the program with it.
  raw.on('error', onError);
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: raw }) });
  return { db, raw, end: () => db.destroy() };
}
