import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const here = '/en/f/internet-2012-2/mod/aids/words';
const form = (more: Record<string, string> = {}) => ({ submissionId: randomUUID(), language: 'en', version: '0', tried: '', term: 'thief', rule: '3.1', match: 'word', forms: 'thieves, thievery', note: 'Since June.', ...more });
const tried = (text: string) => /name="tried" value="([0-9a-f]*)"/.exec(text)?.[1] ?? '';

describe('the page of word lists', () => {
  it('tries an entry before anything is saved, and saves the one that was tried', async () => {
    const untried = await web.post(here, form({ deed: 'save' }), 'clara');
    expect(untried.status).toBe(200);
    for (const words of ['marked with less confidence: ', 'wrongly marked in full', 'Save the entry all the same', 'thieves, thievery', 'Since June.']) expect(untried.text).toContain(words);
    expect((await web.get(here, 'clara')).text).toContain('No entries');
    // Another word than the one whose trial was read is tried first.
    expect((await web.post(here, form({ deed: 'save', term: 'coward', tried: tried(untried.text) }), 'clara')).status).toBe(200);
    const saved = await web.post(here, form({ deed: 'save', tried: tried(untried.text) }), 'clara');
    expect([saved.status, saved.headers['location']]).toEqual([303, `${here}?language=en`]);
    const page = (await web.get(`${here}?language=en`, 'clara')).text;
    for (const words of ['1 entry', 'thieves, thievery', 'Since June.', 'Version 1, 1 entry']) expect(page).toContain(words);
  });

  it('shows what was typed again where something is wrong', async () => {
    const bad = await web.post(here, form({ deed: 'try', term: '7', note: 'Kept.' }), 'clara');
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('value="Kept."');
    const stale = await web.post(here, form({ deed: 'save', version: '0', tried: tried((await web.post(here, form({ deed: 'try' }), 'clara')).text) }), 'clara');
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('The list has changed since you read it.');
  });

  it('withdraws an entry, adds and withdraws an example; for moderators alone', async () => {
    expect((await web.post(`${here}/examples`, { submissionId: randomUUID(), language: 'en', text: 'Thieves are tried by courts.' }, 'gus')).status).toBe(303);
    const page = (await web.get(here, 'gus')).text;
    const id = /name="example" value="([0-9a-f-]{36})"/.exec(page)?.[1] ?? '';
    expect(page).toContain('Thieves are tried by courts.');
    expect((await web.post(`${here}/examples`, { submissionId: randomUUID(), language: 'en', example: id }, 'gus')).status).toBe(303);
    expect((await web.get(here, 'gus')).text).not.toContain('Thieves are tried by courts.');
    expect((await web.post(`${here}/withdraw`, { submissionId: randomUUID(), language: 'en', version: '1', term: 'thief' }, 'gus')).status).toBe(303);
    expect((await web.get(here, 'gus')).text).toContain('No entries');
    for (const who of ['anna', 'elif'] as const) expect((await web.get(here, who)).status).toBe(404);
    const organiser = await web.get(here, 'fay');
    expect(organiser.status).toBe(200);
    expect(organiser.text).not.toContain('A new entry');
    expect((await web.post(here, form({ deed: 'try' }), 'fay')).status).toBe(404);
  });

  it('is by language', async () => {
    const page = await web.get('/de/f/internet-2012-2/mod/aids/words?language=ru', 'clara');
    expect(page.text).toContain('name="language" value="ru"');
    expect(page.text).toContain('Wortlisten dieser Website');
  });
});
