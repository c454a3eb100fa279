import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import { keepDraft, settleDraft } from './commands/keep-draft.ts';
import { postContribution } from './commands/post-contribution.ts';
import { ownDrafts } from './queries/own-contributions.ts';
import { writePage } from './queries/write-page.ts';

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
beforeEach(async () => {
  house.at('2012-07-04T08:00:00Z');
  await house.pool.db.deleteFrom('draft').execute();
});

const [left, right, third] = [randomUUID(), randomUUID(), randomUUID()];
const kept = async (text: string, window: string, version: number) => {
  const outcome = await keepDraft(await house.as('anna'), 'A1', { text, window, version });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
};
const settled = async (deed: 'take' | 'drop', which: string, text: string, window: string, version: number) => {
  const outcome = await settleDraft(await house.as('anna'), 'A1', { text, window, version }, { deed, which });
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
};
const draft = async (name: 'anna' | 'ivo' = 'anna', parent: string | null = null) => (await writePage(await house.as(name), 'A1', parent))?.draft ?? null;
const texts = async () => [(await draft())?.markdown, ...((await draft())?.beside ?? []).map(({ markdown }) => markdown)];
const post = async (text: string, window?: string, parent?: string) => {
  const posted = await postContribution(await house.as('anna'), { submissionId: randomUUID(), code: 'A1', text, regime: 'institution', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution', ...(parent ? { parent } : {}) }, 'web', window);
  return posted.ok && 'ref' in posted.value ? posted.value.ref : '';
};

describe('a draft', () => {
  it('is one for each person, question and parent', async () => {
    const ref = await post('To be answered.');
    await kept('to the question', left, 0);
    await keepDraft(await house.as('anna'), 'A1', { text: 'to the text', parent: ref, window: left, version: 0 });
    await keepDraft(await house.as('anna'), 'A2', { text: 'to another question', window: left, version: 0 });
    await keepDraft(await house.as('ivo'), 'A1', { text: 'of somebody else', window: left, version: 0 });
    expect([(await draft())?.markdown, (await draft('anna', ref))?.markdown, (await draft('ivo'))?.markdown]).toEqual(['to the question', 'to the text', 'of somebody else']);
  });

  it('grows under one version after another in one window, also where an answer never arrived', async () => {
    expect((await kept('one', left, 0)).version).toBe(1);
    expect((await kept('one two', left, 1)).version).toBe(2);
    // The answer to the second was lost: the window still says 1.
    expect(await kept('one two three', left, 1)).toMatchObject({ version: 3, beside: false });
    expect(await texts()).toEqual(['one two three']);
  });

  it('written in two windows keeps both texts, and says so to either', async () => {
    await kept('from the left', left, 0);
    expect(await kept('from the right', right, 0)).toMatchObject({ beside: true, others: [{ which: 'draft', markdown: 'from the left' }] });
    expect(await kept('from the right, longer', right, 0)).toMatchObject({ beside: true });
    expect(await kept('from the left, longer', left, 1)).toMatchObject({ version: 2, others: [{ which: right, markdown: 'from the right, longer' }] });
    expect(await texts()).toEqual(['from the left, longer', 'from the right, longer']);
    expect((await ownDrafts(house.operator(), { forumId: (await house.as('anna')).sight.forumId, seatId: (await house.as('anna')).sight.seat?.id ?? '' })).map(({ text }) => text)).toEqual(['from the left, longer', 'from the right, longer']);
  });

  it('opened anew after the other window saved is no conflict, and the same text twice is one', async () => {
    await kept('one text', left, 0);
    expect(await kept('one text', right, 0)).toMatchObject({ beside: false, version: 1 });
    expect(await kept('one text, longer', right, 1)).toMatchObject({ beside: false, version: 2 });
    expect(await texts()).toEqual(['one text, longer']);
  });

  it('first saved by two windows at once keeps both', async () => {
    await Promise.all([kept('at once, left', left, 0), kept('at once, right', right, 0)]);
    expect((await texts()).sort()).toEqual(['at once, left', 'at once, right']);
  });

  it('goes on with the text chosen and keeps the other beside, until one is dropped', async () => {
    await kept('from the left', left, 0);
    await kept('from the right', right, 0);
    const taken = await settled('take', 'draft', 'from the right, last', right, 0);
    expect(taken).toMatchObject({ text: 'from the left', beside: false });
    expect(await texts()).toEqual(['from the left', 'from the right, last']);
    const other = taken.others[0]?.which ?? '';
    expect(await settled('drop', other, 'from the left', right, taken.version)).toMatchObject({ others: [] });
    expect(await texts()).toEqual(['from the left']);
  });

  it('dropped by the window that was beside gives way to that window’s text', async () => {
    await kept('from the left', left, 0);
    await kept('from the right', right, 0);
    expect(await settled('drop', 'draft', 'from the right', right, 0)).toMatchObject({ others: [], version: 2 });
    expect(await texts()).toEqual(['from the right']);
    // The left window did not see it: its next text is kept beside.
    expect(await kept('from the left, later', left, 1)).toMatchObject({ beside: true });
  });

  it('is gone when it is sent; what another window holds is the draft from then on', async () => {
    await kept('sent', left, 0);
    await kept('never sent', right, 0);
    await post('sent', left);
    expect(await texts()).toEqual(['never sent']);
    await post('never sent', right);
    expect(await draft()).toBe(null);
  });

  it('of another window stays when a text of one’s own window, not saved yet, is sent', async () => {
    await kept('of the left', left, 0);
    await kept('begun on the right', right, 0);
    await post('begun on the right, and ended', right);
    expect(await texts()).toEqual(['of the left']);
  });

  it('loses no window’s last text, in whatever order three windows save', async () => {
    const saves = fc.array(fc.record({ window: fc.constantFrom(left, right, third), lost: fc.boolean() }), { minLength: 1, maxLength: 12 });
    await fc.assert(fc.asyncProperty(saves, async (steps) => {
      await house.pool.db.deleteFrom('draft').execute();
      const seen = new Map<string, number>();
      const last = new Map<string, string>();
      for (const [i, { window, lost }] of steps.entries()) {
        const { version } = await kept(`text ${i}`, window, seen.get(window) ?? 0);
        last.set(window, `text ${i}`);
        if (!lost) seen.set(window, version);
      }
      expect((await texts()).sort()).toEqual([...last.values()].sort());
    }), { numRuns: 25 });
  });
});

describe('the composer without script', () => {
  const at = '/en/f/internet-2012-2/q/A1/write';
  const form = { submissionId: randomUUID(), regime: 'institution', marking: 'TLP:AMBER', lang: 'en' };

  it('shows both texts of two windows and goes on with the one chosen', async () => {
    await web.post(at, { ...form, deed: 'draft', text: 'written <here> first', window: left, version: '0' }, 'anna');
    const page = await web.post(at, { ...form, deed: 'draft', text: 'written there', window: right, version: '0' }, 'anna');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Both texts are kept');
    expect(page.text).toContain('written &lt;here> first');
    expect(page.text).toMatch(/<textarea .*lang="en">written there<\/textarea>/);
    const chosen = await web.post(at, { ...form, deed: 'take draft', text: 'written there', window: right, version: '0' }, 'anna');
    expect(chosen.text).toMatch(/<textarea .*lang="en">written &lt;here> first<\/textarea>/);
    expect(await texts()).toEqual(['written <here> first', 'written there']);
  });

  it('keeps the text as a draft when it is refused, and says why and that it is kept', async () => {
    house.at('2012-07-06T15:00:00Z');
    const page = await web.post(at, { ...form, deed: 'post', text: '  A moment too late.\n', window: left, version: '0' }, 'anna');
    expect(page.status).toBe(409);
    expect(page.text).toContain('The forum has closed.');
    expect(page.text).toContain('Your text is still in the field and kept as a draft');
    expect(page.text).toMatch(/<textarea .*lang="en"> {2}A moment too late\.\n<\/textarea>/);
    expect(await draft()).toMatchObject({ markdown: '  A moment too late.\n', keptBecause: 'discussion.forum_closed' });
  });

  it('keeps the text of a window that is beside when it is refused', async () => {
    await kept('of the left', left, 0);
    house.at('2012-07-06T15:00:00Z');
    await web.post(at, { ...form, deed: 'post', text: 'of the right, too late', window: right, version: '0' }, 'anna');
    expect((await texts()).sort()).toEqual(['of the left', 'of the right, too late']);
  });
});
