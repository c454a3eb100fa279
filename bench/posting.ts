import { randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { openPool } from '#platform/db/pool.ts';
import { openHouse } from '../tests/house.ts';
import { quantile, textOf } from './corpus.ts';
import { durably } from './durably.ts';

// Contributions a second at ten writers, rendering, journal, search entry and live event included, on a durable
// database; beside bare durable INSERTs of the same texts by ten connections, in turns within the same run.
// `npm run bench posting`. Ratios count; absolute figures are this machine's.

const [writers, rounds, secondsEach] = [10, Number(process.env['ROUNDS'] ?? 5), Number(process.env['SECONDS'] ?? 4)];
await durably(async () => {
  const house = await openHouse();
  const pool = openPool(house.url, { max: writers });
  const bare = Array.from({ length: writers }, () => new pg.Client({ connectionString: house.url }));
  for (const client of bare) await client.connect();
  await bare[0]?.query('create table bare (id uuid primary key, text text not null)');
  const people = await Promise.all((['anna', 'ben', 'dmitri', 'clara', 'elif'] as const).map((name) => house.as(name)));
  const codes = ['A1', 'A2', 'B1'];
  let n = 0;
  const post = async (writer: number, regime: 'institution' | 'unattributed', code: string) => {
    const ctx = people[writer % people.length];
    if (!ctx) throw new Error('nobody to write');
    const { lang, text } = textOf((n += 1));
    const done = await postContribution({ ...ctx, db: pool.db }, { submissionId: randomUUID(), code, text, regime, marking: 'TLP:AMBER', lang, capacity: 'own-name', kind: 'contribution' });
    if (!done.ok) throw new Error(done.refusal.code);
  };
  const cases: Record<string, (writer: number) => Promise<unknown>> = {
    'bare durable INSERT': (writer) => bare[writer]?.query('insert into bare values ($1, $2)', [randomUUID(), textOf((n += 1)).text]) ?? Promise.resolve(),
    'contribution, three questions': (writer) => post(writer, 'institution', codes[writer % 3] ?? 'A1'),
    'contribution, one question': (writer) => post(writer, 'institution', 'A1'),
    'contribution that waits': (writer) => post(writer, 'unattributed', codes[writer % 3] ?? 'A1'),
  };
  const seen = new Map<string, { perSecond: number[]; ms: number[]; cpuMs: number[] }>(Object.keys(cases).map((name) => [name, { perSecond: [], ms: [], cpuMs: [] }]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, once] of Object.entries(cases)) {
      const [began, cpu, ms] = [performance.now(), process.cpuUsage(), [] as number[]];
      const until = began + (round < 0 ? 1_000 : secondsEach * 1_000);
      await Promise.all(Array.from({ length: writers }, async (_, writer) => {
        for (let at = performance.now(); at < until; at = performance.now()) { await once(writer); ms.push(performance.now() - at); }
      }));
      // The first turn warms up.
      if (round < 0) continue;
      const used = process.cpuUsage(cpu);
      const row = seen.get(name);
      row?.perSecond.push(ms.length / ((performance.now() - began) / 1_000));
      row?.cpuMs.push((used.user + used.system) / 1_000 / ms.length);
      row?.ms.push(...ms);
    }
  }
  console.log(`${writers} writers, ${rounds} rounds of ${secondsEach} s in turns; load ${loadavg()[0]?.toFixed(2) ?? ''}; ${n} texts written`);
  const limit = quantile(seen.get('bare durable INSERT')?.perSecond ?? [1], 0.5);
  for (const [name, { perSecond, ms, cpuMs }] of seen) {
    const each = quantile(perSecond, 0.5);
    console.log(`${name.padEnd(32)} ${each.toFixed(0).padStart(6)}/s  p50 ${quantile(ms, 0.5).toFixed(1).padStart(6)} ms  p95 ${quantile(ms, 0.95).toFixed(1).padStart(6)} ms  ${quantile(cpuMs, 0.5).toFixed(2)} ms CPU here  ${(each / limit).toFixed(3)} of bare`);
  }
  for (const client of bare) await client.end();
  await pool.end();
  await house.end();
});
