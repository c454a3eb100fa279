import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { actingPdf, canary, photograph, wordDocumentOfSomebody } from '../../../tests/files.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house, { translates: 'TLP:CLEAR' });
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const forum = '/en/f/internet-2012-2';
const contribution = (text: string, marking = 'TLP:AMBER') => ({ submissionId: randomUUID(), text, regime: 'named', marking, lang: 'en', deed: 'post' });
const begin = (text: string) => web.post(`${forum}/q/A1/attachments/begin`, { ...contribution(text), deed: '' }, 'dmitri');
const send = (file: { name: string; bytes: Uint8Array }, form: Record<string, string> = {}) => web.send(`${forum}/q/A1/attachments`, { submissionId: randomUUID(), description: 'What we measured', deed: 'attach', ...form }, file, 'dmitri');
const fileIn = (html: string): string => /href="(\/en\/f\/[^"]*\/attachment\/[0-9a-f-]{36})"/.exec(html)?.[1] ?? 'no file';

describe('the page of files', () => {
  it('keeps what was typed, takes a file, tells what was removed, and goes back to the text', async () => {
    const begun = await begin('Half a sentence');
    expect([begun.status, begun.headers['location']]).toEqual([303, `${forum}/q/A1/attachments`]);
    const taken = await send({ name: 'measured.docx', bytes: await wordDocumentOfSomebody() });
    expect(taken.status).toBe(303);
    const page = await web.get(String(taken.headers['location']), 'dmitri');
    expect(page.text).toContain('File 1 is attached.');
    expect(page.text).toMatch(/Removed from the file: [^<]*names of persons or organizations/);
    expect(page.text).not.toContain(canary);
    expect((await web.get(`${forum}/q/A1/write`, 'dmitri')).text).toContain('Half a sentence');
    const russian = await web.get(`/ru/f/internet-2012-2/q/A1/attachments`, 'dmitri');
    expect(russian.text).toContain('имена лиц или названия организаций');
  });

  it('says what is wrong, keeps the description, and takes nothing', async () => {
    for (const [bytes, words] of [[Buffer.from('words'), 'no PDF, no picture'], [await actingPdf(), 'macros'], [Buffer.alloc(0), 'Choose a file.']] as const) {
      const refused = await send({ name: 'a', bytes }, { description: 'My own words' });
      expect([refused.status, refused.text.includes('value="My own words"')]).toEqual([422, true]);
      expect(refused.text).toContain(words);
    }
    const without = await send({ name: 'a.jpg', bytes: await photograph() }, { description: '' });
    expect([without.status, without.text.includes('href="#f-description"')]).toEqual([422, true]);
    expect((await send({ name: 'a.jpg', bytes: Buffer.alloc(21 * 1024 * 1024) })).text).toContain('The file is larger than 20 MB.');
    expect((await send({ name: 'a.jpg', bytes: Buffer.alloc(25 * 1024 * 1024) })).status).toBe(413);
  });

  it('serves a file to those inside only, as a file, and lets nothing in it act', async () => {
    const posted = await web.post(`${forum}/q/A1/write`, contribution('With a file.'), 'dmitri');
    expect(posted.status).toBe(303);
    const thread = await web.get(`${forum}/q/A1`, 'ben');
    expect(thread.text).toContain('Preserve first, then ask.');
    const at = fileIn(thread.text);
    const file = await web.get(at, 'ben');
    expect([file.status, file.headers['content-type'], file.headers['x-content-type-options'], file.headers['content-security-policy']]).toEqual([200, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'nosniff', "default-src 'none'; sandbox"]);
    expect(file.headers['content-disposition']).toBe('attachment; filename="measured.docx"');
    expect([(await web.get(at)).status, (await web.get(at, 'hana')).status]).toEqual([303, 404]);
    expect((await web.get(`${at}/text`, 'ben')).text).toContain('Preserve first, then ask.');
  });

  it('shows a picture with its description, and one behind a cover only after it', async () => {
    await begin('Next.');
    await send({ name: 'a.jpg', bytes: await photograph() });
    await send({ name: 'b.jpg', bytes: await photograph() }, { description: 'A frightening picture', cover: 'yes' });
    await web.post(`${forum}/q/A1/write`, contribution('With pictures.'), 'dmitri');
    const { text } = await web.get(`${forum}/q/A1`, 'ben');
    expect(text).toMatch(/<img class="files__picture" src="[^"]*" alt="What we measured" loading="lazy"/);
    expect(text).toMatch(/<details class="covered"><summary><b>Covered:<\/b> A frightening picture<\/summary><div><a href="[^"]*"><img/);
  });
});

describe('a link in a contribution', () => {
  it('leads to a page that names the whole address and sends nobody on by itself', async () => {
    await web.post(`${forum}/q/A2/write`, contribution('See [this](https://www.example.org/a?b=1&c=2) ![x](https://canary.invalid/pixel.png)'), 'dmitri');
    const { text } = await web.get(`${forum}/q/A2`, 'ben');
    expect(text).not.toMatch(/<img[^>]*canary/);
    const at = /href="(\/en\/leave\?[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(text).toContain('this <span class="host">(www.example.org)</span></a>');
    const leave = await web.get(at);
    expect([leave.status, leave.headers['location']]).toEqual([200, undefined]);
    expect(leave.text).toContain('<a class="btn btn--primary" href="https://www.example.org/a?b=1&amp;c=2" rel="nofollow noopener noreferrer" referrerpolicy="no-referrer">Continue to www.example.org</a>');
  });

  it('cannot be made up: an address that stood in no text here is not shown as one', async () => {
    const forged = new URLSearchParams({ to: 'https://evil.example/', s: 'A'.repeat(27) });
    for (const query of [`${forged}`, 'to=https://evil.example/', '', 'to=javascript:alert(1)&s=x', `to=https://evil.example/&s=${'A'.repeat(26)}é`]) {
      const answer = await web.get(`/en/leave?${query}`);
      expect(answer.status, query).toBe(422);
      expect(answer.text, query).not.toContain('evil.example');
    }
  });
});

describe('covers and translations', () => {
  it('have pages for those who make them, and buttons for nobody else', async () => {
    await web.post(`${forum}/q/B1/write`, contribution('One.\n\nTwo.', 'TLP:CLEAR'), 'dmitri');
    expect((await web.get(`${forum}/q/B1`, 'clara')).text).toContain(`${forum}/c/B1-1/cover`);
    expect((await web.get(`${forum}/q/B1`, 'ben')).text).not.toContain('/c/B1-1/cover');
    const page = await web.get(`${forum}/c/B1-1/cover`, 'clara');
    expect(page.text).toContain('Paragraph 2');
    expect((await web.post(`${forum}/c/B1-1/cover`, { submissionId: randomUUID(), what: 'text', from: '2', to: '', description: '', deed: 'cover' }, 'clara')).status).toBe(422);
    expect((await web.post(`${forum}/c/B1-1/cover`, { submissionId: randomUUID(), what: 'text', from: '2', to: '', description: 'A quotation', deed: 'cover' }, 'clara')).status).toBe(303);
    expect((await web.get(`/de/f/internet-2012-2/q/B1`, 'ben')).text).toContain('<summary><b>Abgedeckt:</b> A quotation</summary>');

    await web.post(`${forum}/q/B1/write`, contribution('Plain words.', 'TLP:CLEAR'), 'dmitri');
    expect((await web.get(`/de/f/internet-2012-2/q/B1`, 'ben')).text).toContain('action="/de/f/internet-2012-2/c/B1-2/translate/de"');
    expect((await web.post(`/de/f/internet-2012-2/c/B1-2/translate/de`, {}, 'ben')).status).toBe(303);
    expect((await web.get(`/de/f/internet-2012-2/q/B1`, 'ben')).text).toContain('Eine Übersetzung ist angefordert');
    await house.pool.db.updateTable('translation').set({ status: 'machine', markdown: 'Einfache Worte.', html: '<p>Einfache Worte.</p>' }).execute();
    web.forget();
    const german = (await web.get(`/de/f/internet-2012-2/q/B1`, 'elif')).text;
    expect(german).toMatch(/<div class="read" lang="de"><p>Einfache Worte\.<\/p>[\s\S]*Maschinelle Übersetzung, Ausgangssprache: English[\s\S]*<details class="disclosure"><summary>Original \(English\)[\s\S]*Plain words\./);
    expect(german).toContain('/c/B1-2/translation/de');
    expect((await web.get(`/de/f/internet-2012-2/q/B1`, 'ben')).text).not.toContain('/c/B1-2/translation/de');
    expect((await web.post(`/de/f/internet-2012-2/c/B1-2/translation/de`, { submissionId: randomUUID(), text: 'Einfache Worte.' }, 'elif')).status).toBe(303);
    expect((await web.get(`/de/f/internet-2012-2/q/B1`, 'ben')).text).toContain('von einer Person geprüft');
  });
});
