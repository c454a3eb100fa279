import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import pg from 'pg';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { crowd } from '../tests/crowd.ts';
import { ids, openHouse } from '../tests/house.ts';
import { openWeb, readAll } from '../tests/web.ts';

// Whether a page of 50 contributions and a posting cost the same in a question of 50 and in a thread of 10,000, with a
// thousand and with a hundred thousand contributions in the database; beside a bare server that asks the same rows of the same
// database and sends the same bytes, in the same run. `MOST=1000000` for a million. Ratios count.

const rounds = Number(process.env['ROUNDS'] ?? 5);
const perRound = Number(process.env['REQUESTS'] ?? 60);
const most = Number(process.env['MOST'] ?? 100_000);
const house = await openHouse();
const web = await openWeb(house);
const forumId = ids.forum;
await crowd(house.pool, { forumId, questionId: ids.B1, count: 50, authors: true });

const at = (path: string) => `/en/f/internet-2012-2/q/${path}`;
const raw = (questionId: string, after: number) => house.pool.raw.query({
  name: 'limit', text: `with page as (select c.* from contribution c where c.forum_id = $1 and c.stands_in = $2 and (c.root_place, c.id <> c.root_id, c.place) > ($3::bigint, $4::boolean, $5::bigint) order by c.root_place, c.id <> c.root_id, c.place limit 51)
    select c.*, q.code, r.html, b.* from page c join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id join revision r on r.forum_id = c.forum_id and r.contribution_id = c.id and r.number = c.revision
    left join lateral (select * from byline_source s where s.forum_id = c.forum_id and s.contribution_id = c.id limit 1) b on true`,
  values: [forumId, questionId, after ? 1_000_000 : 0, after > 0, after * 1_000_000],
});
const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function cost(once: () => Promise<unknown>): Promise<{ cpu: number; p50: number; p95: number }> {
  // Ten minutes of filling let the engine forget its compiled code: it is warmed up anew.
  for (let i = 0; i < 150; i += 1) await once();
  const [cpus, times]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const used = process.cpuUsage();
    for (let i = 0; i < perRound; i += 1) {
      const began = performance.now();
      await once();
      times.push(performance.now() - began);
    }
    const { user, system } = process.cpuUsage(used);
    cpus.push((user + system) / 1_000 / perRound);
  }
  return { cpu: median(cpus), p50: median(times), p95: [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0 };
}

async function compare(name: string, path: string, questionId: string, after: number): Promise<void> {
  const body = Buffer.from((await web.get(path, 'anna')).text);
  const server = createServer((_, response) => void raw(questionId, after).then(() => response.writeHead(200, { 'content-type': 'text/html' }).end(body)));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const limit = await cost(() => readAll(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`, {}));
  const page = await cost(() => { web.forget(); return web.live(path, 'anna'); });
  const kept = await cost(() => web.live(path, 'anna'));
  server.close();
  console.log(`${name.padEnd(44)} ${(body.length / 1_024).toFixed(0).padStart(4)} KB  page ${page.cpu.toFixed(2)} ms CPU, p50 ${page.p50.toFixed(1)}, p95 ${page.p95.toFixed(1)}; limit ${limit.cpu.toFixed(2)} ms, p50 ${limit.p50.toFixed(1)}; ratio ${(page.cpu / limit.cpu).toFixed(2)}; kept ${kept.cpu.toFixed(2)} ms`);
}

const anna = await house.as('anna');
const said = Array.from({ length: 120 }, (_, i) => ['evidence', 'provider', 'request', 'order', 'court', 'notice'][(i * 7) % 6]).join(' ');

/** What one contribution costs, one after the other, beside the bare insert of its text. */
async function posts(): Promise<void> {
  const post = await cost(() => postContribution(anna, { submissionId: randomUUID(), code: 'A2', text: said, regime: 'institution', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
  const client = new pg.Client({ connectionString: house.url });
  await client.connect();
  await client.query('create table if not exists bench_bare (id uuid primary key, text text not null)');
  const bare = await cost(() => client.query('insert into bench_bare values ($1, $2)', [randomUUID(), said]));
  await client.end();
  console.log(`${'a contribution posted'.padEnd(44)}          post ${post.cpu.toFixed(2)} ms CPU here, p50 ${post.p50.toFixed(1)}, p95 ${post.p95.toFixed(1)}; bare insert p50 ${bare.p50.toFixed(2)}; ratio ${(post.p50 / bare.p50).toFixed(1)}`);
}

const total = async (): Promise<number> => (await sql<{ n: number }>`select count(*)::int as n from contribution`.execute(house.pool.db)).rows[0]?.n ?? 0;
const measure = async (huge: boolean): Promise<void> => {
  console.log(`\n${(await total()).toLocaleString('en')} contributions in the database; load ${loadavg()[0]?.toFixed(2) ?? ''}; medians of ${rounds} rounds of ${perRound}`);
  await compare('a question of 50', at('B1'), ids.B1, 0);
  await posts();
  if (!huge) return;
  await compare('a thread of 10,000, first page', at('A1'), ids.A1, 0);
  await compare('a thread of 10,000, from the 5,000th', at('A1?after=A1-5000'), ids.A1, 5_000);
};

await crowd(house.pool, { forumId, questionId: ids.A2, count: 950, authors: true });
await measure(false);
await crowd(house.pool, { forumId, questionId: ids.A1, count: 10_000, depth: 200, authors: true });
for (let had = await total(); had < most; had = await total()) await crowd(house.pool, { forumId, questionId: ids.A2, count: Math.min(50_000, most - had), from: had - 10_050, authors: true });
await sql`vacuum analyze`.execute(house.pool.db).catch(() => undefined);
await measure(true);
await web.end();
await house.end();
