import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';

/** Any number will do as long as nobody else locks with it: the first eight digits of "colloquy" on a keypad. */
const migrationLock = 26556789;

export type Migrated = { applied: string[]; already: number };

/**
 * Brings the database to the schema of this build, one numbered file after the other, each in its transaction.
 *
 * Writes   the tables, the queue's own tables, and the list of what was applied.
 * Throws   when a migration already applied was changed since, or the database refuses one.
 */
export async function migrate(url: string, folder: string): Promise<Migrated> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    // Two nodes that start together: the second waits here and then finds nothing to do.
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query('create table if not exists migration (name text primary key, sha256 text not null, at timestamptz not null default now())');
    const done = new Map((await client.query<{ name: string; sha256: string }>('select name, sha256 from migration')).rows.map((r) => [r.name, r.sha256]));
    const applied: string[] = [];
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
      const text = await readFile(join(folder, name), 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      if (done.has(name)) {
        if (done.get(name) !== sha256) throw new Error(`migration ${name} was changed after it had been applied`);
        continue;
      }
      await applyOne(client, name, text, sha256);
      applied.push(name);
    }
    await runMigrations({ connectionString: url });
    await client.query(queueRights);
    return { applied, already: done.size };
  } finally {
    await client.end();
  }
}

/**
 * The application adds jobs in its own transactions and can do nothing else with the queue, whose tables are the
 * owner's: this one function is the door between them.
 */
const queueRights = `
  create or replace function queue_job(task text, payload json, key text) returns void
    language sql security definer set search_path = pg_catalog
    as $$ select graphile_worker.add_job(task, payload, job_key => key, max_attempts => 12) $$;
  revoke all on function queue_job(text, json, text) from public;
  grant execute on function queue_job(text, json, text) to colloquy_app;
`;

async function applyOne(client: pg.Client, name: string, text: string, sha256: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query(text);
    await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`migration ${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
