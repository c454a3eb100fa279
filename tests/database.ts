import pg from 'pg';
import { join } from 'node:path';
import { migrate } from '#platform/db/migrate.ts';
import { type DbPool, openPool } from '#platform/db/pool.ts';
import { testServer } from '#platform/db/supervisor/for-tests.ts';

// From the project's folder, where tests and benchmarks are run.
const migrations = join(process.cwd(), 'migrations');
const template = 'colloquy_template';

/** An empty, migrated database of its own for one test file; dropped at the end. */
export async function freshDatabase(): Promise<{ url: string; pool: DbPool; drop(): Promise<void> }> {
  const server = process.env['TEST_DATABASE_URL'] ?? (await testServer());
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await asAdmin(server, async (admin) => {
    await admin.query('select pg_advisory_lock(4711)');
    await ensureTemplate(admin, server);
    await admin.query(`create database ${name} template ${await templateName()}`);
  });
  const url = withDatabase(server, name);
  const pool = openPool(url, { max: 8 });
  return {
    url,
    pool,
    drop: async () => {
      await pool.end();
      await asAdmin(server, (admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** The template's name tells which migrations it holds, so that a changed migration makes a new one. */
async function templateName(): Promise<string> {
  const { createHash } = await import('node:crypto');
  const { readdirSync, readFileSync } = await import('node:fs');
  const hash = createHash('sha256');
  for (const file of readdirSync(migrations).sort()) hash.update(readFileSync(`${migrations}/${file}`));
  hash.update(readFileSync(join(process.cwd(), 'src/platform/db/migrate.ts')));
  return `${template}_${hash.digest('hex').slice(0, 12)}`;
}

async function ensureTemplate(admin: pg.Client, server: string): Promise<void> {
  const name = await templateName();
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
  if (rowCount) return;
  await admin.query(`drop database if exists ${name}_making with (force)`);
  await admin.query(`create database ${name}_making`);
  await migrate(withDatabase(server, `${name}_making`), migrations);
  await admin.query(`alter database ${name}_making rename to ${name}`);
}

async function asAdmin<T>(server: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
