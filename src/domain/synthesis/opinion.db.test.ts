import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closesAt, ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import { enter } from '../accreditation/sight.ts';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { answerStatement } from './commands/answer-statement.ts';
import { computeOpinions } from './commands/compute-opinions.ts';
import { destroyOpinions, forgetOwnOpinions } from './commands/let-go.ts';
import { proposeStatement, reviewStatement } from './commands/opinion-statement.ts';
import { opinionPage } from './queries/opinion-page.ts';

let house: TestHouse;
let web: TestWeb;
const page = '/en/f/internet-2012-2/opinions';
const statement = { submissionId: '', contribution: 'A1·1', text: 'Renewal of a hold should need a fresh reason.' };
const fresh = <T extends object>(input: T): T => ({ ...input, submissionId: randomUUID() });
const words = (what: { ok: boolean; refusal?: { code: string } }): string => (what.ok ? 'done' : (what.refusal?.code ?? ''));

beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  await postContribution(await house.as('anna'), { submissionId: randomUUID(), code: 'A1', text: 'A hold should need a fresh reason each time.', regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' });
});
afterAll(async () => {
  await web.end();
  await house.end();
});

/** People enough for groups: forty seats that answer twelve statements in two camps. */
async function crowd(): Promise<void> {
  const { db } = house.pool;
  const body = await db.selectFrom('body').select('id').where('name', '=', 'Institute for Digital Rights').executeTakeFirstOrThrow();
  const seats = Array.from({ length: 40 }, (_, i) => ({ person: randomUUID(), seat: randomUUID(), i }));
  await db.insertInto('person').values(seats.map(({ person, i }) => ({ id: person, email: `crowd${i}@example.org`, name: `Person ${i}`, locale: 'en', created_at: house.world.now() }))).execute();
  await db.insertInto('seat').values(seats.map(({ person, seat }) => ({ forum_id: ids.forum, id: seat, person_id: person, body_id: body.id, category: 'experts', roles: ['participant'], standing: 'good', rules_accepted_at: house.world.now(), accredited_at: house.world.now() }))).execute();
  for (let n = 0; n < 11; n += 1) {
    const proposed = await proposeStatement(await house.as('elif'), fresh({ ...statement, text: `Statement ${n + 2}.` }));
    if (proposed.ok) await reviewStatement(await house.as('clara'), fresh({ submissionId: '', number: proposed.value.number, becomes: 'accepted' as const }));
  }
  const statements = await db.selectFrom('opinion_statement').select(['id', 'number']).where('state', '=', 'accepted').orderBy('number').execute();
  const rows = seats.flatMap(({ seat, i }) => statements.map(({ id }, c) => ({ forum_id: ids.forum, statement_id: id, seat_id: seat, answer: ((i * 7 + c * 5 + i * c) % 100 < 10) !== (i % 2 === 0) ? 1 : -1, at: house.world.now() })));
  await house.asCustodian((db) => db.insertInto('opinion_vote').values(rows).execute());
}
const clock = async () => {
  const inside = await enter({ ...house.operator(), actor: { kind: 'clock', personId: null, administrator: false } }, ids.forum);
  if (!inside) throw new Error('the clock has no sight');
  return computeOpinions({ ...inside, now: house.world.now() });
};

describe('a statement', () => {
  it('is taken from a contribution that is shown, and answered once a second person has reviewed it', async () => {
    const [elif, clara, ben] = [await house.as('elif'), await house.as('clara'), await house.as('ben')];
    expect(words(await proposeStatement(ben, fresh(statement)))).toBe('opinion.not_yours');
    expect(words(await proposeStatement(elif, fresh({ ...statement, contribution: 'A1·9' })))).toBe('opinion.no_such_source');
    expect(words(await proposeStatement(elif, fresh(statement)))).toBe('done');
    expect(words(await answerStatement(ben, { number: 1, answer: 'agree' }))).toBe('opinion.no_such_statement');
    expect((await web.get(page, 'ben')).text).not.toContain(statement.text);
    expect(words(await reviewStatement(elif, fresh({ submissionId: '', number: 1, becomes: 'accepted' as const })))).toBe('opinion.own_statement');
    expect(words(await reviewStatement(clara, fresh({ submissionId: '', number: 1, becomes: 'accepted' as const })))).toBe('done');
    expect(words(await reviewStatement(clara, fresh({ submissionId: '', number: 1, becomes: 'declined' as const })))).toBe('opinion.already_reviewed');
  });

  it('is answered without script, and answered otherwise until the forum closes, not a millisecond longer', async () => {
    expect((await web.get(page, 'ben')).text).toContain(statement.text);
    const sent = await web.post(`${page}/answer`, { number: '1', answer: 'agree' }, 'ben');
    expect([sent.status, sent.headers['location']]).toEqual([303, page]);
    expect((await opinionPage(await house.as('ben'), null)).statements[0]?.own).toBe('agree');
    house.at(new Date(closesAt.getTime() - 1));
    expect(words(await answerStatement(await house.as('ben'), { number: 1, answer: 'disagree' }))).toBe('done');
    house.at(closesAt);
    expect(words(await answerStatement(await house.as('ben'), { number: 1, answer: 'pass' }))).toBe('opinion.forum_closed');
    const late = await web.post(`${page}/answer`, { number: '1', answer: 'pass' }, 'ben');
    expect(late.status).toBe(422);
    expect(late.text).toContain('answers stay as they were');
    house.at('2012-07-04T08:00:00Z');
    expect((await opinionPage(await house.as('ben'), null)).statements[0]?.own).toBe('disagree');
    expect((await opinionPage(await house.as('anna'), null)).statements[0]?.own).toBe(null);
  });
});

describe('who answered what', () => {
  it('is out of the application’s reach, and beside nobody in what groups are computed from', async () => {
    await expect(sql`select * from opinion_vote`.execute(house.pool.db)).rejects.toThrow(/permission denied/);
    await expect(sql`delete from opinion_vote`.execute(house.pool.db)).rejects.toThrow(/permission denied/);
    expect((await house.asCustodian((db) => db.selectFrom('opinion_vote').select('answer').execute())).map(({ answer }) => answer)).toEqual([-1]);
  });

  it('stands in no entry of the record', async () => {
    const { rows } = await sql<{ kind: string }>`select kind from journal where kind like 'synthesis.%' order by at`.execute(house.pool.db);
    expect(rows.map(({ kind }) => kind)).toEqual(['synthesis.statement_proposed', 'synthesis.statement_reviewed']);
  });
});

describe('the opinion map', () => {
  it('is computed only when as many have answered as the smallest cell that is shown', async () => {
    expect(await clock()).toBe(false);
    expect((await web.get(page, 'ben')).text).toContain('Nothing has been computed yet');
  });

  it('has the groups and every statement in figures, and no place of anybody where a regime of the forum hides', async () => {
    await crowd();
    expect(await clock()).toBe(true);
    const { text } = await web.get(page, 'ben');
    expect(text).toContain('Group A: 20 people');
    expect(text).toContain('Divides the groups');
    expect(text).toContain('No place on a map stands for a person here');
    expect(text).not.toContain('class="chart om"');
    const kept = await house.pool.db.selectFrom('opinion_result').selectAll().executeTakeFirstOrThrow();
    expect((kept.shown as { map: unknown }).map).toBeNull();
  }, 60_000);

  it('is not computed anew for one more answer, nor within the hour', async () => {
    house.at('2012-07-04T08:59:59.999Z');
    expect(await clock()).toBe(false);
    house.at('2012-07-04T10:00:00Z');
    await answerStatement(await house.as('dmitri'), { number: 1, answer: 'agree' });
    expect(await clock()).toBe(false);
  });

  it('is drawn with a shape for each group where every contribution shows its author’s body', async () => {
    await house.pool.db.updateTable('forum').set({ allowed_regimes: ['named', 'institution'] }).where('id', '=', ids.forum).execute();
    await house.pool.db.deleteFrom('opinion_result').execute();
    expect(await clock()).toBe(true);
    web.forget({ all: true });
    const { text } = await web.get(page, 'ben');
    expect(text).toContain('class="chart om"');
    expect(text.match(/<circle /g)?.length).toBe(20);
    for (const locale of ['fr', 'de', 'it', 'ru', 'es']) expect((await web.get(`/${locale}/f/internet-2012-2/opinions`, 'ben')).status, locale).toBe(200);
  }, 60_000);

  it('shows what waits for review to those who review, and to nobody else', async () => {
    await proposeStatement(await house.as('elif'), fresh({ ...statement, text: 'Only the desk sees this yet.' }));
    expect((await web.get(page, 'clara')).text).toContain('Only the desk sees this yet.');
    for (const as of ['ben', 'anna', 'dmitri'] as const) expect((await web.get(page, as)).text, as).not.toContain('Only the desk sees this yet.');
    expect((await web.get(page, 'hana')).status).toBe(404);
    expect(words(await reviewStatement(await house.as('gus'), fresh({ submissionId: '', number: 2, becomes: 'taken-out' as const })))).toBe('done');
    expect((await web.get(page, 'ben')).text).not.toContain('Statement 2.');
    expect(words(await answerStatement(await house.as('ben'), { number: 2, answer: 'agree' }))).toBe('opinion.no_such_statement');
    const empty = await web.post(`${page}/propose`, { submissionId: randomUUID(), contribution: 'A1·1', text: '' }, 'elif');
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('value="A1·1"');
  });
});

describe('answers', () => {
  it('go with the person who gave them, and all of them a year after the closing', async () => {
    const answers = () => house.asCustodian((db) => db.selectFrom('opinion_vote').select('seat_id').execute());
    const before = (await answers()).length;
    const ben = await house.as('ben');
    await forgetOwn(ben.sight.seat?.id ?? '');
    expect((await answers()).length).toBe(before - 1);
    await house.pool.db.transaction().execute((db) => destroyOpinions({ ...house.operator(), db }, ids.forum));
    expect(await answers()).toEqual([]);
    expect(await house.count('opinion_result')).toBe(1);
  });
});

const forgetOwn = (seatId: string) => house.pool.db.transaction().execute((db) => forgetOwnOpinions({ ...house.operator(), db }, [{ forumId: ids.forum, seatId }]));
