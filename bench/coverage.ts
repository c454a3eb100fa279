import { loadavg } from 'node:os';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import pg from 'pg';
import { draftFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { indexTexts } from '#domain/synthesis/commands/index-texts.ts';
import { coveragePage } from '#domain/synthesis/queries/coverage-page.ts';
import { workbench } from '#domain/synthesis/queries/workbench.ts';
import { openHouse } from '../tests/house.ts';
import { median, quantile, textOf } from './corpus.ts';
import { durably } from './durably.ts';
import { fillQuestion } from './fill.ts';

// The coverage page and the workbench over 10,000 texts in two languages with 40 findings; beside the bare queries
// that read the same rows and count nothing. `npm run bench coverage`; TEXTS sets how many.

const texts = Number(process.env['TEXTS'] ?? 10_000);
const repeats = Number(process.env['ROUNDS'] ?? 7);
await durably(async () => {
  const house = await openHouse();
  const { db } = house.pool;
  const elif = await house.as('elif');
  const { forumId } = elif.sight;
  const seats = (await db.selectFrom('seat').select('id').where('forum_id', '=', forumId).where('category', '<>', 'staff').orderBy('id').execute()).map(({ id }) => id);
  const question = await db.selectFrom('guiding_question').select('id').where('code', '=', 'A1').executeTakeFirstOrThrow();
  await fillQuestion(house, { forumId, questionId: question.id, seats, texts, regime: "case when n % 20 = 0 then 'unattributed' else 'institution' end" });
  for (let n = 0; n < 40; n += 1) await draftFinding(elif, { submissionId: house.world.mint(), kind: 'conclusion', part: 'A', text: textOf(n * 3 + 1).text.slice(0, 200) });
  // As the clock leaves it: the stems of each text are ready.
  for (let more = -1; more !== 0; ) more = await indexTexts(elif);
  const owner = new pg.Client({ connectionString: house.url });
  await owner.connect();
  await owner.query('vacuum analyze');
  await owner.end();

  const bare = () => Promise.all([
    sql`select c.id, c.lang, c.revision, r.markdown from contribution c join revision r on r.forum_id = c.forum_id and r.contribution_id = c.id and r.number = c.revision where c.forum_id = ${forumId}`.execute(db),
    sql`select * from byline_source where forum_id = ${forumId}`.execute(db),
    sql`select contribution_id, vector from search_entry where forum_id = ${forumId}`.execute(db),
  ]);
  const measure = async (what: string, work: () => Promise<unknown>) => {
    const times: number[] = [];
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    for (let round = 0; round < repeats; round += 1) {
      const at = performance.now();
      await work();
      times.push(performance.now() - at);
    }
    delay.disable();
    console.log(`${what.padEnd(14)} p50 ${median(times).toFixed(0).padStart(6)} ms  p95 ${quantile(times, 0.95).toFixed(0).padStart(6)} ms  event loop held at most ${(delay.max / 1e6).toFixed(0)} ms`);
    return median(times);
  };
  console.log(`${texts} texts, 40 findings; load ${loadavg()[0]?.toFixed(2) ?? ''}; ${repeats} rounds`);
  const limit = await measure('bare queries', bare);
  const page = await measure('coverage page', () => coveragePage(elif));
  const desk = await measure('workbench', () => workbench(elif, 'A', null));
  console.log(`coverage ${(page / limit).toFixed(2)} of bare, workbench ${(desk / limit).toFixed(2)} of bare`);
  await house.end();
});
