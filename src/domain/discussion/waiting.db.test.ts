import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Character, closesAt, ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import { raiseTasks } from './commands/raise-tasks.ts';
import { postContribution } from './commands/post-contribution.ts';
import { releaseWaiting } from './commands/release-waiting.ts';
import { reviseContribution, withdrawContribution } from './commands/revise-contribution.ts';
import { takeBackWaiting } from './commands/take-back-waiting.ts';
import { threadPage } from './queries/thread-page.ts';
import { forumsToRelease, waitingPage } from './queries/waiting-page.ts';
import { mine } from './queries/write-page.ts';

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
const send = async (by: Character, text: string, { code = 'A1', parent = null as string | null, regime = 'unattributed' as 'unattributed' | 'named' } = {}) =>
  postContribution(await house.as(by), { submissionId: randomUUID(), code, text, regime, marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution', ...(parent ? { parent } : {}) });
const shown = async (code = 'A1') => (await threadPage(await house.as('clara'), code, 5))?.threads.flatMap(({ first, replies }) => [first, ...replies]) ?? [];

describe('an unattributed contribution', () => {
  it('waits where nobody finds it but its author, who has no number for it yet', async () => {
    expect(await send('dmitri', 'Hushword from the field.')).toEqual({ ok: true, value: { waitsUntil: '2012-07-04T10:00:00.000Z' } });
    expect(await shown()).toEqual([]);
    for (const path of [`${base}/q/A1`, `${base}/search?q=hushword`, `${base}/new`, `${base}/q/A1/mine`, `${base}/q/A1/waiting`, base]) {
      for (const other of ['anna', 'clara', 'elif', 'fay'] as const) expect((await web.get(path, other)).text, `${path} as ${other}`).not.toContain('from the field');
    }
    expect((await web.get(`${base}/q/A1/waiting`, 'dmitri')).text).toContain('from the field');
    expect((await web.get(`${base}/q/A1/mine`, 'dmitri')).text).toContain('1 text waits to be released with others');
    expect((await mine(await house.as('anna'), 'A1'))?.waiting).toBe(0);
    expect(await house.count('journal')).toBe(0);
  });

  it('sent by the form leads its author to what waits', async () => {
    const form = { submissionId: randomUUID(), text: 'By the form.', regime: 'unattributed', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', deed: 'post' };
    const sent = await web.post(`${base}/q/A1/write`, form, 'dmitri');
    expect([sent.status, sent.headers['location']]).toEqual([303, `${base}/q/A1/waiting`]);
    // A second arrival of the same form gets the same answer, and one text waits.
    expect((await web.post(`${base}/q/A1/write`, form, 'dmitri')).headers['location']).toBe(`${base}/q/A1/waiting`);
    expect(await house.count('waiting_contribution')).toBe(1);
  });

  it('keeps no instant of its arrival and no person in anything the application reads', async () => {
    house.at('2012-07-04T08:07:13.377Z');
    await send('dmitri', 'No trace.');
    const { rows } = await sql<{ all: string }>`select jsonb_agg(to_jsonb(w))::text as all from waiting_contribution w`.execute(house.pool.db);
    expect(rows[0]?.all).not.toMatch(/08:07|000000003|000000001/);
    await expect(sql`select * from waiting_author`.execute(house.pool.db)).rejects.toThrow(/permission denied/);
  });

  it('is released at a full quarter of an hour once three people wait, all together, under one instant and by nobody', async () => {
    for (const by of ['anna', 'ben'] as const) await send(by, `From ${by}.`);
    // Three texts, two people: a third by the same hand would not hide anybody.
    await send('ben', 'From ben again.');
    expect(await house.releaseAt('2012-07-04T08:15:00Z')).toMatchObject({ released: 0 });
    house.at('2012-07-04T08:20:00Z');
    await send('dmitri', 'From dmitri.', { code: 'B1' });
    expect(await house.releaseAt('2012-07-04T08:29:59.999Z')).toMatchObject({ released: 0 });
    expect(await house.releaseAt('2012-07-04T08:30:00Z')).toMatchObject({ released: 4 });
    expect(await forumsToRelease(house.operator())).toEqual([]);
    expect((await shown()).map(({ ref }) => ref)).toEqual(['A1·1', 'A1·2', 'A1·3']);
    expect((await shown('B1')).map(({ at, precision }) => [at.toISOString(), precision])).toEqual([['2012-07-04T08:00:00.000Z', 'hour']]);
    const entries = await house.pool.db.selectFrom('journal').selectAll().where('kind', '=', 'discussion.contribution_posted').execute();
    expect(new Set(entries.map(({ at }) => at.toISOString()))).toEqual(new Set(['2012-07-04T08:30:00.000Z']));
    for (const entry of entries) expect(Object.keys(entry.commitments as object).sort()).toEqual(['author', 'capacity', 'text']);
  });

  it('is released by itself at the announced hour, so that a rehearsal of one person goes on', async () => {
    await send('dmitri', 'Alone.');
    expect(await house.releaseAt('2012-07-04T09:59:59.999Z')).toMatchObject({ released: 0 });
    expect(await house.releaseAt('2012-07-04T10:00:00Z')).toMatchObject({ released: 1, refs: ['A1·1'] });
  });

  it('is released once by two workers at once', async () => {
    for (const by of ['anna', 'ben', 'dmitri'] as const) await send(by, `From ${by}.`);
    house.at('2012-07-04T08:15:00Z');
    const both = await Promise.all([1, 2].map(async () => releaseWaiting(await house.as('clara'))));
    expect(both.map((done) => (done.ok ? done.value.released : -1)).sort()).toEqual([0, 3]);
    expect(await shown()).toHaveLength(3);
  });

  it('sent in the last millisecond stands in the forum as received before its closing, before the clock does anything else', async () => {
    house.at(new Date(closesAt.getTime() - 1));
    await send('dmitri', 'At the last moment.');
    expect(await house.releaseAt(closesAt)).toMatchObject({ released: 1 });
    const row = await house.pool.db.selectFrom('contribution').select(['received_at', 'received_after_closing']).executeTakeFirstOrThrow();
    expect(row).toEqual({ received_at: new Date(closesAt.getTime() - 1), received_after_closing: false });
  });

  it('can be taken back into the draft while it waits, by its author alone; what stood in the draft stays', async () => {
    await send('dmitri', 'First thought.');
    const text = (await waitingPage(await house.as('dmitri'), 'A1'))?.texts[0];
    expect(await takeBackWaiting(await house.as('anna'), 'A1', text?.id ?? '')).toMatchObject({ refusal: { code: 'discussion.no_such_contribution' } });
    await web.post(`${base}/q/A1/write/draft`, { text: 'Second thought.' }, 'dmitri');
    const taken = await web.post(`${base}/q/A1/waiting`, { text: text?.id ?? '' }, 'dmitri');
    expect(taken.headers['location']).toBe(`${base}/q/A1/write`);
    expect((await mine(await house.as('dmitri'), 'A1'))).toMatchObject({ waiting: 0, draft: { markdown: 'First thought.\n\nSecond thought.', regime: 'unattributed' } });
    expect(await house.releaseAt('2012-07-04T10:00:00Z')).toMatchObject({ released: 0 });
  });

  it('answers what was shown, under its thread', async () => {
    const first = await house.entered(send('anna', 'Named.', { regime: 'named' }));
    const reply = await house.entered(send('dmitri', 'In reply.', { parent: first.ref }));
    expect(await shown()).toMatchObject([{ ref: first.ref }, { ref: reply.ref, parentRef: first.ref, rootId: first.id }]);
  });

  it('once released is not changed, and withdrawn only with the next batch: whoever does it is online', async () => {
    const { ref } = await house.entered(send('dmitri', 'Said.'));
    house.at('2012-07-04T10:01:00Z');
    expect(await reviseContribution(await house.as('dmitri'), ref, { submissionId: randomUUID(), text: 'Changed.' })).toMatchObject({ refusal: { code: 'discussion.edit_window_over' } });
    expect((await web.get(`${base}/c/A1-1/edit`, 'dmitri')).text).not.toContain('<textarea');
    const before = [(await web.get(`${base}/q/A1`, 'anna')).text, await house.count('journal')];
    expect((await web.post(`${base}/c/A1-1/edit`, { deed: 'withdraw' }, 'dmitri')).status).toBe(303);
    expect(await withdrawContribution(await house.as('anna'), ref)).toMatchObject({ refusal: { code: 'discussion.no_such_contribution' } });
    web.forget({ all: true });
    expect([(await web.get(`${base}/q/A1`, 'anna')).text, await house.count('journal')]).toEqual(before);
    expect((await web.get(`${base}/q/A1/mine`, 'dmitri')).text).toContain('will be withdrawn with the next release');
    expect(await house.releaseAt('2012-07-04T14:00:00Z')).toMatchObject({ released: 0, withdrawn: 1 });
    expect(await shown()).toMatchObject([{ ref, visibility: 'withdrawn', html: '' }]);
  });

  it('raises no task and counts nowhere before its release', async () => {
    await send('dmitri', 'Alone.');
    house.at('2012-07-05T08:00:00Z');
    await raiseTasks(await house.as('fay'), 'https://forum.example');
    expect((await house.pool.db.selectFrom('desk_task').select('key').execute()).map(({ key }) => key).filter((key) => key.startsWith('unanswered'))).toEqual([]);
    expect((await house.pool.db.selectFrom('thread').select('last_number').where('question_id', '=', ids.A1).executeTakeFirstOrThrow()).last_number).toBe(0);
  });
});
