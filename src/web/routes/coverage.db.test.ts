import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { disposeContribution } from '#domain/synthesis/commands/dispose-contribution.ts';
import { draftFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import { coveragePage } from '#domain/synthesis/queries/coverage-page.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
const say = async (who: 'anna' | 'ben' | 'dmitri', code: string, text: string, lang: 'en' | 'ru' = 'en', regime: 'named' | 'unattributed' = 'named') =>
  house.entered(postContribution(await house.as(who), { submissionId: randomUUID(), code, text, regime, marking: 'TLP:GREEN', lang, capacity: 'own-name', kind: 'contribution' }));
const page = async () => {
  const found = await coveragePage(await house.as('elif'));
  if (!found) throw new Error('no page');
  return found;
};
const told = (rows: Awaited<ReturnType<typeof page>>['byBody']) => Object.fromEntries(rows.map(({ key, counts }) => [key, Object.values(counts).join(' ')]));
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  await say('anna', 'A1', 'Evidence should be preserved before a page is removed.');
  await say('anna', 'A1', 'Preserving evidence comes first, and removing follows.');
  await say('dmitri', 'A1', 'Teachers need time for media education.');
  await say('dmitri', 'B1', 'Сохранять доказательства.', 'ru');
  const elif = await house.as('elif');
  await draftFinding(elif, { submissionId: randomUUID(), kind: 'conclusion', part: 'A', text: 'Evidence is preserved before removal.' });
  await markExcerpt(elif, { submissionId: randomUUID(), contribution: 'A1·1', quote: 'Evidence should be preserved', finding: 'F-01' });
});
afterAll(async () => {
  await web.end();
  await house.end();
});

describe('coverage', () => {
  it('is told by aspect, category, language and body', async () => {
    const { total, byAspect, byCategory, byLanguage, byBody } = await page();
    expect(total).toEqual({ reflected: 1, inPart: 0, notYet: 3, setAside: 0 });
    expect(told(byAspect)).toEqual({ A: '1 0 2 0', B: '0 0 1 0' });
    expect(told(byCategory)).toEqual({ delegations: '1 0 1 0', experts: '0 0 2 0' });
    expect(told(byLanguage)).toEqual({ en: '1 0 2 0', ru: '0 0 1 0' });
    expect(told(byBody)).toEqual({ 'Delegation of Austria': '1 0 1 0', 'Institute for Digital Rights': '0 0 2 0' });
  });
  it('lists what is not reflected, least alike to any finding first, inflected words told as the same', async () => {
    const { unreflected } = await page();
    expect(unreflected.map(({ ref }) => ref)).toEqual(['B1·1', 'A1·3', 'A1·2']);
    // No finding is written in Russian: nothing can be said of its likeness.
    expect(unreflected[0]?.score).toBeNull();
    expect(unreflected[1]?.score).toBe(0);
    expect(unreflected[2]?.score).toBeGreaterThan(0);
  });
  it('names findings that one kind of body alone supports, and how evenly bodies are cited', async () => {
    const { oneKind, evenness } = await page();
    expect(oneKind.map(({ reference, category }) => [reference, category])).toEqual([['F-01', 'delegations']]);
    expect(evenness).toEqual({ gini: 0.5, bodies: 2 });
    const { text } = await web.get('/ru/f/internet-2012-2/coverage', 'elif');
    expect(text).toContain('0,50 (Джини), 2 организации');
  });
  it('moves with the accounts: what is set aside is no longer listed', async () => {
    await disposeContribution(await house.as('elif'), { contribution: 'A1·3', fate: 'noted' });
    expect((await page()).unreflected.map(({ ref }) => ref)).toEqual(['B1·1', 'A1·2']);
  });
  it('hides small cells once a text hides its author, and what would tell them', async () => {
    await say('ben', 'A2', 'Unseen.', 'en', 'unattributed');
    const { byBody, byCategory, byAspect } = await page();
    for (const { counts, total } of [...byBody, ...byCategory]) for (const n of [...Object.values(counts), total]) expect(n === null || n === 0 || n >= 5).toBe(true);
    expect(told(byAspect)).toEqual({ A: '1 0 2 1', B: '0 0 1 0' });
    expect((await web.get('/en/f/internet-2012-2/coverage', 'elif')).text).not.toContain('Delegation of Switzerland');
  });
  it('is for rapporteurs', async () => expect((await web.get('/en/f/internet-2012-2/coverage', 'dmitri')).status).toBe(404));
});
