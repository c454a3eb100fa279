import { loadavg } from 'node:os';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import pg from 'pg';
import { nearest } from '#domain/synthesis/aids/likeness.ts';
import { vectorOf } from '#domain/synthesis/aids/stems.ts';
import { addCode } from '#domain/synthesis/commands/arrange-codes.ts';
import { indexTexts } from '#domain/synthesis/commands/index-texts.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import { suggestionsFor } from '#domain/synthesis/queries/suggestions.ts';
import { loadVectors } from '#domain/synthesis/store/vectors.ts';
import { openHouse } from '../tests/house.ts';
import { median, quantile, textOf } from './corpus.ts';
import { durably } from './durably.ts';
import { fillQuestion } from './fill.ts';

// Suggestions beside one text, over 10,000 texts in two languages and 200 coded excerpts; beside one pass over the
// stored vectors of its language, read and weighed and nothing else. `npm run bench suggestions`; TEXTS sets how many.

const texts = Number(process.env['TEXTS'] ?? 10_000);
const repeats = Number(process.env['ROUNDS'] ?? 9);
await durably(async () => {
  const house = await openHouse();
  const { db } = house.pool;
  const elif = await house.as('elif');
  const { forumId } = elif.sight;
  const seats = (await db.selectFrom('seat').select('id').where('forum_id', '=', forumId).where('category', '<>', 'staff').orderBy('id').execute()).map(({ id }) => id);
  const question = await db.selectFrom('guiding_question').select('id').where('code', '=', 'A1').executeTakeFirstOrThrow();
  await fillQuestion(house, { forumId, questionId: question.id, seats, texts });
  const codes: string[] = [];
  for (let n = 0; n < 10; n += 1) {
    const added = await addCode(elif, { submissionId: house.world.mint(), label: `Code ${n}` });
    if (added.ok) codes.push(added.value.codeId);
  }
  for (let n = 1; n <= 200; n += 1) {
    const { text } = textOf(n);
    const marked = await markExcerpt(elif, { submissionId: house.world.mint(), contribution: `A1·${n}`, quote: text.slice(0, 120).trim(), codes: [codes[n % 10] ?? ''] });
    if (!marked.ok) throw new Error(marked.refusal.code);
  }
  const began = performance.now();
  let indexed = 0;
  for (let more = -1; more !== 0; indexed += more) more = await indexTexts(elif);
  console.log(`${texts} texts, 200 coded excerpts; ${indexed} indexed in ${((performance.now() - began) / 1_000).toFixed(1)} s; load ${loadavg()[0]?.toFixed(2) ?? ''}; ${repeats} rounds`);
  const owner = new pg.Client({ connectionString: house.url });
  await owner.connect();
  await owner.query('vacuum analyze');
  await owner.end();

  const first = await loadVectors(elif, { language: textOf(501).lang });
  const one = first[0] ?? vectorOf('', 0, []);
  const pass = async () => nearest(one, await loadVectors(elif, { language: textOf(501).lang }), 12);
  const times = { pass: [] as number[], query: [] as number[] };
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let made = 0;
  for (let round = 0; round < repeats; round += 1) {
    let at = performance.now();
    await pass();
    times.pass.push(performance.now() - at);
    delay.enable();
    at = performance.now();
    made += (await suggestionsFor(elif, `A1·${501 + round * 2}`))?.length ?? 0;
    times.query.push(performance.now() - at);
    delay.disable();
  }
  const say = (what: string, of: readonly number[]) => console.log(`${what.padEnd(26)} p50 ${median(of).toFixed(0).padStart(5)} ms  p95 ${quantile(of, 0.95).toFixed(0).padStart(5)} ms`);
  say('one pass over the vectors', times.pass);
  say('suggestions for one text', times.query);
  console.log(`ratio ${(median(times.query) / median(times.pass)).toFixed(2)}; ${(made / repeats).toFixed(1)} suggestions each; event loop held at most ${(delay.max / 1e6).toFixed(0)} ms; aim 200 ms`);
  await house.end();
});
