import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breakSilence } from '#domain/adoption/commands/break-silence.ts';
import { openSilence } from '#domain/adoption/commands/open-silence.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { reviseContribution } from '#domain/discussion/commands/revise-contribution.ts';
import { draftFinding, readyFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { editFinding } from '#domain/synthesis/commands/edit-finding.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import { findingPage } from '#domain/synthesis/queries/finding-page.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
const address = '/en/f/internet-2012-2/finding/R-01';
const say = async (who: 'anna' | 'ben' | 'dmitri', text: string, regime: 'named' | 'unattributed' = 'named') =>
  house.entered(postContribution(await house.as(who), { submissionId: randomUUID(), code: 'A1', text, regime, marking: 'TLP:GREEN', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
const mark = async (contribution: string, quote: string, opposing = false) => markExcerpt(await house.as('elif'), { submissionId: randomUUID(), contribution, quote, finding: 'R-01', ...(opposing ? { opposing: 'yes' as const } : {}) });
const page = async () => findingPage(await house.as('elif'), 'R-01');
const edit = (form: Record<string, string>) => web.post(address, { version: '1', text: 'Typed.', part: 'A', addressee: 'participating States', ...form }, 'elif');
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  await say('anna', 'Keep 🗂 before you remove.');
  await say('dmitri', 'Removal cannot wait.');
  await say('ben', 'We keep first as well.', 'unattributed');
  await draftFinding(await house.as('elif'), { submissionId: randomUUID(), kind: 'recommendation', part: 'A', text: 'Keep first.', addressee: 'participating States' });
  await mark('A1·1', 'Keep 🗂 before');
  await house.pool.db.updateTable('seat').set({ roles: ['moderator', 'rapporteur'] }).where('person_id', 'in', house.pool.db.selectFrom('person').select('id').where('email', '=', 'gus@example.org')).execute();
});
afterAll(async () => {
  await web.end();
  await house.end();
});

describe('a finding', () => {
  it('with a sole source shows one voice, until another speaks', async () => {
    expect((await web.get(address, 'elif')).text).toContain('one voice');
    await mark('A1·3', 'We keep first as well.');
    expect((await web.get(address, 'elif')).text).not.toContain('one voice');
  });
  it('has a slot for contrary views, and moves a passage there and back', async () => {
    await mark('A1·2', 'Removal cannot wait.', true);
    const against = async () => (await page())?.evidence.filter(({ opposing }) => opposing).map(({ ref }) => ref);
    expect(await against()).toEqual(['A1·2']);
    const excerpt = (await page())?.evidence.find(({ ref }) => ref === 'A1·2')?.id ?? '';
    expect((await web.post(`${address}/excerpt`, { deed: 'support', excerpt }, 'elif')).status).toBe(303);
    expect(await against()).toEqual([]);
    await web.post(`${address}/excerpt`, { deed: 'oppose', excerpt }, 'elif');
    expect(await against()).toEqual(['A1·2']);
  });
  it('says who stands behind it by category, and of an unattributed text nothing but that there is one', async () => {
    expect((await page())?.standing).toEqual({ byCategory: [{ category: 'delegations', for: 1, against: 0 }, { category: 'experts', for: 0, against: 1 }], voices: { for: 1, against: 1 }, hidden: { for: 1, against: 0 }, soleVoice: false });
    const { text } = await web.get(address, 'elif');
    expect(text).not.toContain('Ben Keller');
    expect(text).toContain('Who stands behind R-01');
  });
});

describe('two rapporteurs at one finding', () => {
  it('save in turns: the second sees both texts, and nothing typed is lost', async () => {
    expect((await edit({ text: 'Keep first, always.' })).status).toBe(303);
    const late = await edit({ text: 'Keep first, where a prosecutor asks.' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Both are below');
    expect(late.text).toContain('Keep first, always.');
    expect(late.text).toContain('>Keep first, where a prosecutor asks.</textarea>');
    expect(late.text).toContain('name="version" value="2"');
    expect((await edit({ version: '2', text: 'Keep first, always, where a prosecutor asks.' })).status).toBe(303);
    expect((await page())?.earlier.map(({ text }) => text)).toEqual(['Keep first, always.', 'Keep first.']);
  });
  it('at one and the same moment: one is saved, the other is told', async () => {
    const [elif, gus] = [await house.as('elif'), await house.as('gus')];
    const both = await Promise.all([elif, gus].map((ctx, i) => editFinding(ctx, 'R-01', { version: 3, text: `Wording ${i}.`, part: 'A', addressee: 'participating States' })));
    expect(both.filter(({ ok }) => ok).length).toBe(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'synthesis.finding_stale' } });
    expect((await page())?.finding.version).toBe(4);
  });
  it('at one source: both excerpts stand', async () => {
    const before = (await page())?.evidence.length ?? 0;
    const both = await Promise.all((['elif', 'gus'] as const).map(async (who) => markExcerpt(await house.as(who), { submissionId: randomUUID(), contribution: 'A1·1', quote: 'you remove', finding: 'R-01' })));
    expect(both.every(({ ok }) => ok)).toBe(true);
    expect((await page())?.evidence.length).toBe(before + 2);
  });
});

describe('a source that its author revised since', () => {
  it('is compared, then quoted anew in the wording that stands, exactly', async () => {
    await reviseContribution(await house.as('anna'), 'A1·1', { submissionId: randomUUID(), text: 'First of all keep 🗂 safe, then remove.' });
    const { text } = await web.get(address, 'elif');
    expect(text).toContain('version 1 is quoted, version 2 stands');
    expect(text).toContain('no longer stand in it');
    const [first, ...rest] = (await page())?.evidence.filter(({ ref }) => ref === 'A1·1') ?? [];
    const move = (quote: string, revision = '2') => web.post(`${address}/excerpt`, { deed: 'move', excerpt: first?.id ?? '', revision, quote }, 'elif');
    const wrong = await move('keep 🗂 saf e');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('>keep 🗂 saf e</textarea>');
    expect((await move('keep 🗂 safe', '1')).status).toBe(422);
    expect((await move('keep 🗂 safe')).status).toBe(303);
    expect((await page())?.evidence.find(({ id }) => id === first?.id)).toMatchObject({ revision: 2, quote: 'keep 🗂 safe', changed: null });
    for (const { id } of rest) expect((await web.post(`${address}/excerpt`, { deed: 'drop', excerpt: id }, 'elif')).status).toBe(303);
    expect((await page())?.evidence.filter(({ ref }) => ref === 'A1·1').length).toBe(1);
  });
});

describe('a wording under silence', () => {
  it('is frozen, and free again when silence is broken', async () => {
    expect(await readyFinding(await house.as('elif'), 'R-01')).toMatchObject({ ok: true });
    expect(await openSilence(await house.as('fay'), 'R-01', { submissionId: randomUUID(), ends: '2012-07-20T12:00' })).toMatchObject({ ok: true });
    const refused = await edit({ version: '4', text: 'Another after all.' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Another after all.');
    await mark('A1·2', 'cannot wait', true);
    expect((await page())?.finding).toMatchObject({ state: 'ready', version: 4 });
    expect(await breakSilence(await house.as('ben'), 'R-01', { submissionId: randomUUID(), kind: 'objection', authorised: 'yes' })).toMatchObject({ ok: true });
    expect((await edit({ version: '4', text: 'Another after all.' })).status).toBe(303);
  });
});
