import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { forStaffElsewhere } from '#domain/disclosure/outputs.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { addCode } from '#domain/synthesis/commands/arrange-codes.ts';
import { draftFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { importCoding } from '#domain/synthesis/commands/import-coding.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import { readExchangeFile } from '#domain/synthesis/exchange-process.ts';
import { codebookFile, projectFile } from '#domain/synthesis/queries/exchange-files.ts';
import { exchangePreview } from '#domain/synthesis/queries/exchange-preview.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
const here = '/en/f/internet-2012-2/codes/exchange';
const elsewhere = forStaffElsewhere('for a test');
type Said = { regime?: 'named' | 'institution' | 'category' | 'chatham-house' | 'unattributed'; marking?: 'TLP:GREEN' | 'TLP:AMBER' | 'TLP:RED' };
const say = async (who: 'anna' | 'ben' | 'dmitri', code: string, text: string, { regime = 'named', marking = 'TLP:GREEN' }: Said = {}) =>
  house.entered(postContribution(await house.as(who), { submissionId: randomUUID(), code, text, regime, marking, lang: 'en', capacity: 'own-name', kind: 'contribution' }));
const done = async <V>(outcome: Promise<{ ok: true; value: V } | { ok: false; refusal: { code: string } }>): Promise<V> => {
  const result = await outcome;
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const added = async (label: string, parent?: string) => (await done(addCode(await house.as('elif'), { submissionId: randomUUID(), label, ...(parent ? { parent } : {}), description: `What ${label} is` }))).codeId;
const mark = async (contribution: string, quote: string, codes: readonly string[], more: { finding?: string; opposing?: 'yes' } = {}) => done(markExcerpt(await house.as('elif'), { submissionId: randomUUID(), contribution, quote, codes, ...more }));
const made = async () => (await projectFile(await house.as('elif'), elsewhere)) ?? { fileName: '', bytes: new Uint8Array() };
const projectIn = (bytes: Uint8Array) => strFromU8(unzipSync(bytes)['project.qde'] ?? new Uint8Array());
const previewOf = async (bytes: Uint8Array, as: 'elif' | 'gus' = 'elif') => {
  const read = await readExchangeFile(bytes);
  if (!read.ok) throw new Error(read.why);
  const preview = await exchangePreview(await house.as(as), read.brought);
  if (!preview) throw new Error('no rapporteur');
  return preview;
};

beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  await house.pool.db.updateTable('seat').set({ roles: ['moderator', 'rapporteur'] }).where('person_id', 'in', house.pool.db.selectFrom('person').select('id').where('email', '=', 'gus@example.org')).execute();
  await say('dmitri', 'A1', 'Keep 🗂 first, e\u0301lan and all.\n\nThen disclose. Keep 🗂 first.');
  await say('anna', 'A1', 'Told by one who is not to be known.', { regime: 'unattributed' });
  await say('ben', 'A2', 'In the room only.', { marking: 'TLP:RED' });
  await say('ben', 'B1', 'Under the rule of the house.', { regime: 'chatham-house' });
});
afterAll(async () => {
  await web.end();
  await house.end();
});

describe('a forum as a file', () => {
  it('holds codes, marks and findings, valid against the schemas, with places that hold in any program', async () => {
    const keep = await added('Preservation');
    const orders = await added('Orders', keep);
    const { reference } = await done(draftFinding(await house.as('elif'), { submissionId: randomUUID(), kind: 'challenge', part: 'A', text: 'Keeping comes too late.' }));
    await mark('A1·1', 'Keep 🗂 first, e\u0301lan', [keep, orders], { finding: reference });
    await mark('A1·1', 'Then disclose.', [orders]);
    await mark('A1·2', 'not to be known', [keep], { finding: reference, opposing: 'yes' });
    const { fileName, bytes } = await made();
    expect(fileName).toBe('internet-2012-2_TLP-AMBER.qdpx');
    const xml = projectIn(bytes);
    const schema = [readFileSync('tests/refi-qda/Project-mrt2019.xsd', 'utf8')];
    expect((await validateXML({ xml: [{ fileName: 'project.qde', contents: xml }], schema })).errors).toEqual([]);
    // Whoever counts letters finds the words: the picture is one, the accent another.
    const [, guid = '', start, end] = /<TextSource guid="([^"]+)" name="A1·1"[\s\S]*?startPosition="(\d+)" endPosition="(\d+)"/.exec(xml) ?? [];
    expect([...strFromU8(unzipSync(bytes)[`Sources/${guid}.txt`] ?? new Uint8Array())].slice(Number(start), Number(end)).join('')).toBe('Keep 🗂 first, e\u0301lan');
    expect(xml).toContain('<Description>TLP:AMBER\n');
    expect(xml).toContain(`name="${reference}"`);
    expect(xml.match(/<NoteRef /g)).toHaveLength(2);
    expect(xml).toContain('name="Contrary view"');
    const codebook = await codebookFile(await house.as('elif'));
    expect(codebook?.fileName).toBe('codes_TLP-AMBER.qdc');
    expect((await validateXML({ xml: [{ fileName: 'codes.qdc', contents: strFromU8(codebook?.bytes ?? new Uint8Array()) }], schema: [readFileSync('tests/refi-qda/Codebook-repaired.xsd', 'utf8')] })).errors).toEqual([]);
  });

  it('holds no text for the room alone, no name that a regime keeps, and no minute of a text without an author', async () => {
    const { bytes } = await made();
    const all = Object.values(unzipSync(bytes)).map((file) => strFromU8(file)).join('\n');
    expect(all).not.toContain('In the room only');
    expect(all).toContain('Left out because of their marking: 1 contributions, 0 findings.');
    expect(all).toContain('Dmitri Sokolov');
    for (const name of ['Anna', 'Berger', 'Austria', 'Ben', 'Keller', 'Switzerland', 'Elif', 'Demir']) expect(all, name).not.toContain(name);
    expect(/name="A1·2"[^>]*creationDateTime="([^"]+)"/.exec(projectIn(bytes))?.[1]).toMatch(/:00:00\.000Z$/);
    expect(Buffer.from((await made()).bytes).equals(Buffer.from(bytes))).toBe(true);
  });

  it('is for rapporteurs', async () => {
    expect(await projectFile(await house.as('anna'), elsewhere)).toBeNull();
    expect((await web.get(`${here}/forum.qdpx`, 'anna')).status).toBe(404);
    const { headers } = await web.get(`${here}/forum.qdpx`, 'elif');
    expect(headers['content-disposition']).toContain('internet-2012-2_TLP-AMBER.qdpx');
  });
});

describe('a file that comes back', () => {
  it('changes nothing where all is here', async () => {
    const preview = await previewOf((await made()).bytes);
    expect(preview.plan).toBeNull();
    expect([...preview.codes, ...preview.selections].map(({ is }) => is)).toEqual(['same', 'same', 'same', 'same', 'same']);
    expect(preview.left.notes).toBe(0);
    expect(preview.left.links).toBe(1);
  });

  it('restores codes and codings to the same bytes', async () => {
    const { db } = house.pool;
    await db.deleteFrom('finding_excerpt').execute();
    const before = (await made()).bytes;
    const links = projectIn(before);
    expect(links).not.toContain('<NoteRef ');
    for (const table of ['excerpt_code', 'excerpt', 'code'] as const) await (table === 'code' ? db.updateTable('code').set({ parent_id: null }).execute().then(() => db.deleteFrom('code').execute()) : db.deleteFrom(table).execute());
    expect(Buffer.from((await made()).bytes).equals(Buffer.from(before))).toBe(false);
    const { plan } = await previewOf(before);
    expect(await done(importCoding(await house.as('elif'), { submissionId: randomUUID(), codes: plan?.codes ?? [], selections: plan?.selections ?? [] }))).toEqual({ codes: 2, excerpts: 3, codings: 4 });
    expect(Buffer.from((await made()).bytes).equals(Buffer.from(before))).toBe(true);
    expect((await db.selectFrom('journal').select('kind').where('kind', '=', 'synthesis.coding_imported').execute()).length).toBe(1);
  });

  it('lets nobody code in another’s name, and lists what it leaves', async () => {
    const { bytes } = await made();
    await house.pool.db.deleteFrom('excerpt_code').execute();
    const preview = await previewOf(bytes, 'gus');
    expect(preview.selections.map(({ is, left }) => [is, [...new Set(left)]])).toEqual([['left', ['another']], ['left', ['another']], ['left', ['another']]]);
    const { plan } = await previewOf(bytes);
    await done(importCoding(await house.as('elif'), { submissionId: randomUUID(), codes: plan?.codes ?? [], selections: plan?.selections ?? [] }));
    expect(Buffer.from((await made()).bytes).equals(Buffer.from(bytes))).toBe(true);
  });

  it('is refused whole where a range holds other words, or a text may no longer be quoted', async () => {
    const idOf = async (column: 'marking' | 'regime', value: string) => (await house.pool.db.selectFrom('contribution').select('id').where(column, '=', value).executeTakeFirstOrThrow()).id;
    const one = { guid: randomUUID(), contribution: await idOf('regime', 'chatham-house'), revision: 1, start: 0, end: 5, quote: 'Under', codes: [] as string[] };
    const attempt = async (change: Partial<typeof one>, as: 'elif' | 'anna' = 'elif') => importCoding(await house.as(as), { submissionId: randomUUID(), codes: [{ guid: randomUUID(), name: 'Fresh', description: '', colour: null, parent: null }], selections: [{ ...one, ...change }] });
    expect(await attempt({ quote: 'under' })).toMatchObject({ ok: false, refusal: { code: 'synthesis.quote_differs' } });
    expect(await attempt({ codes: [randomUUID()] })).toMatchObject({ ok: false, refusal: { code: 'synthesis.no_such_code' } });
    expect(await attempt({ contribution: await idOf('marking', 'TLP:RED'), end: 2, quote: 'In' })).toMatchObject({ ok: false, refusal: { code: 'synthesis.text_changed' } });
    expect(await attempt({}, 'anna')).toMatchObject({ ok: false, refusal: { code: 'synthesis.not_yours' } });
    // Nothing of a refused file is left behind.
    expect(await house.pool.db.selectFrom('code').select('id').where('label', '=', 'Fresh').execute()).toEqual([]);
    expect(await attempt({})).toMatchObject({ ok: true, value: { codes: 1, excerpts: 1, codings: 0 } });
  });
});

describe('the page of exchange', () => {
  it('shows what a codebook would change before anything is written, and then writes it, without script', async () => {
    const code = (guid: string, name: string, inside = '') => `<Code guid="${guid}" name="${name}" isCodable="true">${inside}</Code>`;
    const keep = (await house.pool.db.selectFrom('code').select('id').where('label', '=', 'Preservation').executeTakeFirstOrThrow()).id;
    const book = `<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Another tool"><Codes>${code(keep, 'Retention', code(randomUUID(), 'Costs'))}</Codes></CodeBook>`;
    const preview = await web.send(here, {}, { name: 'codes.qdc', bytes: strToU8(book) }, 'elif');
    expect(preview.status).toBe(200);
    for (const words of ['Another tool', 'another name', 'Here: Preservation', '1 code is added to the tree.', 'Costs']) expect(preview.text).toContain(words);
    expect(await house.pool.db.selectFrom('code').select('id').where('label', '=', 'Costs').executeTakeFirst()).toBeUndefined();
    const field = (name: string) => (new RegExp(`name="${name}" value="([^"]*)"`).exec(preview.text)?.[1] ?? '').replace(/&quot;/g, '"').replace(/&amp;/g, '&');
    expect((await web.post(`${here}/take`, { submissionId: randomUUID(), plan: field('plan') }, 'elif')).status).toBe(303);
    const costs = await house.pool.db.selectFrom('code').select(['parent_id', 'label']).where('label', '=', 'Costs').executeTakeFirstOrThrow();
    expect(costs.parent_id).toBe(keep);
    expect(await house.pool.db.selectFrom('code').select('label').where('id', '=', keep).executeTakeFirstOrThrow()).toEqual({ label: 'Preservation' });
  });

  it('says in a sentence why a file is not read', async () => {
    const said = async (bytes: Uint8Array) => {
      const { status, text } = await web.send(here, {}, { name: 'file', bytes }, 'elif');
      return [status, /class="[^"]*errors?[^"]*"[\s\S]*?<\/div>/.exec(text)?.[0] ?? text].join(' ');
    };
    expect(await said(strToU8('<!DOCTYPE x [<!ENTITY a "b">]><CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>'))).toMatch(/^422 [\s\S]*names a document type/);
    expect(await said(strToU8('<html/>'))).toMatch(/^422 [\s\S]*neither a REFI-QDA codebook nor a project/);
    expect(await said(zipSync({ 'other.txt': strToU8('x') }))).toMatch(/^422 [\s\S]*no readable project\.qde/);
    expect(await said(zipSync({ 'project.qde': new Uint8Array(130 * 1024 * 1024) }, { level: 9 }))).toMatch(/^422 [\s\S]*larger than can be read here/);
    expect((await web.post(here, {}, 'elif')).text).toContain('Choose a file.');
    expect((await web.post(`${here}/take`, { submissionId: randomUUID(), plan: '{' }, 'elif')).status).toBe(422);
  });
});
