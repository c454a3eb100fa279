import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replyAddress } from '#domain/accreditation/rules/reply-address.ts';
import { vaultIn } from '#platform/vault.ts';
import { type Program, startProgram } from './program.ts';

let program: Program;
let client: pg.Client;
let address = '';
let port = 0;
const sender = 'halden@demonstration.invalid';

beforeAll(async () => {
  program = await startProgram(['--demo', '--at', '2012-07-05T12:25:00Z']);
  const taken = /Letters are taken at smtp:\/\/127\.0\.0\.1:(\d+), for addresses @(\S+)\./.exec(program.printed());
  port = Number(taken?.[1]);
  client = new pg.Client({ host: '127.0.0.1', port: Number(readFileSync(join(program.dataDir, 'postgres.port'), 'utf8')), user: 'colloquy', password: readFileSync(join(program.dataDir, 'postgres.password'), 'utf8').trim(), database: 'colloquy' });
  await client.connect();
  const { rows } = await client.query<{ person: string; forum: string; question: string }>("select p.id as person, f.id as forum, q.id as question from person p join seat s on s.person_id = p.id join forum f on f.id = s.forum_id and f.number = 2 join guiding_question q on q.forum_id = f.id and q.code = 'A2' where p.email = $1 limit 1", [sender]);
  const [found] = rows;
  address = replyAddress({ domain: taken?.[2] ?? '', mark: vaultIn(program.dataDir, null).mark }, { personId: found?.person ?? '', forumId: found?.forum ?? '', place: { kind: 'question', id: found?.question ?? '' }, voice: 'own' });
});
afterAll(async () => {
  await client?.end();
  await program?.stop();
});

/** Hands a letter over as a mail server does: again, under the same Message-ID, until it is acknowledged. A worker that keeps dying is started ever more slowly. */
async function handOver(text: string): Promise<void> {
  const messageId = `<${crypto.randomUUID()}@mail.demonstration.invalid>`;
  for (let tries = 0; tries < 600; tries += 1) {
    const transport = createTransport({ host: '127.0.0.1', port, connectionTimeout: 3_000, greetingTimeout: 3_000, socketTimeout: 5_000, ignoreTLS: true });
    try {
      await transport.sendMail({ from: sender, to: address, subject: 'Re: A2', text, messageId });
      return;
    } catch {
      await pause(200);
    } finally {
      transport.close();
    }
  }
  throw new Error('the letter was never acknowledged');
}

function killWorker(): void {
  const pids = execFileSync('pgrep', ['-f', 'dist/server/worker.js']).toString().trim().split('\n');
  for (const pid of pids) if (readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`DATA_DIR=${program.dataDir}`)) process.kill(Number(pid), 'SIGKILL');
}

describe('a letter that was acknowledged', () => {
  it('stands once, though the worker was killed before and after each 250', async () => {
    const texts = Array.from({ length: 40 }, (_, n) => `By letter ${n} ${crypto.randomUUID()}.`);
    const waiting = [...texts];
    const server = async () => { for (let text = waiting.pop(); text; text = waiting.pop()) await handOver(text); };
    let killed = 0;
    let over = false;
    const killing = (async () => {
      while (!over && killed < 6) {
        await pause(700 + 300 * killed);
        try { killWorker(); killed += 1; } catch { /* It is just being started again. */ }
      }
    })();
    await Promise.all([server(), server(), server()]);
    over = true;
    await killing;
    expect(killed).toBeGreaterThan(0);
    const unread = async () => Number((await client.query('select count(*)::int as n from inbound_letter where fate is null')).rows[0].n);
    // What a killed worker was reading is read by the next within two minutes.
    for (let i = 0; i < 900 && (await unread()) > 0; i += 1) await pause(200);
    expect(await unread()).toBe(0);
    const { rows } = await client.query<{ markdown: string; n: number }>('select markdown, count(*)::int as n from revision where markdown = any($1) group by markdown', [texts]);
    expect(rows.filter(({ n }) => n === 1)).toHaveLength(texts.length);
    const fates = await client.query<{ fate: string; n: number }>('select fate, count(*)::int as n from inbound_letter group by fate');
    const of = (fate: string) => fates.rows.find((row) => row.fate === fate)?.n ?? 0;
    expect(of('posted')).toBe(texts.length);
    expect(fates.rows.reduce((sum, { n }) => sum + n, 0)).toBe(texts.length + of('duplicate'));
  }, 260_000);
});
