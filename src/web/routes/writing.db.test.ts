import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
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
