import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import type { Regime } from '../disclosure/model.ts';
import { postContribution } from './commands/post-contribution.ts';

let house: TestHouse;
let web: TestWeb;
const names = { de: 'Delegation Österreichs', ru: 'Делегация Австрии', fr: '' };

beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  await house.pool.db.updateTable('body').set({ names: JSON.stringify(names) }).where('name', '=', 'Delegation of Austria').execute();
  const say = async (code: string, regime: Regime) => house.entered(postContribution(await house.as('anna'), { submissionId: randomUUID(), code, text: 'Said.', regime, marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
  await say('A1', 'named');
  await say('A2', 'institution');
  await say('B1', 'unattributed');
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const thread = async (locale: string, code: string) => (await web.get(`/${locale}/f/internet-2012-2/q/${code}`, 'ben')).text;

describe('the body in a byline', () => {
  it('is named in its reader’s language, however often and in whatever order pages are asked for', async () => {
    for (const round of [1, 2]) {
      for (const code of ['A1', 'A2']) {
        expect(await thread('de', code), `${round}`).toContain(names.de);
        expect(await thread('ru', code), `${round}`).toContain(names.ru);
        expect(await thread('en', code), `${round}`).not.toMatch(/Delegation Österreichs|Делегация Австрии/);
      }
    }
  });

  it('is named as it was given where it has no name in a language', async () => {
    for (const locale of ['fr', 'it']) expect(await thread(locale, 'A1')).toContain('Delegation of Austria');
  });

  it('is named in no language where the regime hides it', async () => {
    for (const locale of ['de', 'ru', 'en']) expect(await thread(locale, 'B1')).not.toMatch(/Delegation Österreichs|Делегация Австрии|Delegation of Austria/);
    const kept = await house.pool.db.selectFrom('byline_source').select('affiliation_names').where('regime', '=', 'unattributed').execute();
    expect(kept).toEqual([{ affiliation_names: null }]);
  });

  it('is named so in what the composer foretells', async () => {
    expect((await web.get('/ru/f/internet-2012-2/q/A1/write', 'anna')).text).toContain(names.ru);
    expect((await web.get('/de/me/profile', 'anna')).text).toContain(names.de);
  });
});
