import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importStates } from '#domain/accreditation/commands/import-states.ts';
import { participates } from '#domain/accreditation/queries/seats-page.ts';
import { readFileSync } from 'node:fs';
import { ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  await importStates(house.operator(), readFileSync('reference/osce-states.json', 'utf8'));
  await house.pool.db.insertInto('person').values({ id: randomUUID(), email: 'adam@example.org', name: 'Adam', locale: 'en', administrator: true, created_at: '2012-05-14T07:00:00Z' }).execute();
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const base = '/en/f/internet-2012-2';
const form = (more: Record<string, string> = {}) => ({ submissionId: randomUUID(), ...more });
const seatId = async (name: string) => (await house.pool.db.selectFrom('seat').innerJoin('person', 'person.id', 'seat.person_id').select('seat.id').where('person.email', '=', `${name}@example.org`).executeTakeFirstOrThrow()).id;
const eva = { name: 'Eva Huber', email: 'eva@example.org', locale: 'de', role: 'observer', category: 'delegations' };

describe('the page of a delegation', () => {
  it('is for its focal point and deputy; for all others it is not there', async () => {
    for (const as of ['anna', 'ivo', 'ben'] as const) expect((await web.get(`${base}/delegation`, as)).status).toBe(200);
    for (const as of ['hana', 'dmitri', 'fay', 'clara'] as const) {
      expect((await web.get(`${base}/delegation`, as)).status).toBe(404);
      expect((await web.post(`${base}/delegation`, form(eva), as)).status).toBe(404);
    }
    expect(await house.pool.db.selectFrom('nomination').select('id').execute()).toEqual([]);
  });

  it('takes a nomination, a list, and keeps what was typed when it refuses', async () => {
    expect(await web.post(`${base}/delegation`, form(eva), 'anna')).toMatchObject({ status: 303 });
    const wrong = await web.post(`${base}/delegation/list`, form({ category: 'experts', lines: 'Uwe Lang; nowhere' }), 'anna');
    expect([wrong.status, wrong.text.includes('Uwe Lang; nowhere')]).toEqual([422, true]);
    const again = await web.post(`${base}/delegation/replace`, form({ seat: await seatId('ivo'), name: 'Typed Name', email: 'not an address', locale: 'fr' }), 'anna');
    expect([again.status, again.text.includes('Typed Name'), again.text.includes('not an address')]).toEqual([422, true, true]);
    expect((await web.get(`${base}/delegation`, 'ivo')).text).toContain('Waits for the secretariat');
  });

  it('the organiser confirms on a page of their own', async () => {
    const page = await web.get(`${base}/delegations`, 'fay');
    expect(page.text).toContain('eva@example.org');
    const nomination = /name="nomination" value="([0-9a-f-]+)"/.exec(page.text)?.[1] ?? '';
    const refused = await web.post(`${base}/delegations/decide`, form({ nomination, decision: 'refused' }), 'fay');
    expect([refused.status, refused.text.includes('A refusal needs a reason')]).toEqual([422, true]);
    expect(await web.post(`${base}/delegations/decide`, form({ nomination, decision: 'confirmed' }), 'fay')).toMatchObject({ status: 303 });
    expect((await web.get(`${base}/delegation`, 'anna')).text).toContain('Confirmed, invitation sent');
    expect(await web.post(`${base}/delegations/quota`, form({ category: 'delegations', seats: '3' }), 'fay')).toMatchObject({ status: 303 });
    const over = await web.post(`${base}/delegation`, form({ ...eva, name: 'Max Wolf', email: 'max@example.org' }), 'anna');
    expect([over.status, over.text.includes('filled: 3 · free: 0'), over.text.includes('Max Wolf')]).toEqual([422, true, true]);
  });
});

describe('a person who is replaced', () => {
  it('loses an open stream within a second, others keep theirs, and every address is then as if it were not there', async () => {
    const live = `${base}/live?topic=${ids.A1}`;
    let othersEnded = false;
    const theirs = web.live(live, 'dmitri').then(() => { othersEnded = true; }, () => {});
    const open = web.live(live, 'ivo');
    await pause(300);
    expect((await web.get(`${base}/q/A1`, 'ivo')).status).toBe(200);
    expect(await web.post(`${base}/delegation/replace`, form({ seat: await seatId('ivo'), name: 'Nina Graf', email: 'nina@example.org', locale: 'de' }), 'anna')).toMatchObject({ status: 303 });
    const replaced = performance.now();
    await open;
    expect(performance.now() - replaced).toBeLessThan(1_000);
    await pause(300);
    expect(othersEnded).toBe(false);

    const like = ({ status, text }: { status: number; text: string }) => ({ status, text: text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID') });
    const absent = { GET: like(await web.get('/en/f/nowhere-9', 'ivo')), POST: like(await web.post('/en/f/nowhere-9/q/A1/write', form(), 'ivo')) };
    const params: Record<string, string> = { forum: 'internet-2012-2', code: 'A1', ref: 'A1-1', part: 'A', day: '2012-07-04', paragraph: 'p1', case: 'M-001', reference: 'R-01' };
    const inside = web.door.opened.filter(({ path }) => path.startsWith('/f/:forum'));
    expect(inside.length).toBeGreaterThan(20);
    for (const { method, path } of inside) {
      const address = `/en${path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? 'x')}`;
      expect(like(method === 'GET' ? await web.get(address, 'ivo') : await web.post(address, form(), 'ivo')), `${method} ${path}`).toEqual(absent[method]);
    }
    void theirs;
  });
});

describe('States', () => {
  const membership = (code: string, status: string, from: string) => web.post(`/en/admin/states/${code}/membership`, form({ status, from }), 'adam');
  const idOf = async (code: string) => (await house.pool.db.selectFrom('state').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id;

  it('enter with dated membership: Mongolia a Partner on 20 November 2012, participating on the 21st', async () => {
    const id = await idOf('MN');
    expect([await participates(house.operator(), id, '2012-11-20'), await participates(house.operator(), id, '2012-11-21')]).toEqual([false, true]);
  });

  it('change their standing from a day on, with what was imported still marked as such', async () => {
    const id = await idOf('MN');
    expect((await membership('MN', 'participating-state', '2012-11-30')).text).toContain('standing already');
    expect((await membership('MN', 'none', '2012-02-30')).text).toContain('Give a day as year, month and day');
    expect(await membership('MN', 'none', '2026-01-01')).toMatchObject({ status: 303 });
    expect([await participates(house.operator(), id, '2025-12-31'), await participates(house.operator(), id, '2026-01-01')]).toEqual([true, false]);
    expect(await membership('MN', 'partner', '2026-02-01')).toMatchObject({ status: 303 });
    expect((await house.pool.db.selectFrom('membership').select(['status', 'from_day', 'until_day', 'source']).where('state_id', '=', id).orderBy('from_day').execute()).map((s) => Object.values(s).join(' '))).toEqual(['partner 2004-01-01 2012-11-21 imported', 'participating-state 2012-11-21 2026-01-01 imported', 'partner 2026-02-01  entered']);
    expect(await web.post('/en/admin/states/ZZ/membership', form({ status: 'none', from: '2026-01-01' }), 'adam')).toMatchObject({ status: 404 });
  });

  it('move in the French order by a button or to a number, and keep their imported names beside new ones', async () => {
    const order = async () => (await house.pool.db.selectFrom('state').innerJoin('membership', 'membership.state_id', 'state.id').select('code').where('status', '=', 'participating-state').where('until_day', 'is', null).orderBy('order_fr').limit(4).execute()).map(({ code }) => code);
    await web.post('/en/admin/states', form({ code: 'AL', place: '1', move: '' }), 'adam');
    const before = await order();
    expect(before[0]).toBe('AL');
    expect(await web.post('/en/admin/states', form({ code: before[1] ?? '', place: '2', move: '1' }), 'adam')).toMatchObject({ status: 303 });
    expect(await order()).toEqual([before[1], 'AL', before[2], before[3]]);
    await web.post('/en/admin/states', form({ code: 'AL', place: '4', move: '' }), 'adam');
    expect((await order())[3]).toBe('AL');
    expect(await web.post('/en/admin/states/AL/names', form({ en: 'Albania', fr: 'Albanie', de: 'Albanien', it: 'Albania', ru: 'Албания', es: 'República de Albania' }), 'adam')).toMatchObject({ status: 303 });
    expect((await web.get('/en/admin/states/AL', 'adam')).text).toContain('As imported: Albania');
    expect((await web.get('/es/admin/states', 'adam')).text).toContain('República de Albania');
  });
});

describe('bodies', () => {
  it('are shown in the reader’s language, else as given, under the kind that the day’s membership makes them', async () => {
    const names = { en: '', fr: 'Délégation de la Mongolie', de: '', it: '', ru: '', es: '' };
    expect(await web.post('/en/admin/bodies/new', form({ name: 'Delegation of Mongolia', category: 'delegations', kind: 'organization', state: 'MN', ...names }), 'adam')).toMatchObject({ status: 303 });
    house.at('2012-11-20T12:00:00Z');
    const partner = (await web.get('/fr/admin/bodies', 'adam')).text;
    expect(partner.slice(partner.indexOf('id="h-partner-delegation"'))).toContain('Délégation de la Mongolie');
    house.at('2012-11-20T23:00:00Z'); // the 21st in Vienna
    const state = (await web.get('/ru/admin/bodies', 'adam')).text;
    expect(state).toContain('Delegation of Mongolia');
    expect(state).not.toContain('id="h-partner-delegation"');
    expect((await web.post('/en/admin/bodies/new', form({ name: 'Delegation of Mongolia', category: 'delegations', kind: 'organization' }), 'adam')).text).toContain('Another body has this name');
    expect((await web.get('/en/admin/bodies', 'fay')).status).toBe(404);
  });
});
