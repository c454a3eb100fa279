import { createServer, type Server } from 'node:http';
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { openHouse } from '../tests/house.ts';
import { openWeb, readAll } from '../tests/web.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';

// A question with 50 contributions of 120 words, signed in: uncached and cached, in requests per second and CPU per
// request, beside two limits of the same run: constant bytes of the same size from a bare server, and a bare server
// with the same queries. Run with `npm run bench`. Ratios count; absolute figures are this machine's.

const rounds = Number(process.env['ROUNDS'] ?? 5);
const perRound = Number(process.env['REQUESTS'] ?? 400);
const words = 'evidence provider request order hold confirm removal account notice court privacy user police report school family network language rule time'.split(' ');
const text = (n: number) => Array.from({ length: 120 }, (_, i) => words[(i * 7 + n * 13 + i * i) % words.length]).join(' ');

const house = await openHouse();
const anna = await house.as('anna');
for (let n = 0; n < 50; n += 1) await postContribution(anna, { submissionId: randomUUID(), code: 'A1', text: text(n), regime: 'institution', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' });
const web = await openWeb(house);
const path = '/en/f/internet-2012-2/q/A1';
const page = await web.get(path, 'anna');
if (page.status !== 200) throw new Error(`the page answered ${page.status}`);
const forumId = anna.sight.forumId;
const question = await house.pool.db.selectFrom('guiding_question').select('id').where('code', '=', 'A1').executeTakeFirstOrThrow();

const body = Buffer.from(page.text);
const serve = (handle: () => Promise<Buffer>): Promise<Server> => new Promise((ready) => {
  const server = createServer((_, response) => void handle().then((bytes) => response.writeHead(200, { 'content-type': 'text/html' }).end(bytes)));
  server.listen(0, '127.0.0.1', () => ready(server));
});
const constant = await serve(async () => body);
const queries = await serve(async () => {
  const { raw } = house.pool;
  await raw.query({ name: 'thread', text: 'select c.id, c.number, p.number as parent_number, c.root_id, c.kind, c.regime, c.marking, c.lang, c.received_at, c.revision, c.visibility, c.withheld_ground, r.html, b.person, b.affiliation, b.category, b.capacity from contribution c join revision r on r.forum_id = c.forum_id and r.contribution_id = c.id and r.number = c.revision left join contribution p on p.forum_id = c.forum_id and p.id = c.parent_id left join lateral (select * from byline_source s where s.forum_id = c.forum_id and s.contribution_id = c.id limit 1) b on true where c.forum_id = $1 and c.question_id = $2 order by c.number', values: [forumId, question.id] });
  await raw.query({ name: 'frame', text: 'select * from guiding_question where forum_id = $1 order by position', values: [forumId] });
  return body;
});
const address = (server: Server): string => {
  const at = server.address();
  return `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/`;
};

type Case = { name: string; once: () => Promise<unknown> };
const cases: Case[] = [
  { name: 'bare node:http, constant bytes', once: () => readAll(address(constant), {}) },
  { name: 'bare node:http, same queries', once: () => readAll(address(queries), {}) },
  { name: 'question page, cached', once: () => web.live(path, 'anna') },
  { name: 'question page, uncached', once: () => { web.forget(); return web.live(path, 'anna'); } },
  { name: 'question page, all forgotten', once: () => { web.forget({ all: true }); return web.live(path, 'anna'); } },
];

const median = (numbers: number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const results = new Map<string, { perSecond: number; cpuMs: number }>();
for (const { name, once } of cases) {
  for (let i = 0; i < 50; i += 1) await once();
  const seen: { perSecond: number; cpuMs: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [cpu, began] = [process.cpuUsage(), performance.now()];
    for (let i = 0; i < perRound; i += 1) await once();
    const used = process.cpuUsage(cpu);
    seen.push({ perSecond: perRound / ((performance.now() - began) / 1_000), cpuMs: (used.user + used.system) / 1_000 / perRound });
  }
  results.set(name, { perSecond: median(seen.map((s) => s.perSecond)), cpuMs: median(seen.map((s) => s.cpuMs)) });
}
const load = (await sql<{ n: number }>`select count(*)::int as n from contribution`.execute(house.pool.db)).rows[0]?.n ?? 0;
const { loadavg } = await import('node:os');
const { brotliCompressSync } = await import('node:zlib');
console.log(`${load} contributions, page ${(body.length / 1_024).toFixed(1)} KB, ${(brotliCompressSync(body).length / 1_024).toFixed(1)} KB compressed; ${rounds} rounds of ${perRound}; load ${loadavg()[0]?.toFixed(2) ?? ''}`);
console.log('CPU counts server and client, which share this process: the client’s part is in every row.');
for (const [name, { perSecond, cpuMs }] of results) console.log(`${name.padEnd(34)} ${perSecond.toFixed(0).padStart(7)} req/s  ${cpuMs.toFixed(3)} ms CPU`);
const of = (name: string): number => results.get(name)?.cpuMs ?? 1;
console.log(`uncached ÷ same queries:   ${(of('question page, uncached') / of('bare node:http, same queries')).toFixed(2)} (aim ≤ 1.5)`);
console.log(`forgotten ÷ same queries:  ${(of('question page, all forgotten') / of('bare node:http, same queries')).toFixed(2)} (the first reader after a pause)`);
console.log(`cached ÷ constant bytes:   ${(of('question page, cached') / of('bare node:http, constant bytes')).toFixed(2)} (aim ≤ 5)`);
constant.close();
queries.close();
await web.end();
await house.end();
