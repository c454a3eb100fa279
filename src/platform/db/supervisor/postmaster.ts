import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `postmaster.pid` says of a server that may still run. */
export type Postmaster = { pid: number; port: number };

/**
 * The server that runs on this data folder, or null. A pid that is gone, a zombie, or another program's is stale:
 * after a crash the number may belong to anyone.
 */
export function runningPostmaster(folder: string): Postmaster | null {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pid, directory, , port] = readFileSync(file, 'utf8').split('\n');
  const found = { pid: Number(pid), port: Number(port) };
  if (!Number.isInteger(found.pid) || found.pid <= 1 || directory?.trim() !== folder || !Number.isInteger(found.port)) return null;
  return isPostgres(found.pid) ? found : null;
}

/** Whether a process is alive, no zombie, and PostgreSQL. */
export function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const name = status.slice(status.indexOf('(') + 1, status.lastIndexOf(')'));
    const state = status.slice(status.lastIndexOf(')') + 2, status.lastIndexOf(')') + 3);
    return name === 'postgres' && state !== 'Z';
  } catch {
    // No /proc (macOS): being alive has to do.
    return !existsSync('/proc');
  }
}

/** Whether a process of that number exists, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
