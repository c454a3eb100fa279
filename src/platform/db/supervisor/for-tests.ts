import { chmodSync, mkdirSync, openSync, closeSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runningPostmaster } from './postmaster.ts';
import { ensureDatabase, superviseDatabase } from './supervise.ts';

const home = join(tmpdir(), `colloquy-tests-${process.getuid?.() ?? 0}`);
let started: Promise<string> | null = null;

/**
 * The server all tests of this machine's user share, started by whoever needs it first. It does without
 * durability: what a test writes need not outlive a power cut.
 */
export function testServer(): Promise<string> {
  started ??= locked(async () => {
    const server = await superviseDatabase({ dataDir: home, settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' } });
    return server.url;
  });
  return started;
}

/** One more database on a server. */
export const createDatabase = ensureDatabase;

/** Test files run in several processes at once: one of them starts the server, the others wait and adopt it. */
async function locked<T>(work: () => Promise<T>): Promise<T> {
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o711);
  const lock = join(home, 'starting.lock');
  for (let i = 0; i < 600; i += 1) {
    try {
      closeSync(openSync(lock, 'wx'));
      break;
    } catch {
      // A lock left by a killed run is older than any start takes.
      if (Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 60_000) rmSync(lock, { force: true });
      await pause(100);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Stops the server the tests shared, and leaves its folder for the next run. */
export async function stopTestServer(): Promise<void> {
  const running = runningPostmaster(join(home, 'postgres', 'cluster'));
  if (running) process.kill(running.pid, 'SIGINT');
}
