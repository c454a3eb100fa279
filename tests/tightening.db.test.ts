import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { regimes } from '#domain/disclosure/model.ts';
import { tightens } from '#domain/disclosure/rules.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { tightenRegime } from '#domain/discussion/commands/tighten-regime.ts';
import { exportRecord } from '#domain/record/queries/export-record.ts';
import { blocksOf } from '#domain/report/rules.ts';
import { manuscriptOf } from '#domain/report/queries/manuscript.ts';
import { attachExcerpt, draftFinding, readyFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import { noticeWriter } from '../src/worker/notices.ts';
import { type Character, openHouse, type TestHouse } from './house.ts';
import { openWeb, type TestWeb } from './web.ts';

let house: TestHouse;
/** Two nodes over one database, each with its own pages in memory. */
let nodes: TestWeb[];
/** A letter that waits: it holds what it tells of, and its words are found when it is sent. */
let notice: Parameters<ReturnType<typeof noticeWriter>>[0] = { kind: 'discussion.new-contributions', forumId: null, personId: null, locale: 'en', about: { contributions: [] } };
beforeAll(async () => {
  house = await openHouse();
  nodes = [await openWeb(house), await openWeb(house)];
});
afterAll(async () => {
  for (const node of nodes) await node.end();
  await house.end();
});

const base = '/en/f/internet-2012-2';
const parts: Readonly<Record<string, string>> = { forum: 'internet-2012-2', code: 'A1', ref: 'A1-1', day: '2012-07-04', series: 'internet-2012', slug: 'internet-2012' };
const readers = [undefined, 'anna', 'ben', 'clara', 'elif', 'fay', 'gus'] as const;
const quote = 'Someone outside the unit should confirm it';
const post = async (regime: 'named' | 'institution' | 'chatham-house', code = 'A1', by: Character = 'dmitri') => house.entered(postContribution(await house.as(by), { submissionId: randomUUID(), code, text: `${quote}, uniquely.`, regime, marking: 'TLP:GREEN', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
const input = (regime: (typeof regimes)[number]) => ({ submissionId: randomUUID(), regime });

/** Every address that is read, as everybody but the author, on both nodes, and the record and the report: those that hold the name or the body. */
async function naming(): Promise<Set<string>> {
  const found = new Set<string>();
  const look = (what: string, text: string) => { if (/Dmitri|Sokolov|Institute for Digital Rights/.test(text)) found.add(what); };
  for (const [n, node] of nodes.entries()) {
    const addresses = node.door.opened.filter(({ method, path }) => method === 'GET' && !path.endsWith('/live')).map(({ path }) => `/en${path.replace(/:(\w+)/g, (_, part: string) => parts[part] ?? '1')}`);
    for (const path of [...addresses, `${base}/search?q=uniquely`, `${base}/search?q=uniquely&category=experts`]) for (const who of readers) look(`node ${n}: ${path} as ${who ?? 'a visitor'}`, (await node.get(path, who)).text);
  }
  look('record', await exportRecord(house.operator()));
  const report = await manuscriptOf(house.operator(), 'internet-2012', 'en', 'TLP:GREEN');
  if (report.ok) look('report', JSON.stringify(blocksOf(report.value.chapters)));
  const letter = await noticeWriter(house.operator(), 'https://forum.example')(notice);
  look('letter', JSON.stringify(letter));
  return found;
}

describe('a regime tightened later', () => {
  it('hides the author everywhere at once: on every page of every node, in search, in unsent letters, in the record and in the report', async () => {
    const before = await naming();
    const { ref, id } = await post('named');
    const elif = await house.as('elif');
    await draftFinding(elif, { submissionId: randomUUID(), kind: 'recommendation', part: 'A', addressee: 'Participating States', text: 'Confirm from outside.' });
    const marked = await markExcerpt(elif, { submissionId: randomUUID(), contribution: ref, quote });
    await attachExcerpt(elif, 'R-01', marked.ok ? marked.value.excerptId : '');
    expect(await readyFinding(elif, 'R-01')).toMatchObject({ ok: true });
    notice = { ...notice, forumId: elif.sight.forumId, personId: (await house.as('anna')).actor.personId, about: { contributions: [id] } };

    const named = await naming();
    const shown = [...named].filter((what) => !before.has(what));
    for (const what of [`node 0: ${base}/q/A1 as anna`, `node 1: ${base}/q/A1 as clara`, `node 0: ${base}/search?q=uniquely as ben`, `node 0: ${base}/search?q=uniquely&category=experts as fay`, `node 0: ${base}/new as anna`, 'report', 'letter']) expect(shown.some((one) => one.startsWith(what)), what).toBe(true);

    expect(await tightenRegime(await house.as('dmitri'), ref, input('unattributed'))).toMatchObject({ ok: true });
    // Nodes hear of it by a live event; within the second that the promise gives.
    await pause(500);
    expect([...(await naming())].filter((what) => !before.has(what))).toEqual([]);
  }, 60_000);

  it('is for its author and for organisers, and is written into the record', async () => {
    const { ref, id } = await post('named', 'A2');
    for (const other of ['anna', 'clara', 'elif'] as const) expect(await tightenRegime(await house.as(other), ref, input('institution')), other).toMatchObject({ refusal: { code: 'discussion.no_such_contribution' } });
    expect(await tightenRegime(await house.as('fay'), ref, input('institution'))).toMatchObject({ ok: true });
    const entry = await house.pool.db.selectFrom('journal').select('facts').where('subject', '=', id).where('kind', '=', 'discussion.regime_tightened').executeTakeFirstOrThrow();
    expect(entry.facts).toEqual({ from: 'named', to: 'institution' });
  });

  it('shows nobody who was hidden: what shows the person inside is no tightening of the affiliation alone', async () => {
    const { ref, id } = await post('institution', 'A2');
    for (const regime of regimes) if (!tightens('institution', regime)) expect(await tightenRegime(await house.as('dmitri'), ref, input(regime)), regime).toMatchObject({ refusal: { code: 'discussion.never_loosened' } });
    // The database holds it against every other way in.
    await expect(house.pool.db.updateTable('contribution').set({ regime: 'chatham-house' }).where('id', '=', id).execute()).rejects.toThrow('never loosened');
    await house.pool.db.updateTable('forum').set({ allowed_regimes: ['named', 'institution', 'category'] }).execute();
    expect(await tightenRegime(await house.as('dmitri'), ref, input('unattributed'))).toMatchObject({ refusal: { code: 'discussion.regime_not_allowed' } });
  });

  it('is chosen by the author where they edit, and by an organiser on a page of its own', async () => {
    await house.pool.db.updateTable('forum').set({ allowed_regimes: [...regimes] }).execute();
    const { ref } = await post('named', 'B1');
    const [web] = nodes as [TestWeb];
    const anchor = ref.replace('·', '-');
    expect((await web.get(`${base}/c/${anchor}/edit`, 'dmitri')).text).toContain('Show less of the author of B1·');
    expect((await web.get(`${base}/c/${anchor}/attribution`, 'dmitri')).status).toBe(404);
    expect((await web.get(`${base}/q/B1`, 'fay')).text).toContain(`${base}/c/${anchor}/attribution`);
    expect((await web.get(`${base}/q/B1`, 'anna')).text).not.toContain('/attribution');
    const nothing = await web.post(`${base}/c/${anchor}/edit`, { deed: 'tighten', submissionId: randomUUID() }, 'dmitri');
    expect([nothing.status, nothing.text.includes('Choose one')]).toEqual([422, true]);
    expect((await web.post(`${base}/c/${anchor}/edit`, { deed: 'tighten', ...input('chatham-house') }, 'dmitri')).status).toBe(303);
    expect((await web.post(`${base}/c/${anchor}/attribution`, input('institution'), 'fay')).status).toBe(422);
    expect((await web.post(`${base}/c/${anchor}/attribution`, input('unattributed'), 'fay')).status).toBe(303);
    expect((await web.get(`${base}/c/${anchor}/attribution`, 'fay')).text).toContain('This forum allows nothing that shows less.');
  });
});
