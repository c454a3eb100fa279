import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Character, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import { annotateParagraph } from './commands/annotate-paragraph.ts';
import { circulatePaper } from './commands/circulate-paper.ts';
import { addParagraph, editParagraph, removeParagraph } from './commands/edit-paragraph.ts';
import { writePaper } from './commands/write-paper.ts';
import { paperChanges } from './queries/paper-changes.ts';
import { paperPage } from './queries/paper-page.ts';

let house: TestHouse;
let web: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  const fay = await house.as('fay');
  await writePaper(fay, { submissionId: randomUUID(), title: 'Paper', locale: 'en', markdown: '# Measures\n\nA provider can be asked to keep content. A provider can be asked to remove it.\n\nUsers meet such material before any authority does.\n\nMany do not report it, and none is told why.' });
  await writePaper(fay, { submissionId: randomUUID(), title: 'Документ', locale: 'ru', markdown: '# Меры\n\nПровайдера можно просить о сохранении.\n\nПользователи видят это раньше властей.\n\nМногие не сообщают, и никому не говорят почему.' }, { sameVersion: true });
  await circulate();
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const circulate = async () => circulatePaper(await house.as('fay'), { submissionId: randomUUID(), audiences: ['participants'] }, { origin: 'https://forum.example' });
const annotate = async (by: Character, paragraph: string, passage: { quote?: string; sentence?: number; version?: number; in?: 'en' | 'ru'; before?: string }) => annotateParagraph(await house.as(by), { submissionId: randomUUID(), paragraph, text: 'Why?', lang: 'en', ...passage });
const page = async (by: Character, lang = 'en', version?: number) => {
  const found = await paperPage(await house.as(by), lang, { version });
  if (!found) throw new Error(`${by} sees no paper`);
  return found;
};
const edit = async (paragraph: string, markdown: string, { locale = 'en' as 'en' | 'ru' | 'fr', by = 'fay' as Character, was = null as string | null } = {}) => {
  const hash = (await page('fay', locale)).paragraphs.find(({ id }) => id === paragraph)?.hash ?? '';
  return editParagraph(await house.as(by), paragraph, { submissionId: randomUUID(), locale, markdown, was: was ?? hash });
};

describe('a remark on the paper', () => {
  it('is made on a sentence that was chosen, or on words told apart by what stands before them', async () => {
    expect(await annotate('anna', 'p2', { sentence: 1, in: 'en' })).toMatchObject({ ok: true });
    expect(await annotate('ben', 'p2', { quote: 'A provider can be asked', before: 'keep content. ', in: 'en' })).toMatchObject({ ok: true });
    expect(await annotate('dmitri', 'p3', { sentence: 0, in: 'ru' })).toMatchObject({ ok: true });
    expect(await annotate('anna', 'p4', { quote: 'none is told why' })).toMatchObject({ ok: true });
    expect(await annotate('anna', 'p2', { sentence: 7, in: 'en' })).toMatchObject({ refusal: { code: 'paper.quote_not_there' } });
    const { paragraphs } = await page('anna');
    expect(paragraphs.map(({ number }) => number)).toEqual(['', '1', '2', '3']);
    expect(paragraphs[1]?.annotations).toMatchObject([{ reference: 'P1·1', quote: 'A provider can be asked to remove it.', start: 41 }, { reference: 'P1·2', start: 41 }]);
    expect(paragraphs[2]?.annotations).toMatchObject([{ textLang: 'ru', quote: 'Пользователи видят это раньше властей.' }]);
  });

  it('leaves as a Web Annotation that names nobody', async () => {
    const reply = await web.get('/en/f/internet-2012-2/paper/annotations.json', 'anna');
    expect(reply.headers['content-type']).toContain('application/ld+json');
    const { total, first } = JSON.parse(reply.text);
    expect(total).toBe(4);
    expect(first.items.find((item: { target: { selector: { exact: string }[] } }) => item.target.selector[0]?.exact.endsWith('remove it.'))).toMatchObject({ type: 'Annotation', motivation: 'commenting', target: { selector: [{ type: 'TextQuoteSelector', exact: 'A provider can be asked to remove it.', prefix: expect.stringMatching(/keep content\. $/), suffix: '' }, { type: 'TextPositionSelector', start: 41, end: 78 }] } });
    expect(reply.text).not.toMatch(/Anna|Ben|Dmitri|Austria|creator|created/);
  });
});

describe('the draft of the next version', () => {
  it('is edited by organisers, paragraph by paragraph, and seen by nobody else', async () => {
    expect(await edit('p4', 'Mine.', { by: 'anna' })).toMatchObject({ refusal: { code: 'paper.not_yours' } });
    expect(await edit('p9', 'Mine.')).toMatchObject({ refusal: { code: 'paper.no_such_paragraph' } });
    expect(await edit('p4', 'One.\n\nTwo.')).toMatchObject({ refusal: { code: 'paper.one_paragraph' } });
    expect((await page('fay')).newestVersion).toBe(1); // a refusal begins no draft
    expect(await edit('p3', 'Users meet such material long before any authority does.')).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await edit('p3', 'Too late.', { was: 'what it was once' })).toMatchObject({ refusal: { code: 'paper.paragraph_stale' } });
    expect(await page('anna')).toMatchObject({ version: 1, versions: [1] });
    expect(await page('fay')).toMatchObject({ version: 2, versions: [1, 2], canAnnotate: false });
  });

  it('keeps every number: a paragraph put in between is 1bis, one taken out leaves a gap', async () => {
    expect(await addParagraph(await house.as('fay'), 'p2', { submissionId: randomUUID(), markdown: 'A provider may also be asked to say who placed it.' })).toMatchObject({ ok: true, value: { paragraph: 'p5' } });
    await house.pool.db.updateTable('guiding_question').set({ paragraph: 'p4' }).where('code', '=', 'A1').execute();
    const remove = async () => removeParagraph(await house.as('fay'), 'p4', { submissionId: randomUUID() });
    expect(await remove()).toMatchObject({ refusal: { code: 'paper.raises_questions', detail: { questions: 'A1' } } });
    await house.pool.db.updateTable('guiding_question').set({ paragraph: 'p3' }).where('code', '=', 'A1').execute();
    expect(await remove()).toMatchObject({ ok: true });
    expect((await page('fay')).paragraphs.map(({ id, number }) => `${id}=${number}`)).toEqual(['p1=', 'p2=1', 'p5=1bis', 'p3=2']);
  });

  it('says of each translation whether it is missing, or made of an earlier wording, until it is written anew', async () => {
    expect((await page('fay', 'ru')).paragraphs.map(({ id, translation, lang }) => [id, translation, lang])).toEqual([['p1', 'current', 'ru'], ['p2', 'current', 'ru'], ['p5', 'missing', 'en'], ['p3', 'stale', 'ru']]);
    expect(await edit('p5', 'Провайдера можно спросить, кто это разместил.', { locale: 'ru' })).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await edit('p3', 'Пользователи видят это раньше властей.', { locale: 'ru' })).toMatchObject({ ok: true });
    expect((await page('fay', 'ru')).paragraphs.map(({ translation }) => translation)).toEqual(['current', 'current', 'current', 'current']);
    expect((await web.get('/ru/f/internet-2012-2/paper', 'fay')).text).not.toContain('Переведено с прежней');
  });

  it('when circulated, carries, moves or sets apart every remark: none is lost and none twice', async () => {
    expect(await circulate()).toMatchObject({ ok: true, value: { version: 2 } });
    const now = await page('anna');
    expect(now.fates).toEqual({ carried: 3, moved: 0, orphaned: 1 });
    expect(now.orphans).toMatchObject([{ reference: 'P3·1', quote: 'none is told why' }]);
    const rows = await house.pool.db.selectFrom('annotation_place').select(['annotation_id', 'fate']).where('version', '=', 2).execute();
    expect([rows.length, new Set(rows.map((r) => r.annotation_id)).size]).toEqual([4, 4]);
    const { text } = await web.get('/en/f/internet-2012-2/paper', 'ben');
    expect(text).toContain('In place: 3. Moved: 0. No longer in the text: 1.');
    // Where it was made, it still stands; what came later is not shown there.
    const before = await web.get('/en/f/internet-2012-2/paper?v=1&p=p4', 'ben');
    expect(before.text).toMatch(/<mark class="hl" id="m-[0-9a-f-]+">none is told why<\/mark>/);
    expect(before.text).toContain('You are reading version 1; the newest is version 2.');
    const { facts } = await house.pool.db.selectFrom('journal').select('facts').where('kind', '=', 'paper.circulated').orderBy('at', 'desc').orderBy('seq', 'desc').executeTakeFirstOrThrow();
    expect(facts).toMatchObject({ carried: 3, moved: 0, orphaned: 1 });
  });

  it('takes a remark written on the version before while it was circulated, and settles it at once', async () => {
    expect(await annotate('anna', 'p3', { quote: 'before any authority', version: 1 })).toMatchObject({ ok: true });
    expect(await annotate('anna', 'p4', { quote: 'Many do not report it', version: 1 })).toMatchObject({ ok: true });
    expect((await page('anna')).fates).toEqual({ carried: 4, moved: 0, orphaned: 2 });
  });

  it('finds a passage again that was moved or changed a little, and one whose words came back', async () => {
    await edit('p2', 'A provider can be asked to keep content. A provider may be asked to remove it.');
    await addParagraph(await house.as('fay'), 'p3', { submissionId: randomUUID(), markdown: 'Many do not report it, and none is told why.' });
    await circulate();
    const now = await page('anna');
    expect(now).toMatchObject({ version: 3, fates: { carried: 3, moved: 3, orphaned: 0 } });
    expect(now.paragraphs.map(({ id, number, annotations }) => `${id}=${number}: ${annotations.map(({ reference, place }) => `${reference} ${place.fate}`).join(', ')}`)).toEqual(['p1=: ', 'p2=1: P1·1 moved, P1·2 carried', 'p5=1bis: ', 'p3=2: P2·1 carried, P2·2 carried', 'p6=4: P3·1 moved, P3·2 moved']);
    expect((await web.get('/en/f/internet-2012-2/paper?p=p2', 'anna')).text).toContain('Moved: the words changed or stand elsewhere');
  });
});

describe('two versions', () => {
  it('are compared paragraph by paragraph by whoever may see both', async () => {
    expect((await paperChanges(await house.as('anna'), 'en', { from: 1, to: 2 }))?.paragraphs.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['p1 same', 'p2 same', 'p5 added', 'p3 changed', 'p4 removed']);
    const { text } = await web.get('/en/f/internet-2012-2/paper/changes?from=1&to=2', 'anna');
    expect(text).toMatch(/<ins><span class="vh">\[added: <\/span>long /);
    expect(text).toContain('2 paragraphs unchanged');
  });
  it('are not compared with a draft by those who may not see it', async () => {
    await edit('p2', 'A secret wording.');
    expect(await paperChanges(await house.as('anna'), 'en', { from: 3, to: 4 })).toMatchObject({ from: 2, to: 3 });
    expect((await web.get('/en/f/internet-2012-2/paper/changes?from=3&to=4', 'anna')).text).not.toContain('secret');
    expect((await web.get('/en/f/internet-2012-2/paper?v=4', 'anna')).text).not.toContain('secret');
    expect((await web.get('/en/f/internet-2012-2/paper/changes?from=3&to=4', 'fay')).text).toContain('secret');
  });
});

describe('a guiding question', () => {
  it('opens from the paragraph that raises it, and leads back to it by its number, also when it is no longer in the text', async () => {
    expect((await web.get('/en/f/internet-2012-2/paper', 'anna')).text).toMatch(/id="p3".*Raises question:.*\/q\/A1"/s);
    expect((await web.get('/en/f/internet-2012-2/q/A1', 'anna')).text).toContain('/en/f/internet-2012-2/paper#p3">Paragraph of the paper ¶ 2</a>');
    await house.pool.db.updateTable('guiding_question').set({ paragraph: 'p4' }).where('code', '=', 'A2').execute();
    expect((await web.get('/en/f/internet-2012-2/q/A2', 'anna')).text).toContain('/en/f/internet-2012-2/paper?v=1#p4">Paragraph of the paper ¶ 3</a>');
  });
});

describe('the pages of a paragraph', () => {
  const form = (more: Record<string, string>) => ({ submissionId: randomUUID(), ...more });
  it('give back a wording that cannot be saved, with what was typed', async () => {
    const wrong = await web.post('/en/f/internet-2012-2/paper/p3/edit', form({ locale: 'en', was: 'older', markdown: 'My <b>long</b> wording' }), 'fay');
    expect(wrong.status).toBe(409);
    expect(wrong.text).toContain('My &lt;b>long&lt;/b> wording');
    expect((await web.get('/en/f/internet-2012-2/paper/p3/edit', 'anna')).status).toBe(404);
  });
  it('take a sentence without script, and say so when nothing was chosen', async () => {
    const nothing = await web.post('/en/f/internet-2012-2/paper/p3', form({ in: 'en', version: '3', lang: 'en', text: 'Long remark' }), 'anna');
    expect([nothing.status, nothing.text.includes('Choose a sentence, or give the words it is about.'), nothing.text.includes('Long remark')]).toEqual([422, true, true]);
    expect((await web.post('/en/f/internet-2012-2/paper/p3', form({ in: 'en', version: '3', lang: 'en', sentence: '0', text: 'Long remark' }), 'anna')).status).toBe(303);
  });
  it('never run what a wording or a remark holds', async () => {
    await web.post('/en/f/internet-2012-2/paper/p3', form({ in: 'en', version: '3', lang: 'en', sentence: '0', text: '<img src=x onerror=alert(1)>', proposal: '<script>alert(2)</script>' }), 'anna');
    await web.post('/en/f/internet-2012-2/paper/p3/edit', form({ locale: 'en', was: (await page('fay')).paragraphs.find(({ id }) => id === 'p3')?.hash ?? '', markdown: '<script>alert(3)</script> [x](javascript:alert(4))' }), 'fay');
    const { text } = await web.get('/en/f/internet-2012-2/paper?p=p3', 'fay');
    expect(text).toContain('alert(3)');
    expect(text).not.toMatch(/<script>alert|<img src|href="javascript/);
  });
});
