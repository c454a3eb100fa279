import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer, get, type ServerResponse } from 'node:http';
import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setTimeout as pause } from 'node:timers/promises';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { openHouse } from '../tests/house.ts';
import { openWeb } from '../tests/web.ts';
import { median, quantile } from './corpus.ts';

// One process holds a thousand open streams, all held by another process: from the commit of a contribution until the
// last stream has it, and the memory of each; beside a bare node:http server that writes the same bytes to as many,
// in the same run. Then one person's access ends among the thousand: how long until their stream does.
// `npm run bench fan-out`; STREAMS sets how many.

const streams = Number(process.env['STREAMS'] ?? 1_000);
const rounds = Number(process.env['ROUNDS'] ?? 11);
type Word = { open?: { url: string; headers: Record<string, string>; count: number; group: string }; close?: string; ready?: string; arrived?: { group: string; at: number[]; first: number }; ended?: { group: string; at: number } };

if (process.argv[2] === 'readers') readers();
else await measure();

/** The other process: opens streams and tells when each has heard an event. One clock for both: the machine's. */
function readers(): void {
  const say = (word: Word) => process.send?.(word);
  const groups = new Map<string, { requests: ReturnType<typeof get>[]; at: number[] }>();
  process.on('message', ({ open, close }: Word) => {
    if (close) for (const request of groups.get(close)?.requests ?? []) request.destroy();
    if (!open) return;
    const group = { requests: [] as ReturnType<typeof get>[], at: [] as number[] };
    groups.set(open.group, group);
    let heard = 0;
    const openOne = (left: number) => {
      if (left === 0) return;
      const request = get(open.url, { headers: open.headers, agent: false }, (answer) => {
        answer.on('data', (chunk: Buffer) => {
          const text = chunk.toString();
          if (text.includes('retry:')) {
            heard += 1;
            if (heard === open.count) say({ ready: open.group });
            openOne(left - 20 > 0 ? left - 20 : 0);
          }
          if (!text.includes('event: changed')) return;
          group.at.push(performance.timeOrigin + performance.now());
          if (group.at.length === open.count) say({ arrived: { group: open.group, at: group.at.splice(0), first: 0 } });
        });
        answer.on('end', () => say({ ended: { group: open.group, at: performance.timeOrigin + performance.now() } }));
      });
      request.on('error', () => {});
      group.requests.push(request);
    };
    for (let i = 0; i < Math.min(20, open.count); i += 1) openOne(open.count - i);
  });
}

async function measure(): Promise<void> {
  const house = await openHouse();
  const web = await openWeb(house);
  const self = process.argv[1] ?? '';
  const other = fork(self, ['readers']);
  const waiting = new Map<string, (word: Word) => void>();
  other.on('message', (word: Word) => { for (const [key, hear] of waiting) if (key === `ready:${word.ready}` || key === `arrived:${word.arrived?.group}` || key === `ended:${word.ended?.group}`) { waiting.delete(key); hear(word); } });
  const heard = (key: string) => new Promise<Word>((resolve) => waiting.set(key, resolve));
  const open = async (group: string, url: string, headers: Record<string, string>, count: number) => { const ready = heard(`ready:${group}`); other.send({ open: { group, url, headers, count } } satisfies Word); await ready; };
  // What is held, after what is not held any more has been collected; and what the process has taken from the machine.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const memory = () => { collect(); collect(); const { rss, heapUsed, external } = process.memoryUsage(); return { rss, held: heapUsed + external }; };

  const held = new Set<ServerResponse>();
  const bare = createServer((_, response) => { response.writeHead(200, { 'content-type': 'text/event-stream' }); response.write('retry: 2000\n\n'); held.add(response); response.on('close', () => held.delete(response)); });
  await new Promise<void>((ready) => bare.listen(0, '127.0.0.1', ready));
  const at = bare.address();
  const origin = await web.listening();
  const anna = await house.as('anna');
  const question = await house.pool.db.selectFrom('guiding_question').select('id').where('code', '=', 'A1').executeTakeFirstOrThrow();

  await pause(300);
  const empty = memory();
  await open('bare', `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/`, {}, streams);
  await pause(500);
  const withBare = memory();
  const path = `${origin}/en/f/internet-2012-2/live?topic=${question.id}`;
  await open('ours', path, { host: 'forum.example', cookie: await web.cookieOf('ben'), accept: 'text/event-stream' }, streams);
  await pause(1_000);
  const withOurs = memory();

  const results = { bare: [] as number[], ours: [] as number[], firstOurs: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const bareArrived = heard('arrived:bare');
    let began = performance.timeOrigin + performance.now();
    for (const response of held) response.write(`id: 1.${round}\nevent: changed\ndata: 1.${round}\n\n`);
    results.bare.push(Math.max(...((await bareArrived).arrived?.at ?? [])) - began);
    const oursArrived = heard('arrived:ours');
    const done = await postContribution(anna, { submissionId: randomUUID(), code: 'A1', text: 'Something was said.', regime: 'institution', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' });
    if (!done.ok) throw new Error(done.refusal.code);
    // Counted from the commit's answer; the live event may be ahead of it.
    began = performance.timeOrigin + performance.now();
    const times = (await oursArrived).arrived?.at ?? [];
    results.ours.push(Math.max(...times) - began);
    results.firstOurs.push(Math.min(...times) - began);
    await pause(100);
  }

  await open('gus', path, { host: 'forum.example', cookie: await web.cookieOf('gus'), accept: 'text/event-stream' }, 1);
  const ended = heard('ended:gus');
  const left = performance.timeOrigin + performance.now();
  await house.pool.db.updateTable('seat').set({ standing: 'withdrawn' }).where('person_id', '=', (await house.as('gus')).actor.personId ?? '').execute();
  const oneEnds = ((await ended).ended?.at ?? 0) - left;
  // The worst case: all are asked again whether they may read, as when somebody's profile changes; one of them may not.
  const bens = heard('ended:ours');
  const all = performance.timeOrigin + performance.now();
  await house.pool.db.updateTable('person').set({ administrator: true }).where('email', '=', 'elif@example.org').execute();
  await house.pool.db.updateTable('seat').set({ standing: 'withdrawn' }).where('person_id', '=', (await house.as('ben')).actor.personId ?? '').execute();
  await bens;
  let last = 0;
  const count = (word: Word) => { if (word.ended?.group === 'ours') last = word.ended.at; };
  other.on('message', count);
  for (let quiet = 0, seen = last; quiet < 4; ) { await pause(500); quiet = last === seen ? quiet + 1 : 0; seen = last; }

  const line = (name: string, ms: number[]) => console.log(`${name.padEnd(46)} median ${median(ms).toFixed(1)} ms, p95 ${quantile(ms, 0.95).toFixed(1)} ms, worst ${Math.max(...ms).toFixed(1)} ms`);
  console.log(`${streams} streams on one process, ${rounds} rounds; load ${loadavg()[0]?.toFixed(2) ?? ''}`);
  line('bare node:http: first write to last arrival', results.bare);
  line('ours: commit to first arrival', results.firstOurs);
  line('ours: commit to last arrival', results.ours);
  console.log(`last arrival, ours ÷ bare: ${(median(results.ours) / median(results.bare)).toFixed(2)}`);
  const each = (more: { rss: number; held: number }, less: { rss: number; held: number }, what: 'rss' | 'held') => `${((more[what] - less[what]) / streams / 1_024).toFixed(1)} KB`;
  console.log(`memory a stream: ours ${each(withOurs, withBare, 'held')} held (${each(withOurs, withBare, 'rss')} taken), bare ${each(withBare, empty, 'held')} held (${each(withBare, empty, 'rss')} taken); process ${(withOurs.rss / 1_048_576).toFixed(0)} MB with ${2 * streams} open`);
  console.log(`one seat withdrawn among them: its stream ended after ${oneEnds.toFixed(0)} ms`);
  console.log(`everybody's right changed at once, ${streams} asked again and ended: the last after ${((last || all) - all).toFixed(0)} ms`);
  other.send({ close: 'bare' } satisfies Word);
  other.kill();
  bare.closeAllConnections();
  bare.close();
  await web.end();
  await house.end();
  process.exit(0);
}
