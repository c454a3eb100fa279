import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { translatorAt } from '#platform/translate.ts';
import { type Character, ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import type { Marking } from '../disclosure/model.ts';
import { coverMaterial, liftCover } from './commands/cover-material.ts';
import { postContribution } from './commands/post-contribution.ts';
import { reviseContribution } from './commands/revise-contribution.ts';
import { askedTranslations, askForTranslation, reviewTranslation, translateContribution } from './commands/translate-contribution.ts';
import { coverPage } from './queries/cover-page.ts';
import { writeNewContributions } from './queries/new-contributions-letter.ts';
import { searchForum } from './queries/search.ts';
import { start, threadPage } from './queries/thread-page.ts';
import { translationPage } from './queries/translations.ts';

let house: TestHouse;
let provider: { server: Server; url: string; asked: { path: string; headers: IncomingMessage['headers']; body: Record<string, unknown> }[]; answer: (q: string[]) => { status: number; body: unknown } };
beforeAll(async () => {
  house = await openHouse();
  provider = await openProvider();
});
afterAll(async () => {
  provider.server.close();
  await house.end();
});

/** A provider that speaks LibreTranslate's protocol and marks what it has translated. */
async function openProvider(): Promise<typeof provider> {
  const asked: (typeof provider)['asked'] = [];
  const server = createServer((request, reply) => {
    let body = '';
    request.on('data', (part: Buffer) => { body += part.toString(); });
    request.on('end', () => {
      const read = JSON.parse(body) as { q: string[] };
      asked.push({ path: request.url ?? '', headers: request.headers, body: read as unknown as Record<string, unknown> });
      const answer = provider.answer(read.q);
      reply.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return { server, asked, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`, answer: (q) => ({ status: 200, body: { translatedText: q.map((text) => `de(${text})`) } }) };
}

const post = async (text: string, marking: Marking = 'TLP:CLEAR', code = 'A1') => {
  return house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code, text, regime: 'institution', marking, lang: 'en', capacity: 'own-name', kind: 'contribution' }));
};
const ask = async (ref: string, { as = 'ben' as Character, ceiling = 'TLP:CLEAR' as Marking | null, into = 'de' } = {}) => askForTranslation(await house.as(as), ref, into, ceiling);
const translate = async (id: string, ceiling: Marking = 'TLP:CLEAR') => translateContribution(await house.as('fay'), { translate: translatorAt({ url: provider.url, key: 'k' }), ceiling }, id, 'de');
const shown = async (id: string, ceiling: Marking | null = 'TLP:CLEAR', code = 'A1') => (await threadPage(await house.as('ben'), code, 5, start, { into: 'de', ceiling }))?.threads.map(({ first }) => first).find((one) => one.id === id);
const entries = async (kind: string, subject: string) => (await house.pool.db.selectFrom('journal').select('facts').where('kind', '=', kind).where('subject', '=', subject).execute()).map(({ facts }) => facts);

describe('a translation by the site’s provider', () => {
  it('is asked for by a reader, made by the machine, and stands in the reader’s language with what it is', async () => {
    const { id, ref } = await post('We **preserve** first.\n\n- then ask');
    expect((await shown(id))?.translation).toMatchObject({ status: 'none', canAsk: true, html: null });
    expect(await ask(ref)).toEqual({ ok: true, value: { code: 'A1' } });
    expect((await shown(id))?.translation).toMatchObject({ status: 'asked', canAsk: false });
    expect(await ask(ref, { as: 'anna' })).toMatchObject({ refusal: { code: 'discussion.already_so' } });
    expect(await askedTranslations(house.operator())).toEqual([{ forumId: ids.forum, contributionId: id, locale: 'de' }]);
    expect((await translate(id)).ok).toBe(true);
    expect((await shown(id))?.translation).toMatchObject({ status: 'machine', stale: false, canAsk: false, html: expect.stringContaining('<li>de(then ask)</li>') });
    const sent = provider.asked.at(-1);
    expect([sent?.path, sent?.body]).toEqual(['/translate', { q: ['We **preserve** first.', 'then ask'], source: 'en', target: 'de', format: 'text', api_key: 'k' }]);
    expect(JSON.stringify(sent)).not.toMatch(/Dmitri|Ben|cookie|A1/);
    expect(await entries('discussion.translated', id)).toEqual([{ locale: 'de', revision: 1 }]);
  });

  it('turns stale with an edit, is asked for anew, and stands again when the wording comes back', async () => {
    const { id, ref } = await post('First wording.');
    await ask(ref);
    await translate(id);
    await reviseContribution(await house.as('dmitri'), ref, { submissionId: randomUUID(), text: 'Second wording.' });
    expect((await shown(id))?.translation).toMatchObject({ stale: true, canAsk: true });
    await reviseContribution(await house.as('dmitri'), ref, { submissionId: randomUUID(), text: 'First wording.' });
    expect((await shown(id))?.translation).toMatchObject({ stale: false, canAsk: false });
  });

  it('is never made above the marking the site allows, asked at both ends', async () => {
    const { id, ref } = await post('Not for others.', 'TLP:GREEN');
    const before = provider.asked.length;
    expect((await shown(id))?.translation).toBe(null);
    expect(await ask(ref)).toMatchObject({ refusal: { code: 'discussion.translation_above_marking' } });
    expect(await ask(ref, { ceiling: null })).toMatchObject({ refusal: { code: 'discussion.translation_off' } });
    // Asked for when the site allowed more; it has thought better of it since.
    await ask(ref, { ceiling: 'TLP:GREEN' });
    await translate(id, 'TLP:CLEAR');
    expect((await shown(id, 'TLP:GREEN'))?.translation).toMatchObject({ status: 'failed', html: null });
    expect(provider.asked.length).toBe(before);
  });

  it('that fails can be asked for again, and what a provider sends runs nothing', async () => {
    const { id, ref } = await post('Say it.');
    await ask(ref);
    const good = provider.answer;
    provider.answer = () => ({ status: 500, body: {} });
    await translate(id);
    expect((await shown(id))?.translation).toMatchObject({ status: 'failed', canAsk: true });
    provider.answer = () => ({ status: 200, body: { translatedText: ['<script>alert(1)</script> [x](javascript:alert(1))'] } });
    await ask(ref);
    await translate(id);
    expect((await shown(id))?.translation?.html).not.toMatch(/<script|href="javascript/);
    provider.answer = good;
  });

  it('is checked by a person of the secretariat, who may correct it; not by anyone, and not when it is stale', async () => {
    const { id, ref } = await post('To be checked.');
    await ask(ref);
    await translate(id);
    const review = async (as: Character, text: string) => reviewTranslation(await house.as(as), ref, 'de', { submissionId: randomUUID(), text });
    expect((await translationPage(await house.as('elif'), ref, 'de'))?.markdown).toBe('de(To be checked.)');
    expect(await review('ben', 'Zu prüfen.')).toMatchObject({ refusal: { code: 'discussion.no_such_translation' } });
    expect((await review('elif', 'Zu prüfen.')).ok).toBe(true);
    expect((await shown(id))?.translation).toMatchObject({ status: 'reviewed', corrected: true, html: '<p>Zu prüfen.</p>\n' });
    expect(await entries('discussion.translation_reviewed', id)).toEqual([{ locale: 'de', revision: 1, corrected: true }]);
    await reviseContribution(await house.as('dmitri'), ref, { submissionId: randomUUID(), text: 'Changed.' });
    expect(await review('elif', 'Geändert.')).toMatchObject({ refusal: { code: 'discussion.translation_stale' } });
  });
});

describe('a cover by a moderator', () => {
  const cover = async (ref: string, what: { from?: number; to?: number; what?: string } = {}, as: Character = 'clara') => coverMaterial(await house.as(as), ref, { submissionId: randomUUID(), what: 'text', description: 'A call to violence', ...what });
  const found = async (q: string) => (await searchForum(await house.as('ben'), { q }, 'en'))?.count;

  it('hides a passage behind its description, from search and translation too, and is lifted again', async () => {
    const { id, ref } = await post('One.\n\nXylophone two.\n\nThree.', 'TLP:CLEAR', 'A2');
    await ask(ref);
    await translate(id);
    expect(await found('xylophone')).toBe(1);
    expect(await cover(ref, {}, 'ben')).toMatchObject({ refusal: { code: 'discussion.no_such_contribution' } });
    expect(await cover(ref, { from: 2, to: 9 })).toMatchObject({ refusal: { code: 'discussion.no_such_passage' } });
    expect((await cover(ref, { from: 2 })).ok).toBe(true);
    expect((await shown(id, 'TLP:CLEAR', 'A2'))?.html).toMatch(/^<p>One\.<\/p>\n<details class="covered"><summary>A call to violence<\/summary>\n<p>Xylophone two\.<\/p>\n<\/details>\n<p>Three\.<\/p>$/);
    expect([(await shown(id, 'TLP:CLEAR', 'A2'))?.translation, await found('xylophone'), await found('three')]).toEqual([null, 0, 1]);
    expect(await entries('discussion.covered', id)).toMatchObject([{ attachment: null, revision: 1, from: 1, to: 2 }]);
    const page = await coverPage(await house.as('clara'), ref);
    expect([page?.blocks.length, page?.covers.length]).toEqual([3, 1]);
    const lifted = await liftCover(await house.as('clara'), ref, { submissionId: randomUUID(), cover: page?.covers[0]?.id ?? '' });
    expect(lifted.ok).toBe(true);
    expect([(await shown(id, 'TLP:CLEAR', 'A2'))?.html.includes('<details'), await found('xylophone')]).toEqual([false, 1]);
    expect(await entries('discussion.uncovered', id)).toHaveLength(1);
  });

  it('outlives an edit: the new wording lies behind it as a whole, and so do the earlier ones', async () => {
    const { id, ref } = await post('One.\n\nTwo.', 'TLP:CLEAR', 'B1');
    await cover(ref, { from: 2 });
    await reviseContribution(await house.as('dmitri'), ref, { submissionId: randomUUID(), text: 'Now two comes first.\n\nZither.' });
    expect((await shown(id, null, 'B1'))?.html).toMatch(/^<details class="covered"><summary>A call to violence<\/summary>[\s\S]*Zither\.[\s\S]*<\/details>$/);
    const wordings = await house.pool.db.selectFrom('revision').select('html').where('contribution_id', '=', id).execute();
    for (const { html } of wordings) expect(html.replace(/<details class="covered">[\s\S]*<\/details>/, '')).not.toMatch(/two/i);
    expect(await found('zither')).toBe(0);
  });

  it('keeps what lies behind it out of letters, and so does an author’s', async () => {
    const [theirs, own] = [await post('A zeppelin.\n\nTwo.', 'TLP:CLEAR', 'B1'), await post('One.\n\n::: A quotation\nA zeppelin.\n:::', 'TLP:CLEAR', 'B1')];
    await cover(theirs.ref, { from: 1 });
    const letter = await writeNewContributions(await house.as('ben'), { ids: [theirs.id, own.id], locale: 'en', zone: 'UTC', origin: 'http://forum.example', door: null });
    expect(letter?.body).toContain('One.');
    expect(letter?.body).not.toContain('zeppelin');
  });
});
