import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { postgresBinaries, reachable, type Unprivileged, unprivilegedUser } from './binaries.ts';
import { isAlive, isPostgres, runningPostmaster } from './postmaster.ts';

const run = promisify(execFile);

export type Supervised = { url: string; pid(): number; stop(): Promise<void> };
export type SuperviseOptions = {
  /** Where the database lives; made when missing. */
  dataDir: string;
  /** Extra server settings; for tests, which may do without durability. */
  settings?: Readonly<Record<string, string>>;
  progress?: (what: string) => void;
};

/**
 * Starts the embedded PostgreSQL on a data folder and keeps it running: adopts a server that outlived the last
 * program, and starts it again when it dies.
 *
 * Writes   the cluster, its password (readable by us alone) and its port, all in the data folder.
 * Throws   when the folder cannot be used or the server does not come up within a minute.
 */
export async function superviseDatabase({ dataDir, settings = {}, progress = () => {} }: SuperviseOptions): Promise<Supervised> {
  const user = unprivilegedUser();
  const bin = postgresBinaries(user);
  const home = resolve(dataDir, 'postgres');
  prepareHome(home, user);
  const password = secretIn(join(home, '..', 'postgres.password'));
  const cluster = join(home, 'cluster');
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    progress('making the database');
    await makeCluster(bin, home, password, user);
  }
  const port = await portFor(join(home, '..', 'postgres.port'), cluster);
  const url = `postgres://colloquy:${password}@127.0.0.1:${port}/postgres`;
  const server = keepRunning({ bin, cluster, port, user, settings, url, progress });
  await server.ready;
  return { url: await ensureDatabase(url, 'colloquy'), pid: server.pid, stop: server.stop };
}

function prepareHome(home: string, user: Unprivileged): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (!user) return;
  chownSync(home, user.uid, user.gid);
  // The server's own folder stays closed; the way down to it must let the server's user pass.
  chmodSync(dirname(home), 0o711);
  if (!reachable(dirname(home))) throw new Error(`${dirname(home)} lies where only root may go; choose another DATA_DIR, or do not run as root`);
}

/** A secret kept in a file only we can read; made at first use. */
function secretIn(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** Made beside and renamed: a cluster half made by a killed start is thrown away, never used. */
async function makeCluster(bin: string, home: string, password: string, user: Unprivileged): Promise<void> {
  const making = join(home, 'cluster.making');
  const passwordFile = join(home, 'password.making');
  rmSync(making, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  try {
    const flags = ['-D', making, '-U', 'colloquy', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    await run(join(bin, 'initdb'), flags, { ...asUser(user), cwd: home });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(making, join(home, 'cluster'));
}

const asUser = (user: Unprivileged): { uid?: number; gid?: number } => (user ? { uid: user.uid, gid: user.gid } : {});

/** The port stays the same over restarts, so that open pools find the server again; another is taken when it is in use. */
async function portFor(file: string, cluster: string): Promise<number> {
  const running = runningPostmaster(cluster);
  if (running) return running.port;
  const kept = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = kept && (await isFree(kept)) ? kept : await freePort();
  writeFileSync(file, String(port));
  return port;
}

const isFree = (port: number): Promise<boolean> => new Promise((answer) => {
  const probe = createServer();
  probe.once('error', () => answer(false));
  probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
});

const freePort = (): Promise<number> => new Promise((answer, fail) => {
  const probe = createServer();
  probe.once('error', fail);
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => (address && typeof address === 'object' ? answer(address.port) : fail(new Error('no free port'))));
  });
});

type Keeping = { bin: string; cluster: string; port: number; user: Unprivileged; settings: Readonly<Record<string, string>>; url: string; progress: (what: string) => void };

function keepRunning(k: Keeping): { ready: Promise<void>; pid(): number; stop(): Promise<void> } {
  let stopping = false;
  let pid = 0;
  const start = async () => {
    const adopted = runningPostmaster(k.cluster);
    if (adopted) {
      pid = adopted.pid;
    } else {
      clearForeignPid(k.cluster);
      pid = spawnServer(k).pid ?? 0;
    }
    await accepting(k.url, () => isPostgres(pid));
  };
  // The server may be another program's child (adopted), so its life is watched by its number, not by an exit event.
  const watch = async () => {
    while (!stopping) {
      // Watching alone keeps no program alive that has nothing else to do.
      await pause(500, undefined, { ref: false });
      if (stopping || isPostgres(pid)) continue;
      k.progress('the database stopped; starting it again');
      await start().catch(() => {});
    }
  };
  const ready = start().then(() => void watch());
  return {
    ready,
    pid: () => pid,
    stop: async () => {
      stopping = true;
      // SIGINT: connections are cut, transactions rolled back, everything written: a fast, clean stop.
      if (isPostgres(pid)) process.kill(pid, 'SIGINT');
      for (let i = 0; i < 300 && isPostgres(pid); i += 1) await pause(100);
    },
  };
}

function spawnServer({ bin, cluster, port, user, settings }: Keeping): ChildProcess {
  const chosen = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '80', shared_buffers: '128MB', logging_collector: 'off', log_statement: 'none', log_min_error_statement: 'panic', ...settings };
  const flags = ['-D', cluster, '-p', String(port), ...Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const child = spawn(join(bin, 'postgres'), flags, { ...asUser(user), cwd: cluster, stdio: 'ignore', detached: true });
  // A server that cannot even be spawned has no pid: the wait for its answer ends in words, and it is tried again.
  child.on('error', () => {});
  child.unref();
  return child;
}

/**
 * A pid file left by a crash is PostgreSQL's own to judge: it knows whether the old server's children still hold
 * the memory. Only where its number now belongs to another program would it refuse for ever; then the file goes.
 */
function clearForeignPid(cluster: string): void {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (pid > 1 && isAlive(pid) && !isPostgres(pid)) rmSync(file, { force: true });
}

async function accepting(url: string, alive: () => boolean): Promise<void> {
  let last: unknown;
  for (let i = 0; i < 300; i += 1) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      last = error;
      if (!alive() && i > 10) break;
      await pause(100);
    }
  }
  throw new Error('the database does not accept connections', { cause: last });
}

/** The database of that name on the server of `url`, made when missing; answers with its URL. */
export async function ensureDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database "${name.replaceAll('"', '')}"`);
  } finally {
    await client.end();
  }
  const of = new URL(url);
  of.pathname = `/${name}`;
  return of.href;
}
