import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Character, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import { circulatePaper } from './commands/circulate-paper.ts';
import { confirmReceipt } from './commands/confirm-receipt.ts';
import { remindOfReceipts } from './commands/send-paper.ts';
import { writePaper } from './commands/write-paper.ts';
import { receiptsPage } from './queries/receipts-page.ts';

let house: TestHouse;
let web: TestWeb;
const origin = 'https://forum.example';
const forum = '/en/f/internet-2012-2';
const began = new Date('2012-07-03T08:00:00Z');
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  house.at(began);
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const circulate = async () => {
  await writePaper(await house.as('fay'), { submissionId: randomUUID(), title: 'The secret title', locale: 'en', markdown: `Text ${randomUUID()}.` });
  return circulatePaper(await house.as('fay'), { submissionId: randomUUID(), audiences: ['participating-states', 'participants'] }, { origin });
};
const confirm = async (by: Character, version = 1) => confirmReceipt(await house.as(by), { submissionId: randomUUID(), version });
const remind = async (by: Character = 'fay', version = 1) => remindOfReceipts(await house.as(by), { submissionId: randomUUID(), version }, { origin });
const letters = async () => (await house.pool.db.selectFrom('letter').select(['address', 'locale', 'subject', 'body']).where('kind', '=', 'paper.circulated').orderBy('written_at').orderBy('address').execute());
const states = async () => Object.fromEntries((await receiptsPage(await house.as('fay'), 'en'))?.lines.map(({ body, state, letters }) => [body, `${state} ${letters}`]) ?? []);

describe('a circulated paper', () => {
  it('goes by letter to those who answer for each body, in their languages, and the letter holds nothing of it', async () => {
    expect(await circulate()).toMatchObject({ ok: true });
    // Anna and Ivo are focal point and deputy, Ben a focal point; an institute without either gets it through its expert.
    const sent = await letters();
    expect(sent.map(({ address, locale }) => `${address.split('@')[0]} ${locale}`).sort()).toEqual(['anna de', 'ben fr', 'dmitri ru', 'ivo de']);
    for (const { subject, body } of sent) expect(`${subject}${body}`).not.toMatch(/secret|Text /);
    expect(sent[0]?.body).toContain(`${origin}/de/f/internet-2012-2/paper`);
    expect(await states()).toEqual({ 'Delegation of Austria': 'waiting 2', 'Delegation of Switzerland': 'waiting 1', 'Institute for Digital Rights': 'waiting 1' });
  });

  it('is sent when one letter has left, and not delivered when all were given up', async () => {
    await house.pool.db.updateTable('letter').set({ sent_at: began, next_at: null }).where('address', 'like', 'ivo%').where('kind', '=', 'paper.circulated').execute();
    await house.pool.db.updateTable('letter').set({ next_at: null }).where('address', 'like', 'ben%').where('kind', '=', 'paper.circulated').execute();
    expect(await states()).toMatchObject({ 'Delegation of Austria': 'sent 2', 'Delegation of Switzerland': 'failed 1' });
  });

  it('is confirmed by a focal point or a deputy for all of the body, once, and by nobody else', async () => {
    for (const by of ['dmitri', 'clara', 'fay'] as const) expect(await confirm(by)).toMatchObject({ refusal: { code: 'paper.not_focal_point' } });
    expect(await confirm('ivo', 2)).toMatchObject({ refusal: { code: 'paper.no_such_paper' } });
    expect(await confirm('ivo')).toMatchObject({ ok: true });
    expect(await confirm('anna')).toMatchObject({ ok: true });
    expect(await states()).toMatchObject({ 'Delegation of Austria': 'confirmed 2' });
    const entries = await house.pool.db.selectFrom('journal').select('facts').where('kind', '=', 'paper.received').execute();
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries)).not.toMatch(/seat|person/);
  });

  it('is asked after once a day where it was not confirmed', async () => {
    expect(await remind()).toMatchObject({ refusal: { code: 'paper.nobody_to_remind' } });
    house.at(new Date(began.getTime() + 86_400_000));
    expect(await remind('clara')).toMatchObject({ refusal: { code: 'paper.not_yours' } });
    expect(await remind()).toMatchObject({ ok: true, value: { bodies: 2 } });
    expect((await letters()).slice(4).map(({ address }) => address.split('@')[0])).toEqual(['ben', 'dmitri']);
    expect(await remind()).toMatchObject({ refusal: { code: 'paper.nobody_to_remind' } });
  });

  it('asks for a new word when a new version goes out', async () => {
    expect(await circulate()).toMatchObject({ ok: true });
    expect(await states()).toEqual({ 'Delegation of Austria': 'waiting 2', 'Delegation of Switzerland': 'waiting 1', 'Institute for Digital Rights': 'waiting 1' });
    expect(await confirm('anna', 1)).toMatchObject({ refusal: { code: 'paper.no_such_paper' } });
  });
});

describe('the pages of receipts', () => {
  it('ask who answers for a body, take the word, and thank nobody else', async () => {
    expect((await web.get(`${forum}/paper`, 'dmitri')).text).not.toContain('We have received the paper');
    const asked = await web.get(`${forum}/paper`, 'ben');
    expect(asked.text).toContain('Version 2 was circulated to your body. Has it arrived?');
    expect((await web.post(`${forum}/paper/received`, { submissionId: randomUUID(), version: '2' }, 'ben')).status).toBe(303);
    expect((await web.get(`${forum}/paper`, 'ben')).text).toContain('Your body confirmed version 2');
    expect((await web.post(`${forum}/paper/received`, { submissionId: randomUUID(), version: '2' }, 'dmitri')).text).toContain('Receipt is confirmed by the focal point or the deputy of a body.');
  });

  it('show the secretariat who has it, as a page and as a file, and no person', async () => {
    const page = (await web.get(`${forum}/paper/receipts`, 'fay')).text;
    for (const words of ['1 of 3 have confirmed', 'Delegation of Switzerland', 'Letter waiting']) expect(page).toContain(words);
    const file = await web.get(`${forum}/paper/receipts.csv`, 'fay');
    expect(file.text).toContain('"Delegation of Switzerland","Confirmed","2012-07-04T08:00:00.000Z","1","2012-07-04T08:00:00.000Z"');
    for (const name of ['Anna', 'Ben', 'Ivo', '@']) expect(file.text).not.toContain(name);
    for (const who of ['anna', 'clara'] as const) expect((await web.get(`${forum}/paper/receipts`, who)).status).toBe(404);
  });

  it('say why nobody is asked again', async () => {
    const page = await web.post(`${forum}/paper/receipts`, { submissionId: randomUUID(), version: '2' }, 'fay');
    expect(page.text).toContain('Every body has confirmed, or was asked within the last day.');
  });
});
