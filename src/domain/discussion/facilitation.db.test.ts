import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import { type Character, ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import { countParticipation, countVoices } from '../disclosure/custody.ts';
import { workbench } from '../synthesis/queries/workbench.ts';
import { facilitate } from './commands/facilitate.ts';
import { postContribution } from './commands/post-contribution.ts';
import { contributionByRef } from './queries/contribution-facts.ts';
import { ContributionInput } from './schema.ts';

let house: TestHouse;
let web: TestWeb;
beforeEach(async () => {
  await web?.end();
  await house?.end();
  house = await openHouse();
  web = await openWeb(house);
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const base = '/en/f/internet-2012-2';
const guide = async (by: Character, kind: 'opening' | 'prompt' | 'summary' | 'closing', parent?: string) =>
  facilitate(await house.as(by), 'A1', { submissionId: randomUUID(), kind, text: `Words of ${by}.`, marking: 'TLP:AMBER', lang: 'en', ...(parent ? { parent } : {}) });
const said = { submissionId: randomUUID(), code: 'A1', text: 'Said.', regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' } as const;

describe('what a facilitator says', () => {
  it('stands in the thread under a heading of its own, as the secretariat’s, without the person’s name', async () => {
    expect(await guide('clara', 'prompt')).toMatchObject({ ok: true, value: { ref: 'A1·1' } });
    const { text } = await web.get(`${base}/q/A1`, 'ben');
    expect(text).toMatch(/<article class="contrib contrib--guide" id="A1-1" aria-labelledby="A1-1-w"/);
    expect(text).toMatch(/id="A1-1-w"><b>Prompt by a moderator<\/b><span>Secretariat<\/span>/);
    expect(text).toMatch(/From the moderators<\/h2>.*\/c\/A1-1">Prompt by a moderator/);
    expect(text).not.toContain('Clara');
    expect(text).not.toContain(`${base}/q/A1/facilitate`);
    expect((await web.get(`${base}/q/A1`, 'clara')).text).toContain(`${base}/q/A1/facilitate`);
    const entry = await house.pool.db.selectFrom('journal').select('facts').where('kind', '=', 'discussion.contribution_posted').executeTakeFirstOrThrow();
    expect(entry.facts).toMatchObject({ kind: 'prompt', regime: 'institution' });
  });

  it('comes from moderators and organisers, and no participant can pass their words off as such', async () => {
    expect(await guide('fay', 'summary')).toMatchObject({ ok: true });
    for (const by of ['anna', 'dmitri', 'elif'] as const) expect(await guide(by, 'summary')).toMatchObject({ refusal: { code: 'discussion.not_yours' } });
    expect(ContributionInput.safeParse({ ...said, kind: 'summary' }).success).toBe(false);
    expect((await web.post(`${base}/q/A1/write`, { ...said, kind: 'summary' }, 'anna')).status).toBe(422);
    expect((await web.get(`${base}/q/A1/facilitate`, 'anna')).status).toBe(404);
    expect((await web.post(`${base}/q/A1/facilitate`, { submissionId: randomUUID(), kind: 'prompt', text: 'x', marking: 'TLP:AMBER', lang: 'en' }, 'anna')).status).toBe(404);
  });

  it('is no voice: neither on the desk, nor under a finding, nor on the workbench', async () => {
    await postContribution(await house.as('anna'), said);
    await guide('clara', 'prompt', 'A1·1');
    const ctx = await house.as('elif');
    const idsOf = await Promise.all(['A1-1', 'A1-2'].map(async (ref) => (await contributionByRef(ctx, ref))?.id ?? ''));
    const count = (of: string[]) => atomically(ctx, async (ctx) => granted(await countVoices(ctx, ids.forum, of)));
    expect(await count(idsOf)).toMatchObject({ value: 1 });
    expect(await count(idsOf.slice(1))).toMatchObject({ value: 0 });
    const spoken = await atomically(ctx, async (ctx) => granted(await countParticipation(ctx, ids.forum, ['delegations', 'staff'])));
    expect(spoken).toMatchObject({ value: { byCategory: [{ category: 'delegations', open: 1 }] } });
    expect((await workbench(ctx, 'A', null))?.stream.map(({ ref }) => ref)).toEqual(['A1·1']);
  });

  it('is written on a page that keeps what was typed, and is refused as the clock has it', async () => {
    const form = { submissionId: randomUUID(), kind: 'prompt', text: '', marking: 'TLP:AMBER', lang: 'en', deed: 'post' };
    expect((await web.post(`${base}/q/A1/facilitate`, form, 'clara')).status).toBe(422);
    expect((await web.post(`${base}/q/A1/facilitate`, { ...form, text: 'Where is *evidence*?', deed: 'preview' }, 'clara')).text).toContain('Where is <em>evidence</em>?');
    house.at('2012-07-06T15:00:00Z');
    const late = await web.post(`${base}/q/A1/facilitate`, { ...form, text: 'Too late a prompt.' }, 'clara');
    expect(late.status).toBe(409);
    expect(late.text).toContain('This is not the time for it');
    const closing = await web.post(`${base}/q/A1/facilitate`, { ...form, kind: 'closing', text: 'Thank you.' }, 'clara');
    expect(closing.headers['location']).toBe(`${base}/c/A1-1`);
    expect((await web.get(`${base}/q/A1`, 'ben')).text).toContain('Closing words');
  });
});

describe('what waits for a facilitator', () => {
  it('is every question still silent and every contribution a day without a reply, on the first page and on the moderators’ desk', async () => {
    await guide('clara', 'opening');
    await postContribution(await house.as('anna'), { ...said, code: 'A2', submissionId: randomUUID() });
    await house.entered(postContribution(await house.as('anna'), { ...said, code: 'B1', submissionId: randomUUID(), regime: 'unattributed' }));
    for (const path of [base, `${base}/mod`]) {
      const { text } = await web.get(path, 'clara');
      expect(text, path).toMatch(/1 question is still silent<\/h3><ul class="docs"><li><a href="[^"]*\/q\/A1"/);
      expect(text).not.toContain('waited a day');
    }
    expect((await web.get(base, 'anna')).text).not.toContain('still silent');
    house.at('2012-07-05T08:00:00Z');
    expect((await web.get(base, 'clara')).text).toMatch(/1 contribution has waited a day for a reply.*\/c\/A2-1/);
    house.at('2012-07-05T11:00:00Z');
    expect((await web.get(base, 'clara')).text).toContain('2 contributions have waited a day');
  });
});
