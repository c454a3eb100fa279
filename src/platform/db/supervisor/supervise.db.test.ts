import { mkdtempSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { isPostgres } from './postmaster.ts';
import { type Supervised, superviseDatabase } from './supervise.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'colloquy-supervisor-'));
let server: Supervised | null = null;
/** Watches the same server: each of the two starts it again unless both have let go. */
let adopter: Supervised | null = null;
afterAll(async () => {
  await Promise.all([server?.stop(), adopter?.stop()]);
  rmSync(dataDir, { recursive: true, force: true });
});

const query = async (url: string, sql: string) => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

const untilAnswering = async (url: string) => {
  for (let i = 0; i < 200; i += 1) {
    try {
      return await query(url, 'select 1');
    } catch {
      await pause(100);
    }
  }
  throw new Error('the database did not come back');
};

describe('the embedded database', () => {
  it('starts on an empty folder, durable and closed to everything but this machine', async () => {
    server = await superviseDatabase({ dataDir });
    expect(await query(server.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
    expect(await query(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query(server.url, 'show unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
    await query(server.url, 'create table kept (n int)');
  });

  it('is adopted by a second start instead of being started twice', async () => {
    adopter = await superviseDatabase({ dataDir });
    expect(adopter.pid()).toBe(server?.pid());
    expect(adopter.url).toBe(server?.url);
  });

  it('is back after kill -9 with every acknowledged row, on the same port', async () => {
    const { url, pid } = server ?? (await superviseDatabase({ dataDir }));
    for (let n = 0; n < 20; n += 1) await query(url, `insert into kept values (${n})`);
    const old = pid();
    process.kill(old, 'SIGKILL');
    await pause(200);
    await untilAnswering(url);
    expect(pid()).not.toBe(old);
    expect(await query(url, 'select count(*)::int as n from kept')).toEqual([{ n: 20 }]);
  });

  it('takes a pid file that names another program as stale', async () => {
    await Promise.all([server?.stop(), adopter?.stop()]);
    const file = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
    writeFileSync(file, `${process.pid}\n${join(dataDir, 'postgres', 'cluster')}\n0\n5432\n`);
    expect(isPostgres(process.pid)).toBe(false);
    server = await superviseDatabase({ dataDir });
    expect(await query(server.url, 'select count(*)::int as n from kept')).toEqual([{ n: 20 }]);
    expect(existsSync(file)).toBe(true);
  });
});
