import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';
import { addCode } from './commands/arrange-codes.ts';
import { markExcerpt } from './commands/mark-excerpt.ts';
import { agreementPage } from './queries/agreement-page.ts';

let house: TestHouse;
let web: TestWeb;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  await house.pool.db.updateTable('seat').set({ roles: ['moderator', 'rapporteur'] }).where('person_id', 'in', house.pool.db.selectFrom('person').select('id').where('email', '=', 'gus@example.org')).execute();
  for (const text of ['One is kept. Two is told. Three is lost. Four is found.', 'Only one reads this.']) {
    await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A1', text, regime: 'named', marking: 'TLP:GREEN', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
  }
});
afterAll(async () => {
  await web.end();
  await house.end();
});

const code = async (label: string) => {
  const added = await addCode(await house.as('elif'), { submissionId: randomUUID(), label });
  return added.ok ? added.value.codeId : '';
};
const mark = async (who: 'elif' | 'gus', quote: string, codes: string[], contribution = 'A1·1') => expect(await markExcerpt(await house.as(who), { submissionId: randomUUID(), contribution, quote, codes })).toMatchObject({ ok: true });

describe('two rapporteurs', () => {
  it('are not compared before both have coded', async () => {
    expect((await agreementPage(await house.as('elif'), {}))?.pair).toBeNull();
    expect((await web.get('/en/f/internet-2012-2/codes/agreement', 'elif')).text).toContain('once two rapporteurs have coded');
    expect(await agreementPage(await house.as('anna'), {})).toBeNull();
  });

  it('agree over the sentences of texts both have coded, and a text of one alone is told and not counted', async () => {
    const [keep, tell] = [await code('Keep'), await code('Tell')];
    await mark('elif', 'One is kept.', [keep]);
    await mark('gus', 'is kept', [keep]);
    await mark('elif', 'Two is told.', [tell]);
    await mark('gus', 'Three is lost.', [tell]);
    await mark('elif', 'Only one', [keep], 'A1·2');
    const page = await agreementPage(await house.as('elif'), {});
    expect([page?.texts, page?.sentences, page?.alone, page?.pair?.[0].own]).toEqual([1, 4, 1, true]);
    const of = (path: string) => page?.codes.find((one) => one.path === path)?.agreement;
    expect(of('Keep')).toMatchObject({ both: 1, onlyA: 0, onlyB: 0, neither: 3, kappa: 1 });
    // One of four each, never the same one: observed 1/2, by chance 10/16.
    expect(of('Tell')).toMatchObject({ both: 0, onlyA: 1, onlyB: 1, neither: 2, observed: 0.5, expected: 0.625 });
    expect(of('Tell')?.kappa).toBeCloseTo(-1 / 3, 12);
    expect(page?.overall.kappa).toBeCloseTo((0.75 - 0.625) / (1 - 0.625), 12);
  });

  it('are numbered and not named, on a page with every figure in a table', async () => {
    const { status, text } = await web.get('/ru/f/internet-2012-2/codes/agreement', 'elif');
    expect(status).toBe(200);
    for (const name of ['Elif', 'Gus', 'Lindholm']) expect(text).not.toContain(`>${name}`);
    expect(text).toContain('−0,33');
    expect(text).toMatch(/докладчик \d/);
  });
});
