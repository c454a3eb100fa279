import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { typeset } from '#domain/report/commands/compile-report.ts';
import { manuscriptOf } from '#domain/report/queries/manuscript.ts';
import { reportChecks } from '#domain/report/queries/report-checks.ts';
import { pdfFile } from '#domain/report/typeset/pdf.ts';
import { attachExcerpt, draftFinding, readyFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import { writeParagraph } from '#domain/report/commands/write-paragraph.ts';
import { enter } from '#domain/accreditation/sight.ts';
import { ids, openHouse } from '../tests/house.ts';
import { median, textOf } from './corpus.ts';
import { durably } from './durably.ts';
import { fillQuestion } from './fill.ts';

// The report of four forums of 500 contributions each: from the database to a PDF, beside Typst alone on the same
// manuscript; the Word document and the page beside it. `npm run bench report`; TEXTS sets how many a forum has.

const texts = Number(process.env['TEXTS'] ?? 500);
const repeats = Number(process.env['ROUNDS'] ?? 5);
const findings = 24;
await durably(async () => {
  const house = await openHouse();
  const { db } = house.pool;
  const operator = { ...house.operator(), now: house.world.now() };
  const first = await db.selectFrom('forum').selectAll().where('id', '=', ids.forum).executeTakeFirstOrThrow();
  const [aspects, questions, seats] = [await db.selectFrom('focus_aspect').selectAll().where('forum_id', '=', ids.forum).execute(), await db.selectFrom('guiding_question').selectAll().where('forum_id', '=', ids.forum).execute(), await db.selectFrom('seat').selectAll().where('forum_id', '=', ids.forum).execute()];
  const forums = [ids.forum, ...['0f1', '0f3', '0f4'].map((tail) => `00000000-0000-4000-8000-000000000${tail}`)];
  for (const [i, id] of forums.entries()) {
    if (id !== ids.forum) {
      await db.insertInto('forum').values({ ...first, id, number: [2, 1, 3, 4][i] ?? 9 }).execute();
      await db.insertInto('focus_aspect').values(aspects.map((a) => ({ ...a, forum_id: id }))).execute();
      await db.insertInto('guiding_question').values(questions.map((q) => ({ ...q, forum_id: id }))).execute();
      await db.insertInto('thread').values(questions.map((q) => ({ forum_id: id, question_id: q.id }))).execute();
      await db.insertInto('seat').values(seats.map((s) => ({ ...s, forum_id: id }))).execute();
    }
    const speakers = seats.filter(({ category }) => category !== 'staff');
    const rows = await fillQuestion(house, { forumId: id, questionId: ids.A1, seats: speakers.map((s) => s.id), texts, from: i * texts, regime: "'named'", marking: "case when n % 3 = 0 then 'TLP:GREEN' else 'TLP:CLEAR' end" });
    const inside = await enter({ ...(await house.as('elif')), now: house.world.now() }, id);
    if (!inside) throw new Error('no sight');
    for (let f = 0; f < findings; f += 1) {
      const kind = f % 4 === 0 ? 'recommendation' as const : 'conclusion' as const;
      const drafted = await draftFinding(inside, { submissionId: house.world.mint(), kind, part: f % 2 ? 'A' : 'B', text: textOf(f * 7 + i + 1).text.slice(0, 300), ...(kind === 'recommendation' ? { addressee: `Addressee ${f % 3}` } : {}) });
      if (!drafted.ok) throw new Error(drafted.refusal.code);
      for (let e = 0; e < 6; e += 1) {
        const row = rows[(f * 6 + e) % rows.length];
        const marked = await markExcerpt(inside, { submissionId: house.world.mint(), contribution: `A1·${row?.n ?? 1}`, quote: row?.text.slice(0, 180) ?? '' });
        if (!marked.ok) throw new Error(marked.refusal.code);
        await attachExcerpt(inside, drafted.value.reference, marked.value.excerptId, e === 5);
      }
      const ready = await readyFinding(inside, drafted.value.reference);
      if (!ready.ok) throw new Error(ready.refusal.code);
      if (kind === 'conclusion') await writeParagraph(operator, 'internet-2012', { submissionId: house.world.mint(), forum: [2, 1, 3, 4][i] ?? 9, section: 'discussions', aspect: f % 2 ? 'II.1' : 'II.2', text: `{weight} said so. [${drafted.value.reference}]\n${textOf(f + 3).text.slice(0, 400).replace(/[[\]{}\n]/g, ' ')} [${drafted.value.reference}]` });
    }
  }
  await sql`analyze`.execute(db);

  const measure = async <T>(what: string, work: () => Promise<T>): Promise<{ ms: number; made: T }> => {
    const times: number[] = [];
    let made: T = await work();
    for (let round = 0; round < repeats; round += 1) {
      const at = performance.now();
      made = await work();
      times.push(performance.now() - at);
    }
    console.log(`${what.padEnd(28)} p50 ${median(times).toFixed(0).padStart(6)} ms`);
    return { ms: median(times), made };
  };
  const compiled = async () => {
    const made = await manuscriptOf(operator, 'internet-2012', 'en', 'TLP:CLEAR');
    if (!made.ok) throw new Error(made.refusal.code);
    return made.value;
  };
  console.log(`4 forums of ${texts} contributions, ${4 * findings} findings; load ${loadavg()[0]?.toFixed(2) ?? ''}; ${repeats} rounds`);
  const { made: manuscript, ms: reading } = await measure('manuscript from the database', compiled);
  await measure('checks', () => reportChecks(operator, 'internet-2012', 'en'));
  const alone = await measure('Typst alone', () => pdfFile(manuscript));
  const whole = await measure('database to PDF', async () => pdfFile(await compiled()));
  const html = await measure('page', () => typeset(manuscript, 'html'));
  const docx = await measure('Word document', () => typeset(manuscript, 'docx'));
  console.log(`PDF ${alone.made.length} bytes; whole ${(whole.ms / alone.ms).toFixed(2)} of Typst alone (aim 1.5); reading ${reading.toFixed(0)} ms; page ${html.ms.toFixed(0)} ms, Word ${docx.ms.toFixed(0)} ms (aim 3000)`);
  await house.end();
});
