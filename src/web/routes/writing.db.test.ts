import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderText } from '#domain/discussion/queries/render-text.ts';
import { circulatePaper } from '#domain/paper/commands/circulate-paper.ts';
import { writePaper } from '#domain/paper/commands/write-paper.ts';
import { ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb, type Who } from '../../../tests/web.ts';

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

const base = '/en/f/internet-2012-2';
const sent = (form: Record<string, string>, as: Who = 'anna', code = 'A1') => web.post(`${base}/q/${code}/write`, { submissionId: randomUUID(), regime: 'named', marking: 'TLP:AMBER', lang: 'auto', deed: 'post', ...form }, as);
const last = (code = 'A1') => house.pool.db.selectFrom('contribution as c').innerJoin('guiding_question as q', 'q.id', 'c.question_id').innerJoin('revision as r', 'r.contribution_id', 'c.id').select(['c.lang', 'c.number', 'r.html', 'r.markdown', 'c.regime']).where('q.code', '=', code).orderBy('c.number', 'desc').orderBy('r.number', 'desc').limit(1).executeTakeFirstOrThrow();

describe('the language of a contribution', () => {
  it('is recognised from its words, stands on the page, and is the one it is searched in', async () => {
    expect((await sent({ text: 'Провайдеры хранят данные девяносто дней.' })).status).toBe(303);
    expect(await last()).toMatchObject({ lang: 'ru' });
    expect((await web.get(`${base}/q/A1`, 'ben')).text).toMatch(/<div class="read" lang="ru"><p>Провайдеры хранят/);
    // Another form of each word: found only by the Russian stems.
    expect((await web.get(`${base}/search?q=${encodeURIComponent('хранение данных провайдера')}`, 'ben')).text).not.toContain('Провайдеры');
    expect((await web.get(`${base}/search?q=${encodeURIComponent('данными провайдера')}`, 'ben')).text).toContain('A1·1');
  });

  it('is the one chosen where the author chose, and their own where the words do not tell', async () => {
    await sent({ text: 'The hold is ninety days, renewable once.', lang: 'fr' });
    expect(await last()).toMatchObject({ lang: 'fr' });
    await sent({ text: '112!' }, 'dmitri');
    expect(await last()).toMatchObject({ lang: 'ru' });
    expect((await sent({ text: 'Any text.', lang: 'tlh' })).status).toBe(422);
  });

  it('is shown to be confirmed before sending', async () => {
    const preview = await sent({ text: 'Die Sicherung gilt neunzig Tage.', deed: 'preview' });
    expect(preview.text).toContain('Recognised from the text: Deutsch');
    expect(preview.text).toMatch(/<div class="panel__body read" lang="de">/);
  });

  it('is put right by the author afterwards, and searched in the right one from then on', async () => {
    await sent({ text: 'Les autorités conservaient des preuves.', lang: 'en' }, 'ben', 'B1');
    const searchedIn = async () => (await house.pool.db.selectFrom('search_entry as e').innerJoin('contribution as c', 'c.id', 'e.contribution_id').innerJoin('guiding_question as q', 'q.id', 'c.question_id').select('e.lang').where('q.code', '=', 'B1').executeTakeFirstOrThrow()).lang;
    expect(await searchedIn()).toBe('en');
    const { number } = await last('B1');
    await web.post(`${base}/c/B1-${number}/edit`, { submissionId: randomUUID(), deed: 'save', text: 'Les autorités conservaient des preuves.', lang: 'fr' }, 'ben');
    expect(await last('B1')).toMatchObject({ lang: 'fr' });
    expect(await searchedIn()).toBe('fr');
  });
});

describe('before it is sent, an author', () => {
  const secret = { regime: 'unattributed', text: 'In Austria the hold is confirmed by a judge within a day.\n\nBest regards,\nA. Berger' };

  it('is told once which words of an unattributed text seem to name them, and then sends it as it is', async () => {
    const before = await last('A2').catch(() => null);
    const page = await sent(secret, 'anna', 'A2');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Nothing has been sent yet');
    expect(page.text).toMatch(/Body or State: <q lang="en">In <mark>Austria<\/mark> the hold/);
    expect(page.text).toContain('<mark>Best regards, A. Berger</mark>');
    expect(await last('A2').catch(() => null)).toEqual(before);
    const noticed = /name="noticed" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    // A new telling word is told of again; what was told is not.
    expect((await sent({ ...secret, text: `Austrian law: ${secret.text}`, noticed }, 'anna', 'A2')).status).toBe(200);
    expect((await sent({ ...secret, noticed }, 'anna', 'A2')).status).toBe(303);
    await house.releaseAt('2012-07-04T12:00:00Z');
    expect(await last('A2')).toMatchObject({ markdown: secret.text, regime: 'unattributed' });
  });

  it('is told nothing of the kind where their name or body is shown, nor of anybody else’s', async () => {
    expect((await sent({ text: 'Anna Berger of the Delegation of Austria said so on Monday morning.', regime: 'named' }, 'anna', 'A2')).status).toBe(303);
    expect((await sent({ text: 'Austrian judges confirm within one day, as everybody heard.', regime: 'institution' }, 'anna', 'A2')).status).toBe(303);
    expect((await sent({ text: 'What Anna Berger of Austria told us is convincing.', regime: 'unattributed' }, 'dmitri', 'A2')).status).toBe(303);
  });

  it('leaves no trace of what they were told: neither in the record nor on anybody’s page', async () => {
    const page = await web.get(`${base}/q/A2`, 'clara');
    expect(page.text).not.toMatch(/<mark>|noticed/);
    const openings = JSON.stringify(await house.pool.db.selectFrom('journal').select('facts').execute());
    expect(openings).not.toContain('telling');
  });

  it('is shown what already stands there and says much the same, with the words in common', async () => {
    await sent({ text: 'Providers should preserve accounts for ninety days before removing them, so that evidence survives.' }, 'ben', 'B1');
    const page = await sent({ text: 'Evidence survives only if a provider preserves the account for ninety days before its removal.', lang: 'en' }, 'dmitri', 'B1');
    expect(page.status).toBe(200);
    expect(page.text).toMatch(/close to your text[\s\S]*B1·2<\/a>[\s\S]*Words in common: [^<]*evidence/);
    const noticed = /name="noticed" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    expect((await sent({ text: 'Evidence survives only if a provider preserves the account for ninety days before its removal.', lang: 'en', noticed }, 'dmitri', 'B1')).status).toBe(303);
    // Something else in the same question is close to nothing.
    expect((await sent({ text: 'Users need to be told about decisions and have a way to appeal them in their own language.' }, 'anna', 'B1')).status).toBe(303);
  });

  it('is shown nothing that is withheld or withdrawn, and nothing at all in the last minutes', async () => {
    const words = { text: 'Small platforms lack lawyers, night shifts and translators for quick answers.', lang: 'en' };
    await sent(words, 'ben', 'A2');
    const { number } = await last('A2');
    expect((await sent(words, 'dmitri', 'A2')).status).toBe(200);
    await web.post(`${base}/c/A2-${number}/edit`, { submissionId: randomUUID(), deed: 'withdraw' }, 'ben');
    expect((await sent(words, 'dmitri', 'A2')).status).toBe(303);
    house.at('2012-07-06T14:56:00Z');
    web.forget({ all: true });
    expect((await sent(words, 'anna', 'A2')).status).toBe(303);
    house.at('2012-07-04T08:00:00Z');
    web.forget({ all: true });
  });
});

describe('a reference', () => {
  const circulated = async () => {
    const ctx = await house.as('fay');
    await writePaper(ctx, { submissionId: randomUUID(), title: 'Paper', locale: 'en', markdown: 'First *paragraph* of it.\n\nSecond one.' });
    await circulatePaper(ctx, { submissionId: randomUUID(), audiences: ['participants'] }, { origin: 'https://forum.example' });
  };

  it('is a link with a word on where it leads, the same in the preview as when it is kept', async () => {
    await circulated();
    const text = '  See A1·1, #A1-2 and «А1·1», ¶ 2 and ¶1. Not `A1·1`, not [A1·1](https://example.org), not xA1·1, not A1·999, ¶ 77, F-07 or R-03.\n\n> as A1-1 said\n';
    const preview = /<div class="panel__body read"[^>]*>([\s\S]*?)<\/div><p class="panel__body meta">/.exec((await sent({ text, deed: 'preview' }, 'ben')).text)?.[1];
    expect((await sent({ text }, 'ben')).status).toBe(303);
    const { html } = await last();
    // Links to elsewhere are dressed as they are shown, here and there alike.
    expect((await web.get(`${base}/q/A1`, 'ben')).text).toContain(preview);
    expect(preview).toMatch(/^<p>See /);
    const links = [...html.matchAll(/<a href="(\/f\/[^"]+)" class="pararef" title="([^"]*)">([^<]+)<\/a>/g)].map(([, href, title, words]) => `${words} → ${href} (${title})`);
    const at = '/f/internet-2012-2';
    expect(links).toEqual([
      `A1·1 → ${at}/c/A1-1 (First in A1)`, `#A1-2 → ${at}/c/A1-2 (First in A1)`, `А1·1 → ${at}/c/A1-1 (First in A1)`,
      `¶ 2 → ${at}/paper#p2 (Second one.)`, `¶1 → ${at}/paper#p1 (First paragraph of it.)`, `A1-1 → ${at}/c/A1-1 (First in A1)`,
    ]);
    expect(html).toContain('not A1·999, ¶ 77, F-07 or R-03.');
  });

  it('leads into the language of the page it is followed from', async () => {
    const reply = await web.browser({ referer: 'http://forum.example/ru/f/internet-2012-2/q/A1', 'accept-language': 'de' }).get('/f/internet-2012-2/q/A1');
    expect(reply.headers['location']).toBe('/ru/f/internet-2012-2/q/A1');
    expect((await web.browser({ referer: 'http://elsewhere.example/ru/f/', 'accept-language': 'de' }).get('/f/internet-2012-2/q/A1')).headers['location']).toBe('/de/f/internet-2012-2/q/A1');
  });

  it('to what is withheld or withdrawn is neither a link nor a hint, and no text lives on in one', async () => {
    await sent({ text: 'Words to be taken back.' }, 'ben');
    const { number } = await last();
    await sent({ text: `As A1·${number} says.` });
    expect((await last()).html).toContain('class="pararef"');
    expect((await last()).html).not.toContain('taken back');
    await web.post(`${base}/c/A1-${number}/edit`, { submissionId: randomUUID(), deed: 'withdraw' }, 'ben');
    await sent({ text: `Again A1·${number}.` });
    expect((await last()).html).toBe(`<p>Again A1·${number}.</p>\n`);
  });

  it('to a recommendation is a link once it has left draft, and to another finding once it is published', async () => {
    const id = randomUUID();
    const other = randomUUID();
    await house.pool.db.insertInto('finding').values([{ forum_id: ids.forum, id, reference: 'R-03', kind: 'recommendation', aspect_id: ids.aspectA, state: 'draft' }, { forum_id: ids.forum, id: other, reference: 'F-07', kind: 'challenge', aspect_id: ids.aspectA, state: 'ready' }]).execute();
    await house.pool.db.insertInto('finding_version').values([[id, 'A hold of ninety days.'], [other, 'A challenge found.']].map(([finding_id = '', text = '']) => ({ forum_id: ids.forum, finding_id, number: 1, locale: 'en', text, made_at: new Date() }))).execute();
    const ctx = await house.as('ben');
    expect(await renderText(ctx, 'R-03, F-07')).toBe('<p>R-03, F-07</p>\n');
    await house.pool.db.updateTable('finding').set({ state: 'ready' }).where('id', '=', id).execute();
    expect(await renderText(ctx, 'R-03, F-07')).toBe('<p><a href="/f/internet-2012-2/outcome#R-03" class="pararef" title="A hold of ninety days.">R-03</a>, F-07</p>\n');
    const edition = { series_id: ids.series, id: randomUUID(), locale: 'en', marking: 'TLP:CLEAR', manuscript: JSON.stringify({ chapters: [{ findings: [{ reference: 'II/F-07' }] }] }), compiled_at: new Date() };
    await house.pool.db.insertInto('report_edition').values(edition).execute();
    expect(await renderText(ctx, 'F-07')).toBe('<p>F-07</p>\n');
    await house.pool.db.updateTable('report_edition').set({ published_at: new Date() }).where('id', '=', edition.id).execute();
    expect(await renderText(ctx, 'F-07')).toBe('<p><a href="/s/internet-2012/report#II-F-07" class="pararef" title="A challenge found.">F-07</a></p>\n');
  });
});

describe('a quotation', () => {
  it('asked for by its link puts the whole text, quoted, behind what was begun, and once', async () => {
    await sent({ text: 'Line one.\n\nLine <two>.' }, 'ben', 'B1');
    const { number } = await last('B1');
    const at = `${base}/q/B1/write?to=B1-${number}&quote=yes`;
    expect((await web.get(`${base}/q/B1`, 'anna')).text).toContain(`href="${at.replace('&', '&amp;')}"`);
    const quotation = `B1·${number}:\n\n> Line one.\n>\n> Line &lt;two>.\n\n`;
    expect((await web.get(at, 'anna')).text).toContain(`>${quotation}</textarea>`);
    await sent({ deed: 'draft', text: 'Begun.', parent: `B1·${number}`, version: '0' }, 'anna', 'B1');
    expect((await web.get(at, 'anna')).text).toContain(`>Begun.\n\n${quotation}</textarea>`);
    await sent({ deed: 'draft', text: `B1·${number}:\n\n> Line one.\n>\n> Line <two>.\n\nAgreed.`, parent: `B1·${number}`, version: '1' }, 'anna', 'B1');
    expect(/<textarea .*lang="\w\w">([\s\S]*)<\/textarea>/.exec((await web.get(at, 'anna')).text)?.[1]?.match(/two/g)).toHaveLength(1);
  });

  it('of what was withdrawn there is none', async () => {
    await sent({ text: 'To be withdrawn.' }, 'ben', 'B1');
    const { number } = await last('B1');
    await web.post(`${base}/c/B1-${number}/edit`, { submissionId: randomUUID(), deed: 'withdraw' }, 'ben');
    expect((await web.get(`${base}/q/B1/write?to=B1-${number}&quote=yes`, 'anna')).status).toBe(404);
  });
});
