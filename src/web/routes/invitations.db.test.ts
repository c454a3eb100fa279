import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invite } from '#domain/accreditation/commands/invite.ts';
import { openHouse, type TestHouse } from '../../../tests/house.ts';
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

describe('the list of invitations as a file', () => {
  it('has the columns of the list and where each stands, in the language of its reader', async () => {
    const [fay, forum] = [await house.as('fay'), '/ru/f/internet-2012-2/run/invitations'];
    await invite(fay, { submissionId: randomUUID(), lines: 'Institute of Examples; experts; ; zoe@example.org; =1+1; participant; fr' }, 'https://forum.example');
    expect((await web.get(forum, 'fay')).text.includes('href="/ru/f/internet-2012-2/run/invitations.csv"')).toBe(true);
    // From here on Fay has just proved who she is.
    await house.pool.db.updateTable('session').set({ confirmed_at: house.world.now() }).execute();
    await new Promise((forgotten) => setTimeout(forgotten, 1_100));
    const { status, headers, text } = await web.get(`${forum}.csv`, 'fay');
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(text.split('\r\n')[0]).toBe('\ufeff"Организация","Категория","Адрес","Имя","Состояние","Дата отправки","Срок"');
    expect(text).toContain('"Institute of Examples","Эксперты","zoe@example.org","\'=1+1","ожидает отправки","2012-07-04T');
    expect((await web.get(`${forum}.csv?state=accepted`, 'fay')).text.trim().split('\r\n')).toHaveLength(1);
  });

  it('is given to nobody at a desk left open: who signed in long ago is asked again', async () => {
    await house.pool.db.updateTable('session').set({ confirmed_at: new Date(house.world.now().getTime() - 3_600_000) }).execute();
    await new Promise((forgotten) => setTimeout(forgotten, 1_100));
    const { status, headers } = await web.get('/en/f/internet-2012-2/run/invitations.csv', 'fay');
    expect([status, headers['location']]).toEqual([303, expect.stringContaining('/en/me/confirm?back=')]);
  });
});
