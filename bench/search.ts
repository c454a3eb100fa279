import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import pg from 'pg';
import { searchForum } from '#domain/discussion/queries/search.ts';
import { openHouse } from '../tests/house.ts';
import { median, quantile, wordOfRank } from './corpus.ts';
import { durably } from './durably.ts';
import { fillQuestion } from './fill.ts';

// Search over 100,000 texts in two languages: words in many texts and in few, the first time and again; beside the
// bare query that finds ids by the index and neither ranks nor quotes. `npm run bench search`; TEXTS sets how many.

const texts = Number(process.env['TEXTS'] ?? 100_000);
const repeats = Number(process.env['ROUNDS'] ?? 15);
await durably(async () => {
  const house = await openHouse();
  const ctx = await house.as('ben');
  const { forumId, seat } = ctx.sight;
  const question = await house.pool.db.selectFrom('guiding_question').select('id').where('code', '=', 'A1').executeTakeFirstOrThrow();
  const began = performance.now();
  await fillQuestion(house, { forumId, questionId: question.id, seats: [seat?.id ?? ''], texts });
  // As the owner: without figures of its own the database reads the table whole, and measures that.
  const owner = new pg.Client({ connectionString: house.url });
  await owner.connect();
  await owner.query('vacuum analyze');
  await owner.end();
  console.log(`${texts} texts in ${((performance.now() - began) / 1_000).toFixed(0)} s; load ${loadavg()[0]?.toFixed(2) ?? ''}; ${repeats} rounds`);

  const bare = (lang: 'en' | 'ru', word: string) => sql<{ n: number }>`
    select count(*)::int as n from (select 1 from search_entry e where e.lang = ${sql.lit(lang)} and e.vector @@ search_query(${sql.lit(lang)}, ${word}) limit 400) found`.execute(house.pool.db);
  for (const [what, lang, rank] of [['common', 'en', 1], ['common', 'ru', 1], ['middling', 'en', 300], ['rare', 'en', 12_000], ['rare', 'ru', 12_000]] as const) {
    const word = wordOfRank(lang, rank);
    const first = performance.now();
    const found = await searchForum(ctx, { q: word }, 'en');
    const cold = performance.now() - first;
    const [ours, limit]: [number[], number[]] = [[], []];
    for (let round = 0; round < repeats; round += 1) {
      let at = performance.now();
      await searchForum(ctx, { q: word }, 'en');
      ours.push(performance.now() - at);
      at = performance.now();
      await bare(lang, word);
      limit.push(performance.now() - at);
    }
    console.log(`${what.padEnd(9)} ${lang} ${word.padEnd(14)} ${String(found?.count ?? 0).padStart(4)}${found?.more ? '+' : ' '} found  first ${cold.toFixed(1).padStart(7)} ms  p50 ${median(ours).toFixed(1).padStart(6)}  p95 ${quantile(ours, 0.95).toFixed(1).padStart(6)} ms  bare query ${median(limit).toFixed(1).padStart(6)} ms  ${(median(ours) / median(limit)).toFixed(1)} of bare`);
  }
  await house.end();
});
