import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

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

const base = '/en/f/internet-2012-2/programme';
const form = (more: Record<string, string> = {}) => ({ submissionId: randomUUID(), ...more });
const facts = (more: Record<string, string> = {}) => form({ shortTitle: 'Social networking tools', opens: '2012-07-02T09:00', closes: '2012-07-06T17:00', zone: 'Europe/Vienna', defaultRegime: 'institution', defaultMarking: 'TLP:AMBER', ...more });
const forum = () => house.pool.db.selectFrom('forum').selectAll().where('id', '=', ids.forum).executeTakeFirstOrThrow();
const kinds = async () => (await house.pool.db.selectFrom('journal').select('kind').where('kind', 'like', 'programme.%').orderBy('at').execute()).map(({ kind }) => kind);

describe('the programme page', () => {
  it('is for organisers; for all others it is not there', async () => {
    expect((await web.get(base, 'fay')).status).toBe(200);
    for (const as of ['hana', 'anna', 'clara', 'elif'] as const) {
      expect((await web.get(base, as)).status).toBe(404);
      expect((await web.get(`${base}/q/A1`, as)).status).toBe(404);
      expect((await web.post(base, facts({ shortTitle: 'Taken over' }), as)).status).toBe(404);
      expect((await web.post(`${base}/extend`, form({ closes: '2012-07-09T17:00', reason: 'Mine' }), as)).status).toBe(404);
    }
    expect(await forum()).toMatchObject({ short_title: 'Social networking tools' });
  });

  it('changes titles of a forum that is open, but not its hours, attribution or marking', async () => {
    expect(await web.post(base, facts({ shortTitle: 'Networks', framing: 'Why now' }), 'fay')).toMatchObject({ status: 303 });
    expect(await forum()).toMatchObject({ short_title: 'Networks', framing: 'Why now' });
    for (const more of [{ closes: '2012-07-05T17:00' }, { defaultRegime: 'named' }, { defaultMarking: 'TLP:CLEAR' }, { batchHours: '1' }, { batchAuthors: '2' }]) {
      const { status, text } = await web.post(base, facts({ framing: 'My long framing', ...more }), 'fay');
      expect(status).toBe(422);
      expect(text).toContain('The forum has opened');
      expect(text).toContain('My long framing');
    }
    expect(await kinds()).toEqual(['programme.forum_edited']);
  });

  it('sets before the opening when unattributed texts are released', async () => {
    house.at('2012-06-01T08:00:00Z');
    expect(await forum()).toMatchObject({ batch_authors: 3, batch_hours: 4 });
    expect((await web.get(base, 'fay')).text).toContain('every 4 hours, counted from midnight');
    expect(await web.post(base, facts({ batchAuthors: '5', batchHours: '12' }), 'fay')).toMatchObject({ status: 303 });
    expect(await forum()).toMatchObject({ batch_authors: 5, batch_hours: 12 });
    for (const more of [{ batchAuthors: '1' }, { batchHours: '5' }]) expect((await web.post(base, facts(more), 'fay')).status, JSON.stringify(more)).toBe(422);
  });

  it('refuses hours that cannot be, with what was typed', async () => {
    house.at('2012-06-01T08:00:00Z');
    const said = async (more: Record<string, string>) => (await web.post(base, facts(more), 'fay')).text;
    expect(await said({ zone: 'Europe/Wien' })).toContain('There is no time zone called Europe/Wien');
    expect(await said({ opens: '2012-07-06T17:00', closes: '2012-07-06T17:00' })).toContain('The forum would close before it opens');
    expect(await said({ opens: '2026-03-29T02:30', closes: '2026-04-01T17:00' })).toContain('2026-03-29T02:30 does not exist in Europe/Vienna');
    expect(await said({ opens: '2026-10-25T02:30', closes: '2026-10-27T17:00' })).toContain('happens twice');
    expect(await said({ opens: '' })).toContain('Give both the opening and the closing time, or neither');
    expect((await forum()).opens_at).toEqual(new Date('2012-07-02T07:00:00Z'));
  });

  it('changes the wording of a question until the forum opens, not a millisecond longer', async () => {
    const question = form({ text: 'What comes first, and why?', shortText: 'First', kind: 'question', paragraph: 'p3' });
    house.at('2012-07-02T06:59:59.999Z');
    expect(await web.post(`${base}/q/A1`, question, 'fay')).toMatchObject({ status: 303 });
    house.at('2012-07-02T07:00:00Z');
    const late = await web.post(`${base}/q/A1`, { ...question, submissionId: randomUUID(), text: 'Something else?' }, 'fay');
    expect([late.status, late.text.includes('Something else?')]).toEqual([422, true]);
    expect(await web.post(`${base}/q/A1`, { ...question, submissionId: randomUUID(), shortText: 'What first' }, 'fay')).toMatchObject({ status: 303 });
    expect(await house.pool.db.selectFrom('guiding_question').select(['text', 'short_text', 'paragraph']).where('id', '=', ids.A1).executeTakeFirst()).toEqual({ text: 'What comes first, and why?', short_text: 'What first', paragraph: 'p3' });
    expect((await web.post(`${base}/q/Z9`, { ...question, submissionId: randomUUID() }, 'fay')).status).toBe(404);
  });
});

describe('extending a forum', () => {
  const extend = (closes: string, reason = 'The network was down.') => web.post(`${base}/extend`, form({ closes, reason }), 'fay');

  it('needs a reason and a later time', async () => {
    expect((await extend('2012-07-09T17:00', '')).text).toContain('Fill in this field.');
    expect((await extend('2012-07-06T17:00')).text).toContain('never shortened');
    expect((await extend('2012-07-06T16:59')).text).toContain('never shortened');
    expect((await forum()).closes_at).toEqual(new Date('2012-07-06T15:00:00Z'));
  });

  it('is journaled with both times, its reason committed to and not in clear', async () => {
    expect(await extend('2012-07-06T18:00')).toMatchObject({ status: 303 });
    expect((await forum()).closes_at).toEqual(new Date('2012-07-06T16:00:00Z'));
    const entry = await house.pool.db.selectFrom('journal').select(['facts', 'commitments']).where('kind', '=', 'programme.forum_extended').executeTakeFirstOrThrow();
    expect(entry.facts).toEqual({ from: '2012-07-06T15:00:00.000Z', to: '2012-07-06T16:00:00.000Z' });
    expect(Object.keys(entry.commitments as object).sort()).toEqual(['actor', 'reason']);
    expect(JSON.stringify(entry)).not.toContain('network');
  });

  it('is told to all with its reason', async () => {
    expect((await web.get('/en/s/internet-2012/2')).text).toMatch(/Extended\. New closing time: Friday 6\sJuly, 18:00 in Vienna\. Reason: The network was down\./);
  });

  it('is possible until the closing instant', async () => {
    house.at('2012-07-06T15:59:59.999Z');
    expect(await extend('2012-07-06T19:00')).toMatchObject({ status: 303 });
    house.at('2012-07-06T17:00:00Z');
    expect((await web.post(`${base}/extend`, form({ closes: '2012-07-09T17:00', reason: 'Too late' }), 'fay')).status).toBe(422);
    expect((await forum()).closes_at).toEqual(new Date('2012-07-06T17:00:00Z'));
  });
});

describe('announcing a forum', () => {
  it('makes its public page, once', async () => {
    await house.pool.db.updateTable('forum').set({ announced_at: null }).execute();
    expect((await web.get('/en/s/internet-2012/2')).status).toBe(404);
    expect(await web.post(`${base}/announce`, form(), 'fay')).toMatchObject({ status: 303 });
    const first = (await forum()).announced_at;
    house.at('2012-07-08T08:00:00Z');
    await web.post(`${base}/announce`, form(), 'fay');
    expect((await forum()).announced_at).toEqual(first);
    expect((await web.get('/en/s/internet-2012/2')).status).toBe(200);
  });
});

describe('taking in a series on the page', () => {
  const programme = readFileSync('demonstration/osce-2012-series.json', 'utf8');

  it('is for administrators', async () => {
    for (const as of ['hana', 'fay'] as const) {
      expect((await web.get('/en/s/new', as)).status).toBe(404);
      expect((await web.post('/en/s/new', form({ programme }), as)).status).toBe(404);
    }
  });

  it('says in the reader’s language what is wrong in which line, and keeps the text', async () => {
    await house.pool.db.updateTable('person').set({ administrator: true }).where('email', '=', 'hana@example.org').execute();
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // a session is trusted for a second
    const wrong = programme.replace('"number": 3, "roman"', '"number": "drei", "roman"');
    const { status, text } = await web.post('/de/s/new', form({ programme: wrong }), 'hana');
    expect(status).toBe(422);
    const line = wrong.split('\n').findIndex((row) => row.includes('"drei"')) + 1;
    expect(text).toContain(`forums.2.number, Zeile ${line}: Das ist von falscher Art. Erwartet: number`);
    expect(text).toContain('Emerging patterns and differences');
  });

  it('tells what came in and what has no place in a programme', async () => {
    const { status, text } = await web.post('/en/s/new', form({ programme }), 'hana');
    expect(status).toBe(200);
    expect(text).toContain('4 forums · 11 focus aspects');
    expect(text).toContain('forums.0.roman, line');
    expect((await web.post('/en/s/new', form({ programme }), 'hana')).text).toContain('brings nothing new');
  });
});
