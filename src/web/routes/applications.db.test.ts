import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  house.at('2012-06-20T08:00:00Z');
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const [apply, list] = ['/en/s/internet-2012/2/apply', '/en/f/internet-2012-2/run/applications'];
const form = (email: string, more: Record<string, string> = {}) => ({ submissionId: randomUUID(), name: 'Zoe Adler', email, body: 'Open Net Lab', category: 'civil-society', reason: 'We keep a public register.', ...more });
const letters = async (address: string) => (await house.pool.db.selectFrom('letter').select('body').where('address', '=', address).orderBy('written_at').execute()).map(({ body }) => body);
const link = (body: string | undefined) => /\/((?:apply|i)\/[A-Za-z0-9_-]{43})/.exec(body ?? '')?.[1] ?? '';
const one = () => house.pool.db.selectFrom('application').selectAll().where('email', '=', 'zoe@example.net').executeTakeFirstOrThrow();
const decide = async (deed: string, reason = '') => web.post(`${list}/${(await one()).id}`, { submissionId: randomUUID(), deed, reason }, 'fay');

describe('an application for a seat', () => {
  it('is not there until the forum allows it', async () => {
    expect((await web.get(apply)).status).toBe(404);
    expect((await web.post(apply, form('zoe@example.net'))).status).toBe(404);
    expect((await web.get('/en/s/internet-2012/2')).text).not.toContain('/2/apply');
    expect((await web.post(list, { submissionId: randomUUID(), open: 'yes' }, 'fay')).status).toBe(200);
    expect((await web.get(apply)).status).toBe(200);
    expect((await web.get('/en/s/internet-2012/2')).text).toContain('/2/apply');
  });

  it('keeps what was typed, and answers alike for known and unknown addresses', async () => {
    const bad = await web.post(apply, form('no address'));
    expect([bad.status, bad.text.includes('We keep a public register.')]).toEqual([422, true]);
    const said = async (email: string) => { const { status, text } = await web.post(apply, form(email)); return [status, text.replaceAll(email, '')]; };
    expect(await said('zoe@example.net')).toEqual(await said('ben@example.org'));
    expect(await said('zoe@example.net')).toEqual(await said('ben@example.org'));
    // More than two letters an hour to one address are not written, and nothing tells.
    expect(await said('zoe@example.net')).toEqual(await said('ben@example.org'));
    expect(await letters('zoe@example.net')).toHaveLength(2);
  });

  it('is counted once for all nodes, and anew in the next hour', async () => {
    const other = await openWeb(house);
    const nodes = [web, other, web, other];
    for (const node of nodes) expect((await node.post(apply, form('yves@example.net'))).status).toBe(200);
    await other.end();
    expect(await letters('yves@example.net')).toHaveLength(2);
    house.at('2012-06-20T09:00:00Z');
    await web.post(apply, form('yves@example.net'));
    expect(await letters('yves@example.net')).toHaveLength(3);
    house.at('2012-06-20T08:00:00Z');
  });

  it('reaches the secretariat once its address is confirmed, which looking does not do', async () => {
    const at = `/en/${link((await letters('zoe@example.net')).at(-1))}`;
    expect((await web.get(at)).status).toBe(200);
    expect((await web.get(list, 'fay')).text).not.toContain('Zoe Adler');
    expect((await decide('approve')).status).toBe(404);
    expect((await web.post(at, {})).status).toBe(200);
    expect((await web.post(at, {})).text).toContain('confirmed already');
    expect((await web.get(list, 'fay')).text).toContain('waits for a decision');
    expect((await web.get(list)).status).toBe(303);
    for (const as of ['anna', 'clara', 'hana'] as const) expect((await web.get(list, as)).status).toBe(404);
  });

  it('is refused with a reason, which is sent, and that can be taken back', async () => {
    house.at('2012-06-20T09:00:00Z');
    const bare = await decide('refuse');
    expect([bare.status, bare.text.includes('A refusal needs a reason')]).toEqual([422, true]);
    expect((await decide('reverse')).text).toContain('Nothing has been decided yet');
    expect((await decide('refuse', 'All seats of this category are given.')).text).toContain('Zoe Adler · refused');
    expect((await letters('zoe@example.net')).at(-1)).toContain('All seats of this category are given.');
    expect((await decide('approve')).text).toContain('The application is refused already');
    house.at('2012-06-20T10:00:00Z');
    expect((await decide('reverse')).text).toContain('Zoe Adler · waits for a decision');
    expect((await letters('zoe@example.net')).at(-1)).toContain('looked at anew');
  });

  it('is approved by an invitation, whose link is dead when the approval is taken back', async () => {
    house.at('2012-06-20T11:00:00Z');
    expect((await decide('approve')).text).toContain('Zoe Adler · approved, invitation sent');
    const at = `/en/${link((await letters('zoe@example.net')).at(-1))}`;
    expect((await web.get(at)).status).toBe(200);
    expect((await decide('refuse', 'Changed our mind')).text).toContain('The application is approved already');
    house.at('2012-06-20T12:00:00Z');
    expect((await decide('reverse')).status).toBe(200);
    expect((await web.get(at)).text).toContain('This invitation was taken back');
    expect(await one()).toMatchObject({ decision: null, invitation_id: null });
  });

  it('cannot be taken back once the seat is taken', async () => {
    house.at('2012-06-20T13:00:00Z');
    await decide('approve');
    const at = `/en/${link((await letters('zoe@example.net')).at(-1))}`;
    expect((await web.post(at, { answer: 'accept', name: 'Zoe Adler', locale: 'en', regime: 'named', rules: 'yes' })).status).toBe(303);
    const late = await decide('reverse');
    expect([late.status, late.text.includes('The seat has been taken')]).toEqual([422, true]);
    expect((await web.get(list, 'fay')).text).toContain('seat taken');
  });
});
