import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const outside = '/en/s/internet-2012/2';
const inside = '/en/f/internet-2012-2';
/** What a page says, a blank being a blank. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the page of transparency', () => {
  it('is there for everyone beside the forum’s public page, and as data', async () => {
    const page = await web.get(`${outside}/transparency`);
    expect(page.status).toBe(200);
    expect(plain(page.text)).toContain('The first figures appear on Friday 6 July at 17:00 in Vienna.');
    house.at('2012-07-06T15:00:00Z');
    web.forget({ all: true });
    expect((await web.get(`${outside}/transparency`)).text).toContain('Nothing was withheld, covered, labelled, marked or held without a person deciding.');
    const file = await web.get(`${outside}/transparency.json`);
    expect([file.status, file.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(JSON.parse(file.text)).toMatchObject({ format: 'colloquy-transparency/1', asOf: '2012-07-06T15:00:00.000Z', figures: { decided: 0 } });
    for (const locale of ['fr', 'de', 'it', 'ru', 'es']) expect((await web.get(`/${locale}/s/internet-2012/2/transparency`)).status, locale).toBe(200);
    for (const path of ['/en/s/internet-2012/02/transparency', '/en/s/internet-2012/9/transparency.json', '/en/s/none/2/transparency']) expect((await web.get(path)).status, path).toBe(404);
    expect((await web.get(outside)).text).toContain(`href="${outside}/transparency"`);
  });

  it('is shown inside to whoever has a seat, with the register', async () => {
    for (const name of ['anna', 'clara', 'elif', 'fay'] as const) expect((await web.get(`${inside}/transparency`, name)).text, name).toContain('Register of decisions');
    expect((await web.get(`${inside}/transparency`)).headers['location']).toContain('/en/sign-in');
    expect((await web.get(`${inside}/transparency`, 'hana')).status).toBe(404);
    const table = await web.get(`${inside}/decisions.csv`, 'anna');
    expect([table.status, table.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(table.text).toContain('"rule","measure","scope"');
  });

  it('has a register for everyone once an organiser has opened it, and not before', async () => {
    for (const file of ['json', 'csv']) expect((await web.get(`${outside}/decisions.${file}`)).status).toBe(404);
    expect((await web.get(`${inside}/transparency`, 'clara')).text).not.toContain('Open the register to everyone');
    expect((await web.post(`${inside}/transparency/register`, { submissionId: randomUUID(), open: 'yes' }, 'clara')).status).toBe(404);
    expect((await web.post(`${inside}/transparency/register`, { submissionId: randomUUID(), open: 'yes' }, 'fay')).headers['location']).toBe(`${inside}/transparency`);
    for (const file of ['json', 'csv']) expect((await web.get(`${outside}/decisions.${file}`)).status).toBe(200);
    expect((await web.get(`${inside}/transparency`, 'fay')).text).toContain('Keep the register inside');
  });
});

describe('the page of the roster', () => {
  const path = `${inside}/mod/duty`;

  it('takes a shift, shows it with its gaps, and hands it over', async () => {
    house.at('2012-07-04T08:00:00Z');
    const gus = (await house.as('gus')).sight.seat?.id ?? '';
    const clara = (await house.as('clara')).sight.seat?.id ?? '';
    expect((await web.get(path, 'clara')).text).toContain('Nobody is entered until the closing.');
    expect((await web.post(`${path}/enter`, { submissionId: randomUUID(), role: 'referee', seat: gus, day: '2012-07-04', from: '09:00', until: '18:00' }, 'clara')).headers['location']).toBe(path);
    const page = (await web.get(path, 'clara')).text;
    expect(plain(page)).toContain('Wed 4 July, 18:00 – Fri 6 July, 17:00');
    const id = /duty\/([0-9a-f-]{36})\/hand-over/.exec(page)?.[1] ?? '';
    expect((await web.post(`${path}/${id}/hand-over`, { submissionId: randomUUID(), seat: clara, note: 'Nothing <b>waits</b>.' }, 'gus')).headers['location']).toBe(path);
    expect((await web.get(path, 'elif')).text).toContain('Nothing &lt;b>waits&lt;/b>.');
  });

  it('shows again what was typed with what is wrong with it', async () => {
    const fay = (await house.as('fay')).sight.seat?.id ?? '';
    const again = await web.post(`${path}/enter`, { submissionId: randomUUID(), role: 'referee', seat: fay, day: '2012-07-05', from: '07:15', until: '08:45' }, 'clara');
    expect(again.status).toBe(422);
    for (const words of ['This person’s rights do not allow that role.', 'value="07:15"', 'value="08:45"', 'value="2012-07-05"', `value="${fay}" selected`]) expect(again.text).toContain(words);
    const malformed = await web.post(`${path}/enter`, { submissionId: randomUUID(), role: 'referee', seat: fay, day: 'tomorrow', from: '7', until: '25:00' }, 'clara');
    expect([malformed.status, malformed.text.includes('value="25:00"')]).toEqual([422, true]);
    expect((await web.post(`${path}/urgent`, { submissionId: randomUUID(), minutes: '90' }, 'clara')).status).toBe(422);
  });

  it('shows again the words of a handing over that was refused, at its shift and nowhere else', async () => {
    const elif = (await house.as('elif')).sight.seat?.id ?? '';
    const id = /duty\/([0-9a-f-]{36})\/hand-over/.exec((await web.get(path, 'clara')).text)?.[1] ?? '';
    const again = await web.post(`${path}/${id}/hand-over`, { submissionId: randomUUID(), seat: elif, note: 'The mill waits.' }, 'clara');
    expect(again.status).toBe(422);
    expect(again.text).toContain('<details open');
    expect(again.text.split('The mill waits.')).toHaveLength(2);
    const long = await web.post(`${path}/${id}/hand-over`, { submissionId: randomUUID(), seat: elif, note: 'x'.repeat(1_001) }, 'clara');
    expect([long.status, long.text.includes(`href="#f-note-${id}"`), long.text.includes(`id="f-note-${id}"`)]).toEqual([422, true, true]);
  });

  it('and the desk are for those who run the forum', async () => {
    expect((await web.get(`${inside}/mod/desk`, 'clara')).text).toContain('On duty now');
    expect((await web.get(`${inside}/mod/desk`, 'elif')).status).toBe(404);
    for (const name of ['anna', 'dmitri'] as const) for (const page of ['duty', 'desk']) expect((await web.get(`${inside}/mod/${page}`, name)).status).toBe(404);
  });
});
