import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manuscriptOf } from '#domain/report/queries/manuscript.ts';
import { reportChecks } from '#domain/report/queries/report-checks.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { saidAndConcluded, saidBy } from '../../../tests/report.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
let excerpts: Awaited<ReturnType<typeof saidAndConcluded>>;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  excerpts = await saidAndConcluded(house);
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const page = '/en/f/internet-2012-2/quotations';
const ask = (excerpt: string) => web.post(`${page}/ask`, { excerpt }, 'elif');
const report = async () => JSON.stringify(await manuscriptOf({ ...house.operator(), now: house.world.now() }, 'internet-2012', 'en', 'TLP:CLEAR'));
const codes = async () => ((await reportChecks({ ...house.operator(), now: house.world.now() }, 'internet-2012', 'en')) ?? []).map(({ code, ref }) => `${code} ${ref}`);
const requestOf = async (excerpt: string) => (await house.pool.db.selectFrom('quotation_request').selectAll().where('excerpt_id', '=', excerpt).executeTakeFirstOrThrow()).id;

describe('exact words for the report', () => {
  it('are not printed above its marking before their author released them', async () => {
    expect(await report()).not.toContain(saidBy.ben);
    expect((await ask(excerpts.ben)).status).toBe(303);
    expect(await codes()).toContain('release II/A1·3');
    expect(await report()).not.toContain(saidBy.ben);
    expect((await ask(excerpts.ben)).text).toContain('This has been asked already');
  });

  it('are asked of nobody where the text is not attributed: being asked would say whose it is', async () => {
    const before = await house.count('letter');
    expect((await ask(excerpts.ivo)).text).toContain('There is nobody to ask');
    expect(await house.count('letter')).toBe(before);
    expect((await web.get(page, 'ivo')).text).not.toContain(saidBy.ivo);
  });

  it('are answered by their author and those who act for the body, and by nobody else', async () => {
    const request = await requestOf(excerpts.ben);
    expect((await web.get(page, 'ben')).text).toContain(saidBy.ben);
    expect((await web.get(page, 'anna')).text).not.toContain(saidBy.ben);
    expect((await web.post(page, { request, answer: 'granted' }, 'anna')).text).toContain('no such request for you');
    expect((await web.post(page, { request, answer: 'granted', reply: 'Said of one canton.', replyLang: 'en' }, 'ben')).status).toBe(303);
    expect(await report()).toContain(saidBy.ben);
    expect(await codes()).not.toContain('release II/A1·3');
  });

  it('bring the reply of a State with them, beside the finding that quotes it', async () => {
    expect(await report()).toContain('"replies":[{"body":"Delegation of Switzerland","text":"Said of one canton.","lang":"en"}]');
  });

  it('of a State are told to it first, and wait for its days', async () => {
    expect(await codes()).toContain('told II/A1·2');
    expect((await web.post(`${page}/ask`, {}, 'elif')).status).toBe(303);
    expect(await codes()).toContain('told II/A1·2');
    expect((await web.get(page, 'anna')).text).toContain('You may reply until');
    const letters = await house.pool.db.selectFrom('letter').innerJoin('person', 'person.id', 'letter.person_id').select(['person.email', 'letter.subject', 'letter.body']).where('kind', '=', 'synthesis.quotation').orderBy('email').execute();
    expect(letters.map(({ email }) => email)).toEqual(['anna@example.org', 'ben@example.org', 'ivo@example.org']);
    // The letter holds what it tells of by id, and no word of it until it is sent.
    expect(JSON.stringify(letters)).not.toContain('providers');
    house.at('2012-07-11T09:00:00Z');
    expect(await codes()).not.toContain('told II/A1·2');
    expect((await web.post(page, { request: await requestOf(excerpts.anna), answer: 'granted' }, 'anna')).text).toContain('The days to answer are over');
  });

  it('are released word by word: moved to other words, they are not', async () => {
    await house.pool.db.updateTable('excerpt').set({ quote: `${saidBy.ben.slice(0, -1)},` }).where('id', '=', excerpts.ben).execute();
    const made = await manuscriptOf({ ...house.operator(), now: house.world.now() }, 'internet-2012', 'en', 'TLP:CLEAR');
    expect(made).toMatchObject({ refusal: { code: 'report.quote_differs' } });
    await house.pool.db.updateTable('excerpt').set({ quote: saidBy.ben.slice(0, -1), range_end: [...saidBy.ben].length - 1 }).where('id', '=', excerpts.ben).execute();
    expect(await report()).not.toContain(saidBy.ben.slice(0, -1));
  });
});
