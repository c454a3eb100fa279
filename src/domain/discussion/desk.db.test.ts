import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locales } from '#platform/i18n/locales.ts';
import { type Character, ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import { enter } from '../accreditation/sight.ts';
import type { Regime } from '../disclosure/model.ts';
import { circulatePaper } from '../paper/commands/circulate-paper.ts';
import { writePaper } from '../paper/commands/write-paper.ts';
import { postContribution } from './commands/post-contribution.ts';
import { raiseTasks } from './commands/raise-tasks.ts';
import { deskTasksLetter } from './letters/desk-tasks.ts';

let house: TestHouse;
let web: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  await house.pool.db.updateTable('forum').set({ small_cell: 2 }).execute();
  await crowd('experts', 6);
  await crowd('civil-society', 6);
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const base = '/en/f/internet-2012-2';
const desk = async (as: Character = 'fay') => (await web.get(`${base}/desk`, as)).text;
const clock = async () => {
  const inside = await enter({ ...house.operator(), actor: { kind: 'clock', personId: null, administrator: false } }, ids.forum);
  if (!inside) throw new Error('the clock sees every forum');
  return inside;
};
const raise = async () => {
  const raised = await raiseTasks(await clock(), 'https://forum.example');
  return raised.ok ? raised.value.raised : 'refused';
};
const post = async (by: Character, code: string, regime: Regime) => {
  return house.entered(postContribution(await house.as(by), { submissionId: randomUUID(), code, text: 'What we saw in our work.', regime, marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
};
const tasks = () => house.pool.db.selectFrom('desk_task').selectAll().orderBy('key').execute();
const letters = () => house.pool.db.selectFrom('letter').selectAll().where('kind', '=', 'discussion.desk-tasks').orderBy('written_at').orderBy('id').execute();

/** Seats without a story: so many people of one category. */
async function crowd(category: string, count: number): Promise<void> {
  const at = new Date('2012-05-20T07:00:00Z');
  const body_id = randomUUID();
  await house.pool.db.insertInto('body').values({ id: body_id, name: `Network of ${category}`, category }).execute();
  for (let n = 0; n < count; n += 1) {
    const person_id = randomUUID();
    await house.pool.db.insertInto('person').values({ id: person_id, email: `${category}-${n}@example.org`, name: `${category} ${n}`, locale: 'en', created_at: at }).execute();
    await house.pool.db.insertInto('seat').values({ forum_id: ids.forum, id: randomUUID(), person_id, body_id, category, roles: ['participant'], accredited_at: at }).execute();
  }
}

/** A cell of the table of categories: what stands in a row under a heading. */
const row = (page: string, name: string): string[] => {
  const [, cells = ''] = new RegExp(`<tr><th scope="row">(?:(?!</tr>).)*?${name}</th>((?:(?!</tr>).)*)</tr>`, 's').exec(page) ?? [];
  return [...cells.matchAll(/<td class="r[^"]*">(.*?)<\/td>/gs)].map(([, cell = '']) => (cell.includes('desk__hidden') ? '…' : (/<b class="num">([\d,]+)<\/b>/.exec(cell)?.[1] ?? '?')));
};

/** Makes somebody else the writer of a text, as in another world; for custody alone. */
const rewrite = (contributionId: string, seatId: string) =>
  house.pool.db.transaction().execute(async (db) => {
    await sql`set local role colloquy_custody`.execute(db);
    await sql`update authorship set seat_id = ${seatId} where contribution_id = ${contributionId}`.execute(db);
  });

describe('who opened the paper', () => {
  const opened = (as: Character) => web.post(`${base}/paper/opened`, {}, as);
  const readings = () => house.pool.db.transaction().execute(async (db) => {
    await sql`set local role colloquy_custody`.execute(db);
    return (await sql<{ n: number }>`select count(*)::int as n from paper_reading`.execute(db)).rows[0]?.n;
  });

  it('is told to the reader before anything is counted, and counted once', async () => {
    await writePaper(await house.as('fay'), { submissionId: randomUUID(), title: 'Paper', locale: 'en', markdown: 'One.\n\nTwo.' });
    expect((await opened('anna')).status).toBe(204);
    expect(await readings()).toBe(0);
    await circulatePaper(await house.as('fay'), { submissionId: randomUUID(), audiences: ['participants'] }, { origin: 'https://forum.example' });
    expect((await web.get(`${base}/paper`, 'anna')).text).toContain('That you open this version is counted once, without the time and never by person');
    expect((await web.get(`${base}/paper`, 'fay')).text).not.toContain('That you open this version');
    expect(await readings()).toBe(0);
    for (const as of ['anna', 'anna', 'dmitri', 'clara', 'fay'] as const) expect((await opened(as)).status).toBe(204);
    expect(await readings()).toBe(2);
  });

  it('leaves no entry in the record, and the program itself cannot read back who it was', async () => {
    expect((await house.pool.db.selectFrom('journal').select('kind').where('kind', 'like', '%read%').execute())).toEqual([]);
    await expect(sql`select * from paper_reading`.execute(house.pool.db)).rejects.toThrow(/permission denied/);
  });

  it('is told in numbers that say it of nobody', async () => {
    expect(row(await desk(), 'Experts')).toEqual(['7', '7', '…', '0']);
    const others = await house.pool.db.selectFrom('seat').select('id').where('category', '=', 'experts').execute();
    const paper = await house.pool.db.selectFrom('paper').select('id').executeTakeFirstOrThrow();
    for (const { id } of others.slice(0, 3)) await house.pool.db.insertInto('paper_reading').values({ forum_id: ids.forum, paper_id: paper.id, version: 1, seat_id: id }).onConflict((c) => c.doNothing()).execute();
    expect(['3', '4']).toContain(row(await desk(), 'Experts')[2]);
  });

  it('is not counted where views are not attributed as a rule', async () => {
    await house.pool.db.updateTable('forum').set({ default_regime: 'unattributed' }).execute();
    const before = await readings();
    await opened('ben');
    expect(await readings()).toBe(before);
    expect((await web.get(`${base}/paper`, 'ben')).text).not.toContain('That you open this version');
    expect(await desk()).toContain('is not counted in this forum');
    await house.pool.db.updateTable('forum').set({ default_regime: 'institution' }).execute();
  });
});

describe('the desk', () => {
  it('is there for organisers only', async () => {
    for (const as of ['anna', 'clara', 'elif', 'hana'] as const) expect((await web.get(`${base}/desk`, as)).status).toBe(404);
    expect((await web.get(`${base}/desk`)).status).toBe(303);
    expect(await desk()).toContain('Organiser’s desk');
  });

  it('counts a voice under its category, question and State only as far as its regime shows it', async () => {
    await post('anna', 'A1', 'named');
    await post('ben', 'A1', 'unattributed');
    await post('dmitri', 'B1', 'category');
    const page = await desk();
    expect(row(page, 'Delegations').at(-1)).toBe('1');
    expect(row(page, 'Austria').at(-1)).toBe('1');
    expect(row(page, 'Switzerland').at(-1)).toBe('0');
    // One person behind a text shown with a category only: a number that custody alone knows.
    expect(row(page, 'Experts').at(-1)).toBe('…');
    expect(page).toContain('1 contribution shows no category');
    expect(page).toContain('At least 1 voices to');
  });

  it('is the same to the byte whoever wrote a text that is not attributed', async () => {
    const written = await post('ben', 'A2', 'unattributed');
    const seats = (await house.pool.db.selectFrom('seat').select('id').orderBy('id').execute()).map(({ id }) => id);
    await fc.assert(fc.asyncProperty(fc.constantFrom(...seats), fc.constantFrom(...seats), fc.constantFrom(...locales), async (one, other, locale) => {
      const pageOf = async (seat: string) => {
        await rewrite(written.id, seat);
        // The counts in the rail are remembered for a second and may still be those before the text.
        web.forget({ all: true });
        return (await web.get(`/${locale}/f/internet-2012-2/desk`, 'fay')).text;
      };
      expect(await pageOf(one)).toBe(await pageOf(other));
    }), { numRuns: 25 });
  }, 60_000);
});

describe('tasks for named persons', () => {
  it('are raised when a working day has passed, each once, whoever looks how often', async () => {
    house.at('2012-07-03T06:59:59Z');
    expect(await raise()).toBe(0);
    house.at('2012-07-03T07:00:00Z');
    await house.pool.db.updateTable('contribution').set({ received_at: '2012-07-03T06:00:00Z' }).execute();
    await house.pool.db.updateTable('contribution').set({ visibility: 'withdrawn' }).where('question_id', '=', ids.B1).execute();
    const twoWorkers = await Promise.all([raise(), raise()]);
    expect(twoWorkers.sort()).toEqual([0, 1]);
    expect(await tasks()).toMatchObject([{ key: 'silent-question:B1', assignee_id: (await house.as('fay')).sight.seat?.id, done_at: null }]);
    expect(await raise()).toBe(0);
    expect(await letters()).toMatchObject([{ address: 'fay@example.org', locale: 'en', subject: '[TLP:AMBER] Online forum on social networking tools: 1 task for you' }]);
    expect((await letters())[0]?.body).toContain(`https://forum.example/en/f/internet-2012-2/desk/${(await tasks())[0]?.id}`);
  });

  it('follow at half-time and after a day without a reply, all of one minute in one letter', async () => {
    house.at('2012-07-04T11:00:00Z');
    expect(await raise()).toBe(5);
    expect((await tasks()).map(({ key }) => key.replace(/:[0-9a-f]{8}-.*/, ''))).toEqual(['silent-category:civil-society', 'silent-category:experts', 'silent-question:B1', 'unanswered', 'unanswered', 'unanswered']);
    expect(await letters()).toHaveLength(2);
    expect(await desk()).toContain('Civil society: no contribution shown with this category at half-time.');
  });

  it('say so when they are no longer so, and are not raised again once done', async () => {
    await post('dmitri', 'B1', 'named');
    expect(await desk()).toContain('No longer so');
    const [task] = (await tasks()).filter(({ key }) => key === 'silent-question:B1');
    const form = { submissionId: randomUUID(), note: 'Telephoned three experts.' };
    expect((await web.post(`${base}/desk/${task?.id}/done`, form, 'fay')).status).toBe(303);
    expect((await web.post(`${base}/desk/${task?.id}/done`, form, 'fay')).status).toBe(303);
    const again = await web.post(`${base}/desk/${task?.id}/done`, { submissionId: randomUUID(), note: 'Once more, with feeling.' }, 'fay');
    expect([again.status, again.text.includes('The task is already done.')]).toEqual([409, true]);
    await house.pool.db.updateTable('contribution').set({ visibility: 'withdrawn' }).where('question_id', '=', ids.B1).execute();
    expect(await raise()).toBe(0);
    expect(await desk()).toContain('Telephoned three experts.');
    const record = await house.pool.db.selectFrom('journal').selectAll().where('kind', '=', 'discussion.task_done').execute();
    expect(record).toHaveLength(1);
    expect(JSON.stringify(record)).not.toContain('Telephoned');
  });

  it('go to another person who runs the forum, with a letter in their language', async () => {
    const [task] = (await tasks()).filter(({ key }) => key === 'silent-category:experts');
    const give = (as: Character, to: string | undefined) => web.post(`${base}/desk/${task?.id}/assign`, { submissionId: randomUUID(), seat: to ?? '' }, as);
    const clara = (await house.as('clara')).sight.seat?.id;
    expect((await give('clara', clara)).status).toBe(404);
    const wrong = await give('fay', (await house.as('anna')).sight.seat?.id);
    expect([wrong.status, wrong.text.includes('Only an organiser or a moderator')]).toEqual([404, true]);
    expect((await give('fay', undefined)).status).toBe(422);
    expect((await give('fay', clara)).status).toBe(303);
    expect((await letters()).find(({ address }) => address === 'clara@example.org')).toMatchObject({ locale: 'it', subject: '[TLP:AMBER] Online forum on social networking tools: 1 compito per Lei' });
    expect((await web.get(`${base}/desk/${task?.id}`, 'clara')).text).toContain('Mark the task as done');
    expect((await web.get(`${base}/desk/${task?.id}`, 'anna')).status).toBe(404);
    const [own, others] = [await web.get(`${base}/mod`, 'clara'), await web.get(`${base}/mod`, 'gus')];
    expect([own, others].map(({ text }) => text.includes(`href="${base}/desk/${task?.id}"`))).toEqual([true, false]);
    expect((await web.post(`${base}/desk/${task?.id}/done`, { submissionId: randomUUID(), note: '' }, 'clara')).headers['location']).toBe(`${base}/desk/${task?.id}`);
    expect((await web.get(`${base}/mod`, 'clara')).text).not.toContain(`${base}/desk/${task?.id}`);
  });

  it('are not raised in a forum that has closed', async () => {
    house.at('2012-07-06T14:59:59Z');
    await house.pool.db.deleteFrom('desk_task').execute();
    house.at('2012-07-06T15:00:00Z');
    expect(await raise()).toBe(0);
  });

  it('are told in each of six languages', () => {
    const task = { key: '', kind: 'unanswered', part: null, code: 'A1', category: null, contributionId: null, ref: 'A1·7' } as const;
    const subjects = locales.map((locale) => deskTasksLetter({ forum: 'F', marking: 'TLP:GREEN', tasks: Array.from({ length: 2 }, () => ({ task, link: 'https://forum.example' })) }, locale).subject);
    expect(subjects).toEqual(['[TLP:GREEN] F: 2 tasks for you', '[TLP:GREEN] F : 2 tâches pour vous', '[TLP:GREEN] F: 2 Aufgaben für Sie', '[TLP:GREEN] F: 2 compiti per Lei', '[TLP:GREEN] F: 2 задачи для Вас', '[TLP:GREEN] F: 2 tareas para usted']);
  });
});
