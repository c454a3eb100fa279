import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Character, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import { annotateParagraph } from './commands/annotate-paragraph.ts';
import { circulatePaper } from './commands/circulate-paper.ts';
import { writePaper } from './commands/write-paper.ts';
import { paperPage } from './queries/paper-page.ts';

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

type Locale = 'en' | 'fr' | 'ru';
const write = async (by: Character, markdown: string, { locale = 'en' as Locale, sameVersion = false } = {}) => writePaper(await house.as(by), { submissionId: randomUUID(), title: `Paper (${locale})`, locale, markdown }, { sameVersion });
const circulate = async (by: Character) => circulatePaper(await house.as(by), { submissionId: randomUUID(), audiences: ['participating-states', 'participants'] }, { origin: 'https://forum.example' });
const annotate = async (by: Character, paragraph: string, quote: string) => annotateParagraph(await house.as(by), { submissionId: randomUUID(), paragraph, quote, text: 'Say by whom.', lang: 'en' });
const kinds = async () => (await house.pool.db.selectFrom('journal').select('kind').where('kind', 'like', 'paper.%').execute()).map(({ kind }) => kind);

describe('the discussion paper', () => {
  it('cannot be circulated, annotated or put into a further language before it is written', async () => {
    expect(await circulate('fay')).toMatchObject({ refusal: { code: 'paper.no_such_paper' } });
    expect(await annotate('anna', 'p1', 'x')).toMatchObject({ refusal: { code: 'paper.no_such_paper' } });
    expect(await write('fay', 'Un.', { locale: 'fr', sameVersion: true })).toMatchObject({ refusal: { code: 'paper.no_such_paper' } });
  });

  it('is written by organisers only', async () => {
    for (const by of ['anna', 'clara', 'elif'] as const) expect(await write(by, 'Mine.')).toMatchObject({ refusal: { code: 'paper.not_yours' } });
    expect(await write('fay', 'First *things* first.\n\nSecond things second.\n\nThird things third.')).toMatchObject({ ok: true, value: { version: 1, paragraphs: 3 } });
    expect(await kinds()).toEqual(['paper.version_written']);
  });

  it('is seen by organisers alone until it is circulated', async () => {
    expect(await paperPage(await house.as('anna'), 'en')).toBeNull();
    expect(await paperPage(await house.as('fay'), 'en')).toMatchObject({ version: 1, canWrite: true });
    expect(await circulate('anna')).toMatchObject({ refusal: { code: 'paper.not_yours' } });
    expect(await circulate('fay')).toMatchObject({ ok: true, value: { version: 1 } });
    expect(await paperPage(await house.as('anna'), 'en')).toMatchObject({ version: 1, canWrite: false, paragraphs: [{ id: 'p1', number: '1', html: '<p>First <em>things</em> first.</p>\n' }, { id: 'p2' }, { id: 'p3' }] });
  });

  it('takes a further language paragraph by paragraph, or not at all', async () => {
    expect(await write('fay', 'Un.\n\nDeux.', { locale: 'fr', sameVersion: true })).toMatchObject({ refusal: { code: 'paper.paragraphs_differ', detail: { wanted: 3, given: 2 } } });
    expect(await write('fay', 'Первое.\n\nВторое.\n\nТретье.', { locale: 'ru', sameVersion: true })).toMatchObject({ ok: true, value: { version: 1 } });
    expect(await write('fay', 'a\n\nb', { locale: 'fr' })).toMatchObject({ refusal: { code: 'paper.original_first', detail: { language: 'English' } } });
    expect(await write('fay', 'a\n\nb\n\nc', { locale: 'ru', sameVersion: true })).toMatchObject({ refusal: { code: 'paper.language_exists' } });
    expect(await paperPage(await house.as('dmitri'), 'ru')).toMatchObject({ locale: 'ru', locales: ['en', 'ru'], paragraphs: [{ id: 'p1' }, { id: 'p2' }, { id: 'p3' }] });
    expect(await paperPage(await house.as('anna'), 'de')).toMatchObject({ locale: 'en' });
  });

  it('is annotated at words that stand there, in any of its languages', async () => {
    expect(await annotate('anna', 'p2', 'Second things')).toMatchObject({ ok: true });
    expect(await annotate('dmitri', 'p1', 'Первое')).toMatchObject({ ok: true });
    expect(await annotate('anna', 'p1', 'First things')).toMatchObject({ ok: true });
    expect(await annotate('anna', 'p2', 'second things')).toMatchObject({ refusal: { code: 'paper.quote_not_there' } });
    expect(await annotate('anna', 'p9', 'Second')).toMatchObject({ refusal: { code: 'paper.no_such_paragraph' } });
    const page = await paperPage(await house.as('ben'), 'en');
    expect(page?.paragraphs[1]?.annotations).toMatchObject([{ quote: 'Second things', text: 'Say by whom.' }]);
    // Neither the page nor the journal says who made it.
    expect(JSON.stringify(page)).not.toMatch(/seat|Anna|Austria/);
    const facts = await house.pool.db.selectFrom('journal').select('facts').where('kind', '=', 'paper.annotated').execute();
    expect(JSON.stringify(facts)).not.toContain('Say by whom');
  });

  it('keeps the ids of its paragraphs in a new version, which participants see once it is circulated', async () => {
    expect(await write('fay', 'Something quite new.\n\nThird things third, last.\n\nFirst *things* first.')).toMatchObject({ ok: true, value: { version: 2 } });
    expect((await paperPage(await house.as('fay'), 'en'))?.paragraphs.map(({ id }) => id)).toEqual(['p4', 'p3', 'p1']);
    expect(await paperPage(await house.as('anna'), 'en')).toMatchObject({ version: 1 });
    await circulate('fay');
    expect(await paperPage(await house.as('anna'), 'en')).toMatchObject({ version: 2 });
    expect(await annotate('anna', 'p2', 'Second things')).toMatchObject({ refusal: { code: 'paper.no_such_paragraph' } });
  });

  it('written twice at once becomes two versions, not a fault', async () => {
    const both = await Promise.all([write('fay', 'One writer.'), write('fay', 'Another writer.')]);
    expect(both.map((outcome) => outcome.ok && outcome.value.version).sort()).toEqual([3, 4]);
  });
});

describe('the page of the paper', () => {
  const form = (more: Record<string, string>) => ({ submissionId: randomUUID(), ...more });

  it('is there for those who have a seat and for nobody else', async () => {
    expect((await web.get('/en/f/internet-2012-2/paper', 'anna')).status).toBe(200);
    expect((await web.get('/en/f/internet-2012-2/paper', 'hana')).status).toBe(404);
    expect((await web.get('/en/f/internet-2012-2/paper')).status).toBe(303);
  });

  it('offers writing to organisers only', async () => {
    expect((await web.get('/en/f/internet-2012-2/paper', 'fay')).text).toContain('/paper/write');
    expect((await web.get('/en/f/internet-2012-2/paper', 'anna')).text).not.toContain('/paper/write');
    expect((await web.post('/en/f/internet-2012-2/paper/write', form({ title: 'Mine', locale: 'en', markdown: 'Mine.' }), 'anna')).status).toBe(404);
  });

  it('takes an annotation and gives back everything typed when the words differ', async () => {
    const wrong = await web.post('/en/f/internet-2012-2/paper/p3', form({ quote: 'Not <there>', text: 'My long remark', lang: 'en' }), 'anna');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('These words do not stand in that paragraph.');
    expect(wrong.text).toContain('My long remark');
    expect(wrong.text).toContain('Not &lt;there>');
    const right = await web.post('/en/f/internet-2012-2/paper/p3', form({ quote: 'third, last', text: 'Is it?', lang: 'en' }), 'anna');
    expect([right.status, right.headers['location']]).toEqual([303, '/en/f/internet-2012-2/paper?lang=en&p=p3#p3']);
    expect((await web.get('/en/f/internet-2012-2/paper?p=p3', 'ben')).text).toContain('Is it?');
  });

  it('shows what a paper holds as text, never as a program', async () => {
    await web.post('/en/f/internet-2012-2/paper/write', form({ title: '<script>alert(1)</script>', locale: 'en', markdown: '<script>alert(2)</script>\n\n[x](javascript:alert(3))' }), 'fay');
    const { text } = await web.get('/en/f/internet-2012-2/paper', 'fay');
    expect(text).not.toMatch(/<script>alert|href="javascript/);
    expect(text).toContain('&lt;script>alert(1)');
  });
});
