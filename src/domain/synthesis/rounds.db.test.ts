import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Character, ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import { enter } from '../accreditation/sight.ts';
import type { ForumContext } from '../context.ts';
import { answerRound } from './commands/answer-round.ts';
import { computeRounds } from './commands/compute-rounds.ts';
import { destroyOpinions } from './commands/let-go.ts';
import { openRound } from './commands/open-round.ts';
import { roundPage } from './queries/rounds-page.ts';
import type { RoundInput } from './schema.ts';

let house: TestHouse;
let web: TestWeb;
const crowd: string[] = [];
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  house.at('2012-07-16T08:00:00Z');
  const { db } = house.pool;
  const body = await db.selectFrom('body').select('id').where('name', '=', 'Institute for Digital Rights').executeTakeFirstOrThrow();
  for (let i = 0; i < 12; i += 1) {
    const id = randomUUID();
    crowd.push(id);
    await db.insertInto('person').values({ id, email: `crowd${i}@example.org`, name: `Person ${i}`, locale: 'en', created_at: house.world.now() }).execute();
    await db.insertInto('seat').values({ forum_id: ids.forum, id: randomUUID(), person_id: id, body_id: body.id, category: i < 6 ? 'experts' : 'civil-society', roles: ['participant'], rules_accepted_at: house.world.now(), accredited_at: house.world.now() }).execute();
  }
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const one = async (i: number): Promise<ForumContext> => {
  const inside = await enter({ ...house.operator(), now: house.world.now(), actor: { kind: 'person', personId: crowd[i] ?? '', administrator: false } }, ids.forum);
  if (!inside) throw new Error(`no sight for ${i}`);
  return inside;
};
const clock = async () => {
  const inside = await enter({ ...house.operator(), now: house.world.now(), actor: { kind: 'clock', personId: null, administrator: false } }, ids.forum);
  if (!inside) throw new Error('the clock has no sight');
  return computeRounds(inside);
};
const code = (outcome: { ok: boolean } & Partial<{ refusal: { code: string } }>) => (outcome.ok ? 'done' : outcome.refusal?.code);
const open = async (as: Character, input: Partial<RoundInput> = {}) => code(await openRound(await house.as(as), { submissionId: randomUUID(), title: 'How far does it carry?', lang: 'en', kind: 'rating', items: 'A hold of ninety days\nA common form', low: 'not at all', high: 'wholly', ends: '2012-07-20T12:00', ...input }));
const rate = async (i: number, number: number, values: readonly number[], reason?: string) => code(await answerRound(await one(i), number, { answers: values.map((value, k) => ({ item: k + 1, value, ...(reason && k === 0 ? { reason } : {}) })) }));

describe('a round', () => {
  it('is opened by rapporteurs and organisers, its scale and criteria declared in the record, and stands as it was opened', async () => {
    expect(await open('anna')).toBe('rounds.not_yours');
    expect(await open('elif', { items: '\n \n' })).toBe('rounds.no_items');
    expect(await open('elif', { low: undefined })).toBe('rounds.scale_missing');
    expect(await open('elif', { ends: '2012-07-16T09:00' })).toBe('rounds.ends_before_opening');
    expect(await open('elif', { follows: 7 })).toBe('rounds.no_such_round');
    expect(await open('elif')).toBe('done');
    const entry = await house.pool.db.selectFrom('journal').select('facts').where('kind', '=', 'synthesis.round_opened').executeTakeFirstOrThrow();
    expect(entry.facts).toMatchObject({ number: 1, kind: 'rating', scale: 5, maxIqr: 1, minShare: 75, items: 2 });
    await expect(house.pool.db.updateTable('opinion_round').set({ min_share: 51 }).execute()).rejects.toThrow('a round stands');
    expect(await open('elif', { follows: 1 })).toBe('rounds.earlier_not_over');
  });

  it('is answered by everyone at the table until its very end, on its scale, and changed until then; nobody reads it meanwhile', async () => {
    expect(await rate(0, 1, [9, 1])).toBe('rounds.value_off_scale');
    expect(await rate(0, 1, [])).toBe('rounds.nothing_answered');
    expect(await rate(0, 9, [1])).toBe('rounds.no_such_round');
    for (let i = 0; i < 11; i += 1) expect(await rate(i, 1, [i < 6 ? 5 : 4, (i % 5) + 1])).toBe('done');
    expect(await rate(11, 1, [3, 3])).toBe('done');
    house.at('2012-07-20T09:59:59.999Z');
    expect(await rate(11, 1, [1, 3], 'Our law knows no such hold.')).toBe('done');
    expect((await roundPage(await one(11), 1))?.own).toEqual([{ item: 1, value: 1, reason: 'Our law knows no such hold.' }, { item: 2, value: 3, reason: null }]);
    expect((await roundPage(await one(0), 1))?.round.result).toBeNull();
    expect(await clock()).toMatchObject({ value: { rounds: 0 } });
    house.at('2012-07-20T10:00:00Z');
    expect(await rate(0, 1, [1, 1])).toBe('rounds.round_not_open');
  });

  it('keeps its answers behind custody: ordinary reads have no way to them, and the record does not know who answered', async () => {
    await expect(house.pool.db.selectFrom('opinion_round_answer').selectAll().execute()).rejects.toThrow(/permission denied/);
    expect(await house.pool.db.selectFrom('journal').select('kind').where('kind', 'like', '%answer%').execute()).toEqual([]);
  });

  it('is computed once after its end, by the criteria declared, by category, with the reasons of the minority', async () => {
    expect(await clock()).toMatchObject({ value: { rounds: 1 } });
    expect(await clock()).toMatchObject({ value: { rounds: 0 } });
    const shown = (await roundPage(await house.as('anna'), 1))?.round.result?.shown;
    expect(shown).toMatchObject({ kind: 'rating', people: 12, items: [{ all: { counts: [1, 0, 0, 5, 6], accord: 'for' }, reasons: { below: ['Our law knows no such hold.'], above: [] } }, { all: { accord: 'none' } }] });
    if (shown?.kind !== 'rating') throw new Error('not a rating');
    expect(shown.items[0]?.cells.map(({ of, spread }) => [of, spread.n])).toEqual([['civil-society', 6], ['experts', 6]]);
    expect(shown.concordance).toMatchObject({ raters: 12, items: 2 });
    const seats = (await house.pool.db.selectFrom('seat').select('id').execute()).map(({ id }) => id);
    for (const id of seats) expect(JSON.stringify(shown)).not.toContain(id);
  });

  it('is followed by another with the same items, one’s own last answer and what all answered beside them; the change is told', async () => {
    house.at('2012-07-23T08:00:00Z');
    expect(await open('fay', { follows: 1, title: 'Once more', items: undefined, low: undefined, high: undefined, ends: '2012-07-27T12:00' })).toBe('done');
    const page = await roundPage(await one(11), 2);
    expect(page).toMatchObject({ ownBefore: [{ item: 1, value: 1 }, { item: 2, value: 3 }], before: { result: { shown: { people: 12 } } }, round: { items: [{ text: 'A hold of ninety days' }, { text: 'A common form' }] } });
    for (let i = 0; i < 12; i += 1) await rate(i, 2, [i < 9 ? 5 : 4, 3]);
    house.at('2012-07-27T10:00:00Z');
    await clock();
    const shown = (await roundPage(await one(0), 2))?.round.result?.shown;
    expect(shown?.kind === 'rating' ? shown.items[0]?.change : null).toMatchObject({ n: 12, changed: 4, median: 0.5 });
  });

  it('of alternatives gives the order by Schulze, ties staying ties', async () => {
    expect(await open('elif', { kind: 'ranking', items: 'should\nmay\nare invited to', ends: '2012-08-03T12:00' })).toBe('done');
    for (let i = 0; i < 6; i += 1) expect(await rate(i, 3, i < 4 ? [1, 2, 2] : [2, 1, 3])).toBe('done');
    expect(await rate(6, 3, [4, 1, 1])).toBe('rounds.value_off_scale');
    house.at('2012-08-03T10:00:00Z');
    await clock();
    expect((await roundPage(await house.as('anna'), 3))?.round.result?.shown).toMatchObject({ kind: 'ranking', people: 6, places: [[1], [2], [3]], against: [[0, 4, 6], [2, 0, 2], [0, 0, 0]] });
  });

  it('is a page with forms alone: opened, answered and read, with what was typed kept', async () => {
    const base = '/en/f/internet-2012-2/rounds';
    const wrong = await web.post(`${base}/new`, { submissionId: randomUUID(), title: 'On the web', lang: 'en', kind: 'rating', items: 'One item typed', ends: '2012-08-10T12:00' }, 'fay');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('One item typed');
    const opened = await web.post(`${base}/new`, { submissionId: randomUUID(), title: 'On the web', lang: 'en', kind: 'rating', items: 'One item typed', low: 'never', high: 'always', scale: '9', ends: '2012-08-10T12:00' }, 'fay');
    expect(opened.headers['location']).toBe('/en/f/internet-2012-2/rounds/4');
    const page = await web.get(`${base}/4`, 'ben');
    for (const words of ['1 · never', '9 · always', 'no wider than 2', 'Nobody sees who answered what.']) expect(page.text, words).toContain(words);
    const off = await web.post(`${base}/4`, { v1: '12', r1: 'Because.' }, 'ben');
    expect(off.status).toBe(422);
    expect(off.text).toContain('Because.');
    expect((await web.post(`${base}/4`, { v1: '7', r1: 'Because.' }, 'ben')).status).toBe(303);
    expect((await web.get(`${base}/4`, 'ben')).text).toMatch(/value="7" checked/);
    expect((await web.get(`${base}/4`, 'anna')).text).not.toContain('Because.');
    house.at('2012-08-10T10:00:00Z');
    await clock();
    expect((await web.get(`${base}/4`, 'anna')).text).toContain('Fewer than 5 answered: no figures are shown.');
    expect((await web.get(`${base}/2`, 'dmitri')).text).toContain('Since the last round 4 of 12 changed their answer');
    expect((await web.get(`${base}/1`, 'dmitri')).text).toContain('Our law knows no such hold.');
    expect((await web.get(`${base}/99`, 'dmitri')).status).toBe(404);
  });

  it('is forgotten answer by answer when their time is over, and what was computed stays', async () => {
    const done = await house.pool.db.transaction().execute((db) => destroyOpinions({ ...house.operator(), db }, ids.forum));
    expect(done).toBeGreaterThan(40);
    expect((await roundPage(await one(0), 1))?.own).toEqual([]);
    expect((await roundPage(await one(0), 1))?.round.result?.shown.people).toBe(12);
  });
});
