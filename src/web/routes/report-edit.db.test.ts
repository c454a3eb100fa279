import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manuscriptOf } from '#domain/report/queries/manuscript.ts';
import { reportChecks } from '#domain/report/queries/report-checks.ts';
import { blocksOf } from '#domain/report/rules.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { saidAndConcluded, saidBy } from '../../../tests/report.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  await saidAndConcluded(house);
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const report = '/en/s/internet-2012/report';
const write = (text: string, over: Record<string, string> = {}) => web.post(`${report}/edit`, { submissionId: randomUUID(), at: 'c2-1-1', section: 'discussions', forum: '2', aspect: 'II.1', text, ...over }, 'elif');
const idOf = (location: unknown): string => String(location).split('#')[1] ?? '';
const checks = async (locale: 'en' | 'ru' = 'en') => (await reportChecks(house.operator(), 'internet-2012', locale)) ?? [];
const codes = async () => (await checks()).map(({ code }) => code);
const printed = async () => {
  const made = await manuscriptOf(house.operator(), 'internet-2012', 'en', 'TLP:CLEAR');
  if (!made.ok) throw new Error(made.refusal.code);
  return JSON.stringify(blocksOf(made.value.chapters));
};

describe('the text of the report', () => {
  let id = '';

  it('is written over findings, each sentence with what it rests on', async () => {
    const written = await write('{weight} would keep first. [R-01]\nThe order is ours. [*]');
    expect(written.status).toBe(303);
    id = idOf(written.headers['location']);
    const page = await web.get(`${report}/edit`, 'elif');
    // Three bodies stand behind it, Austria once though two of its people spoke.
    expect(page.text).toContain('Most of those who addressed the point would keep first.');
    expect(page.text).toContain('[II/R-01]');
    expect(await printed()).toContain('Most of those who addressed the point would keep first.');
  });

  it('keeps what was typed when a reference is none, and says which', async () => {
    const refused = await write('Nobody said this. [F-77]');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Nothing in this series is called II/F-77.');
    expect(refused.text).toContain('Nobody said this. [F-77]');
  });

  it('shows both wordings when two windows save one paragraph, and loses neither', async () => {
    const path = `${report}/paragraph/${id}`;
    expect((await web.get(path, 'elif')).text).toContain('{weight} would keep first. [R-01]');
    expect((await web.post(path, { version: '1', position: '1', text: '{weight} would keep first. [R-01]' }, 'fay')).status).toBe(303);
    const stale = await web.post(path, { version: '1', position: '1', text: 'Typed in the other window. [F-01]' }, 'elif');
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Somebody saved another wording');
    expect(stale.text).toContain('Typed in the other window. [F-01]</textarea>');
    expect(stale.text).toContain('name="version" value="2"');
    expect((await web.post(path, { version: '2', position: '1', text: 'Typed in the other window. [F-01, A1-1]' }, 'elif')).status).toBe(303);
    expect((await web.get(path, 'elif')).text).toContain('The order is ours. [*]');
  });

  it('stands in the way of publication while a sentence rests on nothing', async () => {
    await web.post(`${report}/paragraph/${id}`, { version: '3', position: '1', text: 'Somebody must have said this.' }, 'elif');
    const found = (await checks()).filter(({ code }) => code === 'evidence');
    expect(found).toMatchObject([{ text: 'Somebody must have said this.', href: `/s/internet-2012/report/paragraph/${id}` }]);
    const page = await web.get(`${report}/edit`, 'elif');
    expect(page.text).toContain(`/en/s/internet-2012/report/paragraph/${id}`);
    expect(page.text).toContain('Sentences that rest on nothing');
    expect((await web.post(report, {}, 'fay')).status).toBe(422);
    await web.post(`${report}/paragraph/${id}`, { version: '4', position: '1', text: 'Who is concerned hears last. [F-01]' }, 'elif');
    expect(await codes()).not.toContain('evidence');
  });

  it('never prints exact words that nobody released, and says which they are', async () => {
    const words = saidBy.ben.split(' ').slice(3, 14).join(' ');
    const written = await write(`It was said that ${words}. [R-01]`);
    const leak = (await checks()).find(({ code }) => code === 'leak');
    expect(leak).toMatchObject({ text: 'II/A1·3' });
    expect(await printed()).not.toContain(words);
    expect((await web.get(`${report}/draft`, 'elif')).text).not.toContain(words);
    await web.post(`${report}/paragraph/${idOf(written.headers['location'])}`, { version: '1', position: '9', text: 'It was said that “a prosecutor confirms” holds. [R-01]' }, 'elif');
    expect((await checks()).find(({ code }) => code === 'leak')).toMatchObject({ text: 'II/A1·3' });
    expect((await web.post(`${report}/paragraph/${idOf(written.headers['location'])}/out`, { version: '2' }, 'elif')).status).toBe(303);
    expect(await codes()).not.toContain('leak');
  });

  it('notices evidence that is gone: a finding in draft again', async () => {
    await house.pool.db.updateTable('finding').set({ state: 'draft' }).where('reference', '=', 'F-01').execute();
    expect((await checks()).find(({ code }) => code === 'gone')).toMatchObject({ text: 'II/F-01' });
    await house.pool.db.updateTable('finding').set({ state: 'ready' }).where('reference', '=', 'F-01').execute();
    expect(await codes()).not.toContain('gone');
  });

  it('is for those who write the report', async () => {
    expect((await web.get(`${report}/edit`, 'anna')).status).toBe(404);
    expect((await web.post(`${report}/paragraph/${id}`, { version: '5', position: '1', text: 'Ours. [*]' }, 'anna')).status).toBe(404);
  });
});

describe('the report in another language', () => {
  it('waits for a translation of each text, reviewed by another person', async () => {
    const open = (await checks('ru')).filter(({ code }) => code === 'untranslated');
    expect(open.map(({ ref }) => ref)).toEqual(expect.arrayContaining(['II/F-01', 'II/R-01']));
    const into = `${report}/translate/ru`;
    const send = (form: Record<string, string>, as: 'elif' | 'fay') => web.post(into, form, as);
    const page = await web.get(into, 'elif');
    const paragraph = /name="subject" value="([0-9a-f-]{36})"/.exec(page.text)?.[1] ?? '';
    expect((await send({ deed: 'translate', subject: paragraph, version: '5', text: 'Одно.\nИ ещё одно.' }, 'elif')).text).toContain('as many sentences as the original');
    for (const [subject, version, text] of [['II-F-01', '1', 'Заинтересованный узнаёт последним.'], ['II-R-01', '1', 'Сначала сохранить, затем подтвердить.'], [paragraph, '5', 'Заинтересованный узнаёт последним.']] as const) {
      expect((await send({ deed: 'translate', subject, version, text }, 'elif')).status).toBe(303);
      expect((await send({ deed: 'review', subject }, 'elif')).text).toContain('Another person than its translator');
    }
    expect((await checks('ru')).filter(({ code }) => code === 'unreviewed')).toHaveLength(3);
    for (const subject of ['II-F-01', 'II-R-01', paragraph]) expect((await send({ deed: 'review', subject }, 'fay')).status).toBe(303);
    expect((await checks('ru')).map(({ code }) => code)).not.toEqual(expect.arrayContaining(['unreviewed']));
    const made = await manuscriptOf(house.operator(), 'internet-2012', 'ru', 'TLP:CLEAR');
    expect(JSON.stringify(made)).toContain('Сначала сохранить, затем подтвердить.');
    await web.post(`${report}/paragraph/${paragraph}`, { version: '5', position: '1', text: 'Who is concerned hears of it last. [F-01]' }, 'elif');
    expect((await checks('ru')).map(({ code }) => code)).toContain('stale');
  });
});
