import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { crowd } from '../../../tests/crowd.ts';
import { type Character, ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import { postContribution } from './commands/post-contribution.ts';
import { reviseContribution } from './commands/revise-contribution.ts';
import { landing, perPage, start, threadPage, type ThreadPage, type Turn } from './queries/thread-page.ts';
import { nextNew } from './queries/whats-new.ts';

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
const say = async (by: Character, code: string, parent?: string) => {
  const { ref } = await house.entered(postContribution(await house.as(by), { submissionId: randomUUID(), code, text: `Said by ${by}.`, regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution', ...(parent ? { parent } : {}) }));
  return ref;
};
const page = async (turn: Partial<Turn> = {}, code = 'A1'): Promise<ThreadPage> => {
  const found = await threadPage(await house.as('ben'), code, 5, { ...start, ...turn });
  if (!found) throw new Error('no such question');
  return found;
};
const anchors = (p: ThreadPage): string[] => [...(p.continued?.replies ?? []), ...p.threads.flatMap(({ first, replies }) => [first, ...replies])].map(({ anchor }) => anchor);
const many = (count: number, { code = 'A1' as 'A1' | 'A2', depth = 0, from = 0 } = {}) => crowd(house.pool, { forumId: ids.forum, questionId: ids[code], count, depth, from });

describe('the page of a question', () => {
  it('shows threads with one nesting whatever the depth, or everything as it came', async () => {
    const first = await say('anna', 'A1');
    const second = await say('ben', 'A1');
    const reply = await say('dmitri', 'A1', first);
    await say('anna', 'A1', second);
    await say('ben', 'A1', reply);
    expect((await page()).threads.map((t) => [t.first.ref, ...t.replies.map((r) => `${r.ref} to ${r.parentRef}`)])).toEqual([['A1·1', 'A1·3 to A1·1', 'A1·5 to A1·3'], ['A1·2', 'A1·4 to A1·2']]);
    expect(anchors(await page({ order: 'time' }))).toEqual(['A1-1', 'A1-2', 'A1-3', 'A1-4', 'A1-5']);
    const { text } = await web.get(`${base}/q/A1`, 'ben');
    expect(text.match(/<ol class="replies">/g)).toHaveLength(2);
    expect(text).toContain('<a href="#A1-3">in reply to A1·3</a>');
    expect(text).toContain('aria-current="page">By thread</a>');
    expect((await web.get(`${base}/q/A1?order=time`, 'ben')).text).not.toContain('class="replies"');
  });

  it('in the view of what is new is each reader’s own, and never in the page all share', async () => {
    await say('anna', 'A1');
    await say('ben', 'A1');
    expect((await web.get(`${base}/q/A1/new`, 'ben')).text).toContain('Said by anna.');
    expect((await web.get(`${base}/q/A1/new`, 'ben')).text).not.toContain('Said by ben.');
    expect((await web.get(`${base}/q/A1`, 'ben')).text).toBe((await web.get(`${base}/q/A1`, 'dmitri')).text);
    await web.post(`${base}/new/read`, { question: 'A1' }, 'ben');
    expect((await web.get(`${base}/q/A1/new`, 'ben')).text).toContain('You have read everything in this question.');
  });

  it('is not led astray by an address that means nothing', async () => {
    await many(60);
    for (const query of ['?after=Z9-9', '?after=A1-999', '?before=%00', '?order=sideways', '?after=B1-1', '?after=A1-3&after=A1-4']) expect((await web.get(`${base}/q/A1${query}`, 'ben')).status, query).toBe(200);
    expect(anchors(await page({ after: 'Z9-9' }))).toEqual(anchors(await page()));
  });
});

describe('a huge thread', () => {
  it('is walked through page by page, forwards and back, each contribution once', async () => {
    await many(230, { depth: 200 });
    await many(45, { from: 230 });
    for (const order of ['thread', 'time'] as const) {
      const seen: string[] = [];
      let at: ThreadPage = await page({ order });
      expect([at.earlier, at.count]).toEqual([null, 275]);
      for (seen.push(...anchors(at)); at.later; seen.push(...anchors(at))) at = await page({ order, after: at.later });
      expect(seen).toHaveLength(275);
      expect(new Set(seen).size).toBe(275);
      const back: string[] = [];
      at = await page({ order, before: 'end' });
      for (back.unshift(...anchors(at)); at.earlier; back.unshift(...anchors(at))) at = await page({ order, before: at.earlier });
      expect(back).toEqual(seen);
    }
  });

  it('goes on where its page begins: under the first of its thread, which is named', async () => {
    await many(120, { depth: 200 });
    const second = await page({ after: (await page()).later });
    expect(second.continued).toMatchObject({ root: { ref: 'A1·1' } });
    expect(second.continued?.replies).toHaveLength(perPage);
    expect((await web.get(`${base}/q/A1?after=${second.earlier ?? ''}`, 'ben')).text).toContain('The thread that begins with A1·1, continued');
  });

  it('keeps a page where it is when others write: neither a reply in an earlier thread nor a new thread shifts its beginning', async () => {
    await many(130);
    const turn = { after: (await page()).later };
    const before = anchors(await page(turn));
    await say('anna', 'A1', 'A1·2');
    await say('anna', 'A1');
    expect(anchors(await page(turn))).toEqual(before);
    expect(anchors(await page())).toContain('A1-131');
  });

  it('is entered by a deep link on the page that holds the contribution, whose beginning does not depend on what follows', async () => {
    await many(300, { depth: 200 });
    await many(30, { from: 300 });
    for (const n of [1, 49, 50, 51, 150, 299, 301, 330]) {
      const found = await landing(await house.as('ben'), `A1-${n}`);
      expect(found).toMatchObject({ code: 'A1', anchor: `A1-${n}` });
      expect(anchors(await page({ after: found?.after ?? null })), `A1-${n}`).toContain(`A1-${n}`);
    }
    expect(await landing(await house.as('ben'), 'A1-30')).toMatchObject({ after: null });
    const link = await web.get(`${base}/c/A1-150`, 'ben');
    expect(link.headers['location']).toBe(`${base}/q/A1?after=A1-140#A1-150`);
    expect((await web.get(`${base}/q/A1?after=A1-140`, 'ben')).text).toContain('id="A1-150"');
    expect((await web.get(`${base}/c/A1-999`, 'ben')).status).toBe(404);
    expect((await web.get(`${base}/c/A1-150`, 'hana')).status).toBe(404);
  });

  it('costs a page what a short one costs: the rows read do not grow with the thread', async () => {
    await many(3_000, { depth: 200 });
    await sql`analyze contribution`.execute(house.pool.db).catch(() => undefined);
    const plan = await house.pool.raw.query({ text: `explain (analyze, format json, timing off) select c.id from contribution c where c.forum_id = $1 and c.stands_in = $2
      and (c.root_place, c.id <> c.root_id, c.place) > (1000000::bigint, true, 1500000000::bigint) order by c.root_place, c.id <> c.root_id, c.place limit 51`, values: [ids.forum, ids.A1] });
    const text = JSON.stringify(plan.rows);
    expect(text).toContain('contribution_by_thread');
    expect(text).not.toMatch(/"Node Type": ?"(Sort|Seq Scan)"/);
    expect(Math.max(...[...text.matchAll(/"Actual Rows": ?([\d.]+)/g)].map(([, n]) => Number(n)))).toBeLessThanOrEqual(51);
  });
});

describe('reading in order', () => {
  it('leads to the next new contribution, over questions and pages, and from the last back to the first', async () => {
    await many(120);
    await say('anna', 'A2');
    await say('anna', 'B1');
    await web.post(`${base}/new/read`, { question: 'A1' }, 'ben');
    await say('anna', 'A1');
    expect(await nextNew(await house.as('ben'), null)).toEqual({ code: 'A1', anchor: 'A1-121', after: 'A1-111' });
    expect(await nextNew(await house.as('ben'), 'A1-121')).toMatchObject({ code: 'A2', anchor: 'A2-1' });
    expect(await nextNew(await house.as('ben'), 'A2-1')).toMatchObject({ anchor: 'B1-1' });
    expect(await nextNew(await house.as('ben'), 'B1-1')).toMatchObject({ anchor: 'A1-121' });
    expect((await web.get(`${base}/new/next?after=A2-1`, 'ben')).headers['location']).toBe(`${base}/q/B1#B1-1`);
    await web.post(`${base}/new/read`, {}, 'ben');
    expect((await web.get(`${base}/new/next`, 'ben')).headers['location']).toBe(`${base}/new`);
    expect((await web.get(`${base}/q/A1/mine`, 'dmitri')).text).toContain('121 new here');
  });

  it('says of what is new in a question whether it is on this page', async () => {
    await many(120);
    const mine = await web.get(`${base}/q/A1/mine?after=A1-50`, 'ben');
    expect(mine.text).toContain('data-unread-anchors-value="A1-51 A1-52');
    expect(mine.text).not.toContain('A1-101');
    await web.post(`${base}/new/read`, { refs: Array.from({ length: 50 }, (_, i) => `A1-${i + 1}`).join(' ') }, 'ben');
    expect((await web.get(`${base}/q/A1/mine`, 'ben')).text).toContain(`href="${base}/c/A1-51"`);
  });
});

describe('the wordings of a contribution', () => {
  it('are one click away, each with what it changed', async () => {
    const ref = await say('anna', 'A1');
    expect((await web.get(`${base}/q/A1`, 'ben')).text).not.toContain('see what changed');
    house.at('2012-07-04T08:17:00Z');
    expect(await reviseContribution(await house.as('anna'), ref, { submissionId: randomUUID(), text: 'Said by somebody.' })).toMatchObject({ ok: true });
    expect((await web.get(`${base}/q/A1`, 'ben')).text).toMatch(/href="[^"]*\/c\/A1-1\/history"[^>]*>edited [^<]*see what changed/);
    const history = await web.get(`${base}/c/A1-1/history`, 'ben');
    expect(history.text).toMatch(/<del>.*anna.*<\/del>/);
    expect(history.text).toMatch(/<ins>.*somebody.*<\/ins>/);
    expect(history.text).toContain('10:17');
    expect((await web.get(`${base}/c/A1-2/history`, 'ben')).status).toBe(404);
  });
});
