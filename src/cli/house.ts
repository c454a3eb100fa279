import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Context } from '#domain/context.ts';
import { followClock } from '#platform/clock.ts';
import { type Config, readConfig } from '#platform/config.ts';
import { migrate } from '#platform/db/migrate.ts';
import { type DbPool, openPool } from '#platform/db/pool.ts';
import { superviseDatabase } from '#platform/db/supervisor/supervise.ts';
import { realWorld, type World } from '#platform/world.ts';

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

export type OperatorHouse = { config: Config; databaseUrl: string; pool: DbPool; world: World; ctx: Context; close(): Promise<void> };

/** The settings, or an exit with every problem in words. */
export function settings(): Config {
  const read = readConfig(process.env);
  if (read.ok) return read.config;
  console.error(['The settings are not right:', ...read.problems.map((p) => `  ${p}`)].join('\n'));
  return process.exit(2);
}

/** The database of this installation, started when it is the embedded one and not running; brought to this build's schema. */
export async function openDatabase(config: Config, progress: (what: string) => void = () => {}): Promise<{ url: string; stop(): Promise<void>; embedded: boolean }> {
  mkdirSync(config.dataDir, { recursive: true });
  const server = config.databaseUrl ? null : await superviseDatabase({ dataDir: config.dataDir, progress });
  const url = config.databaseUrl ?? server?.url ?? '';
  await migrate(url, `${projectFolder}migrations`);
  return { url, stop: server?.stop ?? (async () => {}), embedded: server !== null };
}

/** What a command of the operator works with. The embedded database is left running only if it ran before. */
export async function openHouse(): Promise<OperatorHouse> {
  const config = settings();
  const { url } = await openDatabase(config);
  const pool = openPool(url, { max: 4 });
  const world = realWorld(await followClock(pool.db, null));
  return { config, databaseUrl: url, pool, world, ctx: operator(pool, world), close: () => pool.end() };
}

/** The operator's context: the command line acts for nobody but the house. */
export const operator = (pool: DbPool, world: World): Context => ({ db: pool.db, actor: { kind: 'operator', personId: null, administrator: false }, now: world.now(), world, requestId: world.mint() });
