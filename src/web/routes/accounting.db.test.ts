import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { reviseContribution, withdrawContribution } from '#domain/discussion/commands/revise-contribution.ts';
import { compileReport } from '#domain/report/commands/compile-report.ts';
import { attachExcerpt, draftFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import { openAccounts } from '#domain/synthesis/queries/open-accounts.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  for (const text of ['Ask the provider first.', 'Something else altogether.', 'I take this back.']) await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A1', text, regime: 'named', marking: 'TLP:GREEN', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
});
afterAll(async () => {
  await web.end();
  await house.end();
});
const bench = '/en/f/internet-2012-2/bench/A';
const open = async () => openAccounts(await house.as('elif'));
const end = (form: Record<string, string>) => web.post(`${bench}/end`, { contribution: 'A1·2', revision: '1', ...form }, 'elif');

describe('how each contribution ended', () => {
  it('is open at first, and the report is refused by page and by command', async () => {
    expect(await open()).toEqual(['A1·1', 'A1·2', 'A1·3']);
    expect(await compileReport(await house.as('fay'), web.files, 'internet-2012', 'en')).toMatchObject({ refusal: { code: 'report.contribution_open', detail: { count: 3, refs: 'II/A1·1, II/A1·2, II/A1·3' } } });
    const page = await web.post('/ru/s/internet-2012/report', {}, 'fay');
    expect(page.status).toBe(422);
    expect(page.text).toContain('3 выступления остались без итога: II/A1·1, II/A1·2, II/A1·3.');
  });
  it('is cited once a finding quotes it, without anybody saying so', async () => {
    const elif = await house.as('elif');
    await draftFinding(elif, { submissionId: randomUUID(), kind: 'conclusion', part: 'A', text: 'Providers are asked first.' });
    const marked = await markExcerpt(elif, { submissionId: randomUUID(), contribution: 'A1·1', quote: 'Ask the provider first.' });
    expect(await open()).toContain('A1·1');
    await attachExcerpt(elif, 'F-01', marked.ok ? marked.value.excerptId : '');
    expect(await open()).toEqual(['A1·2', 'A1·3']);
    expect((await web.get(`${bench}?c=A1-1`, 'elif')).text).toContain('Cited under a finding.');
  });
  it('is withdrawn when its author withdraws it', async () => {
    await withdrawContribution(await house.as('dmitri'), 'A1·3');
    expect(await open()).toEqual(['A1·2']);
  });
  it('is out of scope with a reason only; what was typed is kept', async () => {
    expect((await end({ fate: 'out-of-scope', reason: ' ' })).text).toContain('needs a reason');
    const refused = await end({ fate: 'cited', reason: 'Kept as typed.' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Kept as typed.');
    expect(await open()).toEqual(['A1·2']);
    expect((await end({ fate: 'out-of-scope', reason: 'Belongs to forum III.' })).status).toBe(303);
    expect((await web.get(`${bench}?c=A1-2`, 'elif')).text).toContain('Belongs to forum III.');
    expect(await open()).toEqual([]);
  });
  it('is open again when its author revises it, and a decision on the old wording is refused', async () => {
    await reviseContribution(await house.as('dmitri'), 'A1·2', { submissionId: randomUUID(), text: 'Something to the point.' });
    expect(await open()).toEqual(['A1·2']);
    const late = await end({ fate: 'noted', revision: '1' });
    expect(late.status).toBe(422);
    expect(late.text).toContain('revised A1·2 while you were reading');
    expect((await end({ fate: 'noted', revision: '2' })).status).toBe(303);
    expect(await open()).toEqual([]);
  });
  it('is for rapporteurs to say', async () => {
    expect((await web.post(`${bench}/end`, { contribution: 'A1·2', fate: 'noted' }, 'dmitri')).status).not.toBe(303);
  });
  it('lets the report be published when none is open', async () => {
    expect(await compileReport(await house.as('fay'), web.files, 'internet-2012', 'en')).toMatchObject({ ok: true });
  });
});
