import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Program, startProgram } from './program.ts';

let program: Program;
let cookie = '';
const forum = '/en/f/internet-2012-2';

beforeAll(async () => {
  program = await startProgram(['--demo', '--at', '2012-07-05T12:25:00Z']);
  const link = /participant \(law enforcement\)\s+(\S+)/.exec(program.printed())?.[1] ?? '';
  const signedIn = await fetch(link, { method: 'POST', redirect: 'manual', headers: { origin: program.origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' } });
  cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  expect(cookie).toMatch(/^__Host-session=/);
});
afterAll(() => program?.stop());

const database = () => new pg.Client({ host: '127.0.0.1', port: Number(readFileSync(join(program.dataDir, 'postgres.port'), 'utf8')), user: 'colloquy', password: readFileSync(join(program.dataDir, 'postgres.password'), 'utf8').trim(), database: 'colloquy' });

/** Sends one text until it is acknowledged, always under the same id, as a browser that tries again does. */
async function send(text: string): Promise<boolean> {
  const form = new URLSearchParams({ submissionId: crypto.randomUUID(), text, regime: 'institution', marking: 'TLP:AMBER', lang: 'en', deed: 'post' });
  for (let tries = 0; tries < 60; tries += 1) {
    try {
      const answer = await fetch(`${program.origin}${forum}/q/A2/write`, { method: 'POST', redirect: 'manual', body: form, headers: { cookie, origin: program.origin, 'sec-fetch-site': 'same-origin' }, signal: AbortSignal.timeout(12_000) });
      const page = await answer.text();
      if (answer.status === 303) return true;
      // Told that much the same was said before, it is sent all the same.
      const noticed = answer.status === 200 ? /name="noticed" value="([^"]+)"/.exec(page)?.[1] : undefined;
      if (noticed) form.set('noticed', noticed);
      else if (answer.status < 500) throw new Error(`refused with ${answer.status}`);
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('refused')) throw error;
    }
    await pause(250);
  }
  return false;
}

/** Eight writers send 200 texts while something is killed; answers with what was acknowledged. */
async function sendWhile(name: string, kill: () => Promise<void>): Promise<string[]> {
  const waiting = Array.from({ length: 200 }, (_, n) => `${name} ${n} ${crypto.randomUUID()}`);
  const acknowledged: string[] = [];
  const writer = async () => {
    for (let text = waiting.pop(); text; text = waiting.pop()) if (await send(text)) acknowledged.push(text);
  };
  const killing = pause(400).then(kill).then(() => pause(600)).then(kill);
  await Promise.all([...Array.from({ length: 8 }, writer), killing]);
  return acknowledged;
}

async function standsOnce(texts: readonly string[]): Promise<void> {
  const client = database();
  await client.connect();
  const { rows } = await client.query<{ markdown: string; n: number }>('select markdown, count(*)::int as n from revision where markdown = any($1) group by markdown', [texts]);
  await client.end();
  expect(rows).toHaveLength(texts.length);
  expect(rows.every(({ n }) => n === 1)).toBe(true);
}

describe('what was acknowledged', () => {
  it('stands once after the web process was killed while 200 texts were sent', async () => {
    const web = async () => {
      // The web process is the one that listens on our port.
      const { execFileSync } = await import('node:child_process');
      const pids = execFileSync('pgrep', ['-f', 'dist/server/web.js']).toString().trim().split('\n');
      for (const pid of pids) if (readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`DATA_DIR=${program.dataDir}`)) process.kill(Number(pid), 'SIGKILL');
    };
    const acknowledged = await sendWhile('web', web);
    expect(acknowledged).toHaveLength(200);
    await standsOnce(acknowledged);
  });

  it('stands once after the database was killed while 200 texts were sent', async () => {
    const postmaster = async () => {
      const pid = Number(readFileSync(join(program.dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It is just being started again.
      }
    };
    const acknowledged = await sendWhile('database', postmaster);
    expect(acknowledged).toHaveLength(200);
    await standsOnce(acknowledged);
  });

  it('is there when the whole program was killed and started again on the same folder', async () => {
    const before = program;
    const text = `whole ${crypto.randomUUID()}`;
    expect(await send(text)).toBe(true);
    before.child().kill('SIGKILL');
    await before.stop({ keepData: true });
    program = await startProgram(['--demo'], before.dataDir);
    await standsOnce([text]);
    const page = await fetch(`${program.origin}${forum}/q/A2?order=time&before=end`, { headers: { cookie } });
    expect(await page.text()).toContain(text);
  });
});
