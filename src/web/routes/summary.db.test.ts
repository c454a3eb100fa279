import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
let ref = '';
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  ref = (await house.entered(postContribution(await house.as('anna'), { submissionId: randomUUID(), code: 'A1', text: 'We keep first.', regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }))).ref;
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const base = '/en/f/internet-2012-2';
const editor = `${base}/day/2012-07-04`;
const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
const [one, two] = ['00000000-0000-4000-8000-00000000aaa1', '00000000-0000-4000-8000-00000000aaa2'];
const form = (text: string, more: Record<string, string> = {}) => ({ submissionId: randomUUID(), window: one, version: '0', text, lang: 'en', marking: 'TLP:AMBER', ...more });

describe('the editor of a day’s summary', () => {
  it('holds the day’s texts, what was not addressed, and the hour', async () => {
    const { text } = await web.get(editor, 'elif');
    for (const words of ['Contributions of the day', 'We keep first.', 'not linked yet', '0 of 1 contribution of the day is linked', 'What has not been addressed']) expect(text).toContain(words);
    expect(text).toMatch(/Wednesday 4\sJuly, 20:00 in Vienna/);
    expect(text).toMatch(/value="A2" checked/);
    expect(text).not.toMatch(/value="A1" checked/);
    expect((await web.get(`${base}/day`, 'elif')).headers['location']).toBe(editor);
    for (const who of ['anna', 'fay'] as const) expect((await web.get(editor, who)).status).toBe(404);
    expect((await web.get(`${base}/day/2012-07-09`, 'elif')).status).toBe(404);
    expect((await web.get(`${base}/day/nonsense`, 'elif')).status).toBe(404);
  });

  it('keeps what is typed without script, with what keeps each sentence from being published', async () => {
    const saved = await web.post(editor, form(`They keep. [${ref}]\nAnd more.\r\nThey “never” keep. [${ref}]`, { deed: 'save' }), 'elif');
    expect(saved.status).toBe(200);
    for (const words of ['2 sentences cannot be published yet.', 'Sentence 2 has no source', 'Sentence 3 quotes what stands in none of its sources', '1 of 1 contribution of the day is linked']) expect(saved.text).toContain(words);
    const signed = await web.post(editor, form(`They keep. [${ref}]\nAnd more.`, { deed: 'sign', version: hidden(saved.text, 'version') }), 'elif');
    expect(signed.status).toBe(422);
    expect(signed.text).toContain('And more.</textarea>');
    // Refused or not, it is the draft: nothing typed is lost.
    expect((await web.get(editor, 'clara')).text).toContain('And more.</textarea>');
  });

  it('answers script with the version and the summary as it would be published', async () => {
    const version = hidden((await web.get(editor, 'elif')).text, 'version');
    const saved = await web.post(`${editor}/draft`, form(`They “keep first”. [${ref}]`, { version }), 'elif');
    const { version: next, aside } = JSON.parse(saved.text) as { version: number; aside: string };
    expect(next).toBe(Number(version) + 1);
    expect(aside).toContain('They “keep first”.');
    expect(aside).not.toContain('cannot be published');
  });

  it('shows both texts where two windows wrote, and signs neither before one is chosen', async () => {
    const conflict = await web.post(editor, form('From another window. [!]', { window: two, version: '1', deed: 'sign' }), 'clara');
    expect(conflict.status).toBe(409);
    for (const words of ['From another window. [!]</textarea>', 'They “keep first”.', 'Go on with this text', 'choose what goes on before you sign']) expect(conflict.text).toContain(words);
    const kept = await web.post(editor, form('From another window. [!]', { window: two, version: '1', deed: 'drop draft' }), 'clara');
    expect(kept.text).toContain('From another window. [!]</textarea>');
    const back = await web.post(editor, form(`They “keep first”. [${ref}]`, { window: two, version: hidden(kept.text, 'version'), deed: 'save' }), 'clara');
    expect(back.text).not.toContain('Go on with this text');
  });

  it('signs, waits for the hour, publishes; shows the correction with its date and the old wording', async () => {
    const version = () => web.get(editor, 'elif').then(({ text }) => hidden(text, 'version'));
    const signed = await web.post(editor, form(`They “keep first”. [${ref}]`, { version: await version(), deed: 'sign' }), 'elif');
    expect([signed.status, signed.headers['location']]).toEqual([303, editor]);
    expect((await web.get(editor, 'elif')).text).toContain('Signed by you');
    expect((await web.get(editor, 'clara')).text).toContain('Signed by another person');
    expect((await web.get(`${base}/summaries/2012-07-04`, 'anna')).text).toMatch(/Publication: Wednesday 4\sJuly\s2012, 20:00 in Vienna\./);
    house.at('2012-07-04T18:00:00Z');
    expect((await web.get(`${base}/summaries/2012-07-04`, 'anna')).text).toContain('It was due and is not signed yet');
    const late = await web.post(editor, form(`They “keep first”. [${ref}]\nTomorrow, part B. [!]`, { version: await version(), deed: 'sign', by: 'script' }), 'elif');
    expect(JSON.parse(late.text)).toEqual({ to: `${base}/summaries/2012-07-04` });
    const corrected = await web.post(editor, form(`They keep. [${ref}]`, { version: await version(), deed: 'sign', correction: 'Not word for word.' }), 'elif');
    expect(corrected.headers['location']).toBe(`${base}/summaries/2012-07-04`);
    const page = (await web.get(`${base}/summaries/2012-07-04`, 'anna')).text;
    for (const words of ['They keep.', 'Not word for word.', 'Corrected:', '?revision=1']) expect(page).toContain(words);
    expect(page).not.toContain('keep first');
    const old = (await web.get(`${base}/summaries/2012-07-04?revision=1`, 'anna')).text;
    for (const words of ['They “keep first”.', 'An earlier wording', 'Moderator’s remark']) expect(old).toContain(words);
  });

  it('has its hour set by a form, and says what is no hour', async () => {
    expect((await web.post(`${editor}/hour`, { submissionId: randomUUID(), hour: '25:00' }, 'elif')).status).toBe(422);
    expect((await web.post(`${editor}/hour`, { submissionId: randomUUID(), hour: '19:30' }, 'elif')).status).toBe(303);
    expect((await web.get(editor, 'elif')).text).toContain('value="19:30"');
  });
});
