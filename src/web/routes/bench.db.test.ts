import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { addCode, mergeCodes, moveCode } from '#domain/synthesis/commands/arrange-codes.ts';
import { codesPage } from '#domain/synthesis/queries/codes-page.ts';
import { workbench } from '#domain/synthesis/queries/workbench.ts';
import { ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
const bench = '/en/f/internet-2012-2/bench/A';
const say = async (who: 'anna' | 'dmitri', code: string, text: string, lang: 'en' | 'ru' = 'en', regime: 'named' | 'unattributed' | 'category' = 'named') =>
  house.entered(postContribution(await house.as(who), { submissionId: randomUUID(), code, text, regime, marking: 'TLP:GREEN', lang, capacity: 'own-name', kind: 'contribution' }));
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  await say('dmitri', 'A1', 'Keep 🗂 first. Then disclose. Keep 🗂 first.');
  await say('anna', 'A2', 'Сначала сохранить.', 'ru');
  await say('dmitri', 'A1', 'Remove at once.');
  // A second rapporteur at the same desk.
  await house.pool.db.updateTable('seat').set({ roles: ['moderator', 'rapporteur'] }).where('person_id', 'in', house.pool.db.selectFrom('person').select('id').where('email', '=', 'gus@example.org')).execute();
});
afterAll(async () => {
  await web.end();
  await house.end();
});
const mark = (form: Record<string, string>, as: 'elif' | 'gus' = 'elif') => web.post(`${bench}/excerpt`, { submissionId: randomUUID(), contribution: 'A1·1', revision: '1', ...form }, as);
const journaled = async () => (await house.pool.db.selectFrom('journal').select(['kind', 'facts']).where('kind', 'like', 'synthesis.code%').orderBy('seq').execute()).map(({ kind }) => kind);
const desk = async (filter = {}) => workbench(await house.as('elif'), 'A', 'A1·1', filter);

describe('the stream of the workbench', () => {
  it('is narrowed by question, category, language and how far it is reflected, by a form that needs no script', async () => {
    expect((await desk())?.stream.map(({ ref }) => ref)).toEqual(['A1·1', 'A1·2', 'A2·1']);
    const page = async (query: string) => (await web.get(`${bench}?${query}`, 'elif')).text.match(/class="streamitem"[^>]*>.*?<span class="meta">(.*?)<\/span>/g)?.map((item) => /A\d·\d/.exec(item)?.[0]) ?? [];
    expect(await page('question=A2')).toEqual(['A2·1']);
    expect(await page('lang=ru&cover=notYet')).toEqual(['A2·1']);
    expect(await page('cover=reflected')).toEqual([]);
    expect((await web.get(`${bench}?cover=reflected`, 'elif')).text).toContain('No contribution matches this filter.');
    expect((await web.get(`${bench}?aspect=B&lang=ru`, 'elif')).headers['location']).toBe('/en/f/internet-2012-2/bench/B?lang=ru');
  });
  it('shows the whole and says so when a filter is not readable', async () => {
    const { status, text } = await web.get(`${bench}?lang=xx`, 'elif');
    expect(status).toBe(200);
    expect(text).toContain('A filter is not readable');
  });
  it('finds no author by a category that the regime or too few seats hide', async () => {
    expect((await desk({ category: 'experts' }))?.stream.map(({ ref }) => ref)).toEqual(['A1·1', 'A1·2']);
    await say('dmitri', 'B1', 'Unseen.', 'en', 'unattributed');
    const hidden = await workbench(await house.as('elif'), 'B', null, { category: 'experts' });
    expect(hidden?.stream).toEqual([]);
    expect((await workbench(await house.as('elif'), 'B', null))?.stream.length).toBe(1);
  });
});

describe('an excerpt', () => {
  it('is of the place the words before it lead to, in code points, where the words stand twice', async () => {
    expect((await mark({ quote: 'Keep 🗂 first.', before: 'Then disclose. ' })).status).toBe(303);
    expect((await desk())?.chosen?.excerpts.map(({ start, end, revision }) => [start, end, revision])).toEqual([[29, 42, 1]]);
  });
  it('may overlap others; all are shown, each with its place', async () => {
    expect((await mark({ quote: 'disclose. Keep' })).status).toBe(303);
    const { text } = await web.get(`${bench}?c=A1-1`, 'elif');
    expect(text).toMatch(/<span class="ex[^>]*><span class="ex[^>]*><span>Keep<\/span><\/span><\/span>/);
    expect(text).toContain('characters 20 to 33, version 1');
    expect(text).toContain('characters 30 to 42, version 1');
  });
  it('bears several codes, and those of another rapporteur beside them', async () => {
    const [elif, gus] = [await house.as('elif'), await house.as('gus')];
    const code = async (label: string) => { const added = await addCode(elif, { submissionId: randomUUID(), label }); return added.ok ? added.value.codeId : ''; };
    const [keep, order] = [await code('Keep'), await code('Order')];
    const excerpt = (await desk())?.chosen?.excerpts[0]?.id ?? '';
    const put = (codes: string, as: 'elif' | 'gus') => web.post(`${bench}/code`, { excerpt, ...(codes ? { codes } : {}) }, as);
    expect((await put(keep, 'elif')).headers['location']).toBe('/en/f/internet-2012-2/bench/A?c=A1-1');
    await put(order, 'gus');
    const of = (context: typeof elif) => workbench(context, 'A', 'A1·1').then((page) => page?.chosen?.excerpts[0]?.codes.map(({ label, own }) => [label, own]));
    expect(await of(elif)).toEqual([['Keep', true], ['Order', false]]);
    await put('', 'elif');
    expect(await of(gus)).toEqual([['Order', true]]);
    expect((await put(randomUUID(), 'elif')).text).toContain('There is no such code in this series.');
  });
  it('that is refused is shown again with all that was typed and ticked', async () => {
    const [code] = (await codesPage(await house.as('elif'))) ?? [];
    const { status, text } = await mark({ quote: 'Never said.', codes: code?.id ?? '', opposing: 'yes' });
    expect(status).toBe(422);
    expect(text).toContain('Never said.');
    expect(text).toMatch(new RegExp(`value="${code?.id}" checked`));
  });
});

describe('the tree of codes', () => {
  const codes = async () => (await codesPage(await house.as('elif')))?.map(({ path, uses }) => `${path} ${uses}`);
  const idOf = async (label: string) => (await codesPage(await house.as('elif')))?.find((code) => code.label === label)?.id ?? '';
  it('is added to, renamed, moved and merged by forms, and each deed is in the record', async () => {
    const before = (await journaled()).length;
    const post = (path: string, form: Record<string, string>) => web.post(`/en/f/internet-2012-2/codes${path}`, form, 'elif');
    expect((await post('/add', { submissionId: randomUUID(), label: 'Evidence', parent: await idOf('Keep') })).status).toBe(303);
    expect((await post('', { deed: 'rename', code: await idOf('Evidence'), label: 'Evidence lost' })).status).toBe(303);
    expect((await post('', { deed: 'move', code: await idOf('Evidence lost'), parent: await idOf('Order') })).status).toBe(303);
    expect(await codes()).toEqual(['Keep 0', 'Order 1', 'Order › Evidence lost 0']);
    expect((await post('', { deed: 'merge', code: await idOf('Order'), into: await idOf('Keep') })).status).toBe(303);
    expect(await codes()).toEqual(['Keep 1', 'Keep › Evidence lost 0']);
    expect((await journaled()).slice(before)).toEqual(['synthesis.code_added', 'synthesis.code_renamed', 'synthesis.code_moved', 'synthesis.code_merged']);
  });
  it('keeps what was typed when the name is taken or the place impossible', async () => {
    const taken = await web.post('/ru/f/internet-2012-2/codes/add', { submissionId: randomUUID(), label: 'KEEP', description: 'Typed.' }, 'elif');
    expect(taken.status).toBe(422);
    expect(taken.text).toContain('Здесь уже есть код «KEEP».');
    expect(taken.text).toContain('Typed.');
    expect(await moveCode(await house.as('elif'), await idOf('Keep'), await idOf('Evidence lost'))).toMatchObject({ refusal: { code: 'synthesis.code_under_itself' } });
  });
  it('never meets in a circle, though two rapporteurs move at once', async () => {
    const [a, b] = [await addCode(await house.as('elif'), { submissionId: randomUUID(), label: 'One' }), await addCode(await house.as('gus'), { submissionId: randomUUID(), label: 'Two' })];
    const [one, two] = [a.ok ? a.value.codeId : '', b.ok ? b.value.codeId : ''];
    const both = await Promise.all([moveCode(await house.as('elif'), one, two), moveCode(await house.as('gus'), two, one)]);
    expect(both.filter(({ ok }) => ok).length).toBe(1);
    expect((await codes())?.length).toBe(4);
  });
  it('is one for all forums of the series', async () => {
    const { db } = house.pool;
    const first = await db.selectFrom('forum').selectAll().where('id', '=', ids.forum).executeTakeFirstOrThrow();
    const other = randomUUID();
    await db.insertInto('forum').values({ ...first, id: other, number: 3 }).execute();
    const seat = await db.selectFrom('seat').selectAll().where('id', '=', (await house.as('elif')).sight.seat?.id ?? '').executeTakeFirstOrThrow();
    await db.insertInto('seat').values({ ...seat, forum_id: other, id: randomUUID() }).execute();
    expect((await web.get('/en/f/internet-2012-3/codes', 'elif')).text).toContain('Evidence lost');
  });
  it('is for rapporteurs', async () => {
    expect((await web.get('/en/f/internet-2012-2/codes', 'dmitri')).status).toBe(404);
    expect(await mergeCodes(await house.as('dmitri'), await idOf('One'), await idOf('Keep'))).toMatchObject({ refusal: { code: 'synthesis.not_yours' } });
  });
});
