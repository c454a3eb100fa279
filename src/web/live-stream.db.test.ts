import { randomUUID } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withdrawPerson } from '#domain/accreditation/commands/withdraw-person.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { tightenRegime } from '#domain/discussion/commands/tighten-regime.ts';
import { type Character, ids, openHouse, type TestHouse } from '../../tests/house.ts';
import { openWeb, type TestWeb } from '../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
const open: { end(): void }[] = [];
beforeEach(async () => {
  house = await openHouse();
  web = await openWeb(house);
});
afterEach(async () => {
  for (const one of open.splice(0)) one.end();
  await web.end();
  await house.end();
});

const base = '/en/f/internet-2012-2';
/** A stream as a browser holds it: what came, and whether the server ended it. */
async function listen(as: Character, { topic = ids.A1 as string, since = '', last = '', path = `${base}/live` } = {}) {
  const [origin, cookie] = [await web.listening(), await web.cookieOf(as)];
  const heard = { text: '', endedAt: 0 };
  const request = get(`${origin}${path}?topic=${topic}${since ? `&since=${since}` : ''}`, { headers: { host: 'forum.example', cookie, accept: 'text/event-stream', ...(last ? { 'last-event-id': last } : {}) } }, (answer: IncomingMessage) => {
    answer.on('data', (chunk: Buffer) => { heard.text += chunk.toString(); });
    for (const event of ['end', 'close', 'error']) answer.on(event, () => { heard.endedAt ||= Date.now(); });
  });
  request.on('error', () => { heard.endedAt ||= Date.now(); });
  open.push({ end: () => request.destroy() });
  await until(() => heard.text.includes('retry:') || heard.endedAt > 0);
  return heard;
}
const until = async (met: () => boolean) => { for (let i = 0; i < 60 && !met(); i += 1) await pause(25); };
/** Everything but the first line and the heartbeat. */
const events = (heard: { text: string }) => heard.text.split('\n\n').filter((event) => event !== '' && !event.startsWith('retry:') && !event.startsWith(':'));
const post = async (text: string, regime: 'named' | 'unattributed' = 'named') => postContribution(await house.as('anna'), { submissionId: randomUUID(), code: 'A1', text, regime, marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' });
const changed = (state: string) => `id: ${state}\nevent: changed\ndata: ${state}`;

describe('a live stream', () => {
  it('tells of each change by the state it led to, and of nothing else', async () => {
    const heard = await listen('ben');
    const posted = await house.entered(post('One.'));
    await tightenRegime(await house.as('anna'), posted.ref, { submissionId: randomUUID(), regime: 'institution' });
    await until(() => events(heard).length === 2);
    expect(events(heard)).toEqual([changed('1.2'), changed('1.3')]);
    expect(heard.text).not.toMatch(/Anna|One\.|Austria/);
  });

  it('tells whoever comes back what they missed, and whoever comes first what came since their page was made', async () => {
    await post('One.');
    await post('Two.');
    expect((await web.get(`${base}/q/A1`, 'ben')).text).toContain(`/live?topic=${ids.A1}&amp;since=2.3`);
    const [back, first, current, another] = [await listen('ben', { last: '1.2' }), await listen('ben', { since: '1.2' }), await listen('ben', { last: '2.3' }), await listen('ben', { last: '1.2', since: '2.3' })];
    await until(() => events(back).length === 1 && events(first).length === 1 && events(another).length === 1);
    expect([back, first, current, another].map(events)).toEqual([[changed('2.3')], [changed('2.3')], [], [changed('2.3')]]);
  });

  it('asks whoever is ahead of the database, or names no state at all, to load the page again', async () => {
    await post('One.');
    const [ahead, nonsense] = [await listen('ben', { last: '9.99' }), await listen('ben', { last: 'x event: y' })];
    await until(() => events(ahead).length === 1 && events(nonsense).length === 1);
    for (const heard of [ahead, nonsense]) expect(events(heard)).toEqual(['id: 1.2\nevent: reload\ndata: 1.2']);
  });

  it('tells a desk that comes back to look again, since desks have no one state', async () => {
    const heard = await listen('fay', { path: `${base}/desk/live`, last: 'anything' });
    await until(() => events(heard).length === 1);
    expect(events(heard)).toEqual(['event: changed\ndata: desk']);
  });

  it('says nothing while an unattributed text waits, and of a batch no more than that something changed', async () => {
    const heard = await listen('ben');
    await post('Hidden hand.', 'unattributed');
    await pause(150);
    expect(events(heard)).toEqual([]);
    await house.releaseAt('2012-07-04T10:00:00Z');
    await until(() => events(heard).length === 1);
    expect(events(heard)).toEqual([changed('1.2')]);
  });

  const ends: Record<string, () => Promise<unknown>> = {
    'the seat is withdrawn by its delegation': async () => withdrawPerson(await house.as('anna'), { submissionId: randomUUID(), seat: (await house.as('ivo')).sight.seat?.id ?? '' }, 'http://forum.example'),
    'the seat is suspended': () => house.pool.db.updateTable('seat').set({ standing: 'withdrawn' }).where('person_id', '=', person('ivo')).execute(),
    'the sessions are ended elsewhere': async () => house.pool.db.deleteFrom('session').where('person_id', '=', person('ivo')).execute(),
    'every role is taken': () => house.pool.db.updateTable('seat').set({ roles: [] }).where('person_id', '=', person('ivo')).execute(),
  };
  const person = (name: 'ivo' | 'ben') => `00000000-0000-4000-8000-000000001${name === 'ben' ? '002' : '008'}`;
  for (const [what, deed] of Object.entries(ends)) {
    it(`ends within a second when ${what}; nobody else's does, and it is not opened again`, async () => {
      const [ivo, ben] = [await listen('ivo'), await listen('ben')];
      const began = Date.now();
      await deed();
      await until(() => ivo.endedAt > 0);
      expect(ivo.endedAt).toBeGreaterThan(0);
      expect(ivo.endedAt - began).toBeLessThan(1_000);
      await post('After.');
      await until(() => events(ben).length === 1);
      expect(events(ben)).toEqual([changed('1.2')]);
      expect([events(ivo), ben.endedAt]).toEqual([[], 0]);
      expect((await listen('ivo')).text).not.toContain('retry:');
    });
  }

  it('of one who no longer runs the forum ends, though they may still read it', async () => {
    const heard = await listen('fay', { path: `${base}/desk/live` });
    await house.pool.db.updateTable('seat').set({ roles: ['participant'] }).where('person_id', '=', (await house.as('fay')).actor.personId ?? '').execute();
    await until(() => heard.endedAt > 0);
    expect(heard.endedAt).toBeGreaterThan(0);
  });
});
