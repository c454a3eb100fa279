import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closesAt, openHouse, type TestHouse } from '../../../tests/house.ts';
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

const forum = '/en/f/internet-2012-2';
const form = (change: Record<string, string> = {}) => ({ submissionId: randomUUID(), text: 'Preserve first.', regime: 'institution', marking: 'TLP:AMBER', lang: 'en', ...change });
const begin = async (code: string): Promise<string> => String((await web.post(`${forum}/q/${code}/write`, form({ capacity: 'delegation', deed: 'post' }), 'ivo')).headers['location']);

describe("a delegation's position by the web", () => {
  it('begins in the composer, is released in two steps, and stands under its question', async () => {
    const preview = await web.post(`${forum}/q/A1/write`, form({ capacity: 'delegation', deed: 'preview', regime: 'named' }), 'ivo');
    expect(preview.text).toContain('It will read: Delegation of Austria · in the report: Delegation of Austria');
    const at = await begin('A1');
    expect(at).toMatch(/^\/en\/f\/internet-2012-2\/position\/[0-9a-f-]{36}$/);
    expect((await web.get(`${forum}/q/A1`, 'ben')).text).not.toContain('Preserve first.');
    const step = (what: string, as: 'anna' | 'ivo') => web.post(`${at}/${what}`, { submissionId: randomUUID(), wording: '1', ...(what === 'move' ? { deed: 'clear' } : {}) }, as);
    expect((await step('move', 'ivo')).status).toBe(303);
    const own = await step('release', 'ivo');
    expect(own.status).toBe(422);
    expect(own.text).toContain('drafted by one person and released by another');
    expect((await web.get(at, 'anna')).text).toContain('Release as: Delegation of Austria');
    expect((await step('release', 'anna')).status).toBe(303);
    expect((await web.get(`${forum}/q/A1`, 'ben')).text).toContain('Preserve first.');
    expect((await web.get(`${forum}/delegation/texts`, 'ivo')).text).toMatch(/Released<?.*A1·1/s);
  });

  it('changed by two at once is saved once; the other is told, with nothing lost', async () => {
    const at = await begin('A2');
    expect((await web.post(`${at}/edit`, form({ wording: '1', text: 'First to save.' }), 'anna')).status).toBe(303);
    const late = await web.post(`${at}/edit`, form({ wording: '1', text: 'Second to save.' }), 'ivo');
    expect(late.status).toBe(409);
    expect(late.text).toContain('Second to save.');
    expect(late.text).toContain('First to save.');
    const nothing = await web.post(`${at}/back`, { submissionId: randomUUID(), wording: '2', text: '' }, 'ivo');
    expect(nothing.status).toBe(422);
  });

  it('goes out by a link and comes back as a difference in words', async () => {
    const at = await begin('A2');
    const made = await web.post(`${at}/link`, { submissionId: randomUUID(), wording: '1', reader: 'Legal adviser', days: '1' }, 'ivo');
    const link = new URL(/value="(http[^"]*\/clearance\/[^"]+)"/.exec(made.text)?.[1] ?? '').pathname;
    expect((await web.get(at, 'ivo')).text).not.toContain(link);
    expect((await web.post(link, { submissionId: randomUUID(), text: 'Preserve at once.' })).status).toBe(303);
    expect((await web.get(`${link}?sent=yes`)).text).toContain('Your answer is with the delegation.');
    const page = (await web.get(at, 'anna')).text;
    expect(page).toMatch(/<del><span class="vh">\[removed: <\/span>first<span class="vh">\]<\/span><\/del><ins><span class="vh">\[added: <\/span>at once/);
    expect(page).toContain('2 words added · 1 word removed');
  });

  it('announced before closing is told on the question, and stands as received after it', async () => {
    const set = await web.post(`${forum}/programme/late`, { submissionId: randomUUID(), late: '2012-07-09T17:00' }, 'fay');
    expect(set.status).toBe(303);
    expect((await web.get(`${forum}/q/B1/mine`, 'anna')).text).toContain('Announce a text on B1');
    expect((await web.post(`${forum}/q/B1/reserve`, { submissionId: randomUUID() }, 'anna')).status).toBe(303);
    expect((await web.get(`${forum}/q/B1`, 'ben')).text).toMatch(/A text is announced, admitted until Monday 9\sJuly\s2012, 17:00 in Vienna\. From: Delegation of Austria/);
    house.at(closesAt);
    const at = await begin('B1');
    for (const [what, as] of [['move', 'ivo'], ['release', 'anna']] as const) expect((await web.post(`${at}/${what}`, { submissionId: randomUUID(), wording: '1', ...(what === 'move' ? { deed: 'clear' } : {}) }, as)).status).toBe(303);
    const question = (await web.get(`${forum}/q/B1`, 'clara')).text;
    expect(question).toContain('received after closing');
    expect(question).not.toContain('A text is announced');
  });

  it('is joined in one action from the question', async () => {
    house.at('2012-07-04T08:00:00Z');
    expect((await web.get(`${forum}/q/A1/mine`, 'ben')).text).toContain('Align with A1·1');
    expect((await web.post(`${forum}/c/A1-1/align`, { submissionId: randomUUID(), aligned: 'yes' }, 'ben')).status).toBe(303);
    expect((await web.get(`${forum}/q/A1`, 'dmitri')).text).toContain('Delegation of Austria; aligned: Switzerland');
    expect((await web.post(`${forum}/c/A1-1/align`, { submissionId: randomUUID(), aligned: 'yes' }, 'dmitri')).status).toBe(404);
  });
});
