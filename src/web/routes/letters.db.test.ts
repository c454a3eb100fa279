import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRetentionOfTheDay } from '#domain/record/commands/run-retention.ts';
import { closesAt, openHouse, type TestHouse } from '../../../tests/house.ts';
import { letterFrom, openMailroom, type TestMailroom } from '../../../tests/mailroom.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
let mailroom: TestMailroom;
beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  mailroom = openMailroom(house);
});
afterAll(async () => {
  await mailroom.end();
  await web.end();
  await house.end();
});

const base = '/en/f/internet-2012-2';
const signed = (text: string) => `${text}\n\n-- \nDmitri Sokolov\nTel. +43 1 000000`;

/** A letter of Dmitri's that came in: its id, and its fate. */
async function send(body: string) {
  const to = await mailroom.addressOf('dmitri');
  const id = await mailroom.arrive(letterFrom('dmitri@example.org', to, { body }), { sender: 'dmitri@example.org', recipients: [to] });
  return { id, fate: await mailroom.read(id), at: `${base}/letters/${id}` };
}

describe('a letter that waits', () => {
  it('is shown whole to its author alone, who lets it stand as mended, once', async () => {
    const { at, fate } = await send(signed('I support option B.'));
    expect(fate).toBe('held');
    const page = await web.get(at, 'dmitri');
    for (const words of ['I support option B.', 'Tel. +43 1 000000', 'Cut as signature', 'A signature with your name was cut off']) expect(page.text).toContain(words);
    for (const other of ['anna', 'fay', 'clara'] as const) expect((await web.get(at, other)).status).toBe(404);
    expect((await web.get(at)).headers['location']).toContain('/sign-in');
    const empty = await web.post(at, { text: '', deed: 'confirm' }, 'dmitri');
    expect(empty.status).toBe(422);
    for (const other of ['anna', 'fay'] as const) expect((await web.post(at, { text: 'Taken over.', deed: 'confirm' }, other)).status).toBe(404);
    const done = await web.post(at, { text: 'I support option B, and say so twice.', deed: 'confirm' }, 'dmitri');
    expect([done.status, done.headers['location']]).toEqual([303, `${base}/q/A1#A1-1`]);
    const again = await web.post(at, { text: 'And a third time.', deed: 'confirm' }, 'dmitri');
    expect([again.status, again.text.includes('decided on already'), again.text.includes('And a third time.')]).toEqual([409, true, false]);
    expect((await web.get(`${base}/q/A1`, 'ben')).text).toContain('say so twice');
  });

  it('is not taken after the closing, and what was typed is shown again', async () => {
    const { at } = await send(signed('Before the closing.'));
    house.at(closesAt);
    const reply = await web.post(at, { text: 'Before the closing, mended.', deed: 'confirm' }, 'dmitri');
    expect([reply.status, reply.text.includes('Before the closing, mended.')]).toEqual([409, true]);
    house.at('2012-07-04T08:00:00Z');
  });

  it('is discarded by its author, and stays in the ledger', async () => {
    const { at } = await send(signed('Never mind.'));
    expect((await web.post(at, { deed: 'discard' }, 'dmitri')).status).toBe(303);
    expect((await web.get(at, 'dmitri')).text).toContain('Discarded');
    expect((await web.post(at, { text: 'After all.', deed: 'confirm' }, 'dmitri')).status).toBe(409);
  });
});

describe('the ledger', () => {
  it('adds up, can be filtered, and names nobody whom the regime hides', async () => {
    await send('Posted under the usual regime.');
    const page = (await web.get(`${base}/letters`, 'fay')).text;
    const cells = [...page.matchAll(/<td class="num">(?:<b>)?(\d+)/g)].map(([, n]) => Number(n));
    expect(cells.slice(0, -1).reduce((a, b) => a + b, 0)).toBe(cells.at(-1));
    expect(cells.at(-1)).toBe(4);
    expect(page).toContain('Institute for Digital Rights');
    for (const hidden of ['Sokolov', 'dmitri@example.org', 'Tel. +43', 'Never mind.', 'Before the closing.']) expect(page).not.toContain(hidden);
    const held = (await web.get(`${base}/letters?fate=held`, 'fay')).text;
    expect(held).not.toContain('Institute for Digital Rights');
    expect((await web.get(`${base}/letters`, 'dmitri')).status).toBe(404);
    expect((await web.get(`${base}/letters`, 'clara')).status).toBe(404);
  });

  it('shows a named author with what was cut, as every reader of the forum sees the name', async () => {
    await house.pool.db.updateTable('seat').set({ default_regime: 'named' }).where('id', '=', (await house.as('dmitri')).sight.seat?.id ?? '').execute();
    await send(signed('Said under my name.'));
    const page = (await web.get(`${base}/letters?fate=posted`, 'fay')).text;
    for (const words of ['Dmitri Sokolov', 'Tel. +43', 'Cut as signature']) expect(page).toContain(words);
  });

  it('of two worlds that differ only in who wrote an unattributed letter is the same', async () => {
    const worlds = await Promise.all((['dmitri', 'ben'] as const).map(async (author) => {
      const other = await openHouse();
      const [pages, door] = [await openWeb(other), openMailroom(other)];
      await other.pool.db.updateTable('seat').set({ default_regime: 'unattributed' }).execute();
      const to = await door.addressOf(author);
      await door.send(letterFrom(`${author}@example.org`, to, { body: 'Said by nobody.', messageId: '<one@example.org>' }), { sender: `${author}@example.org`, recipients: [to] });
      const texts = await Promise.all([`${base}/letters`, `${base}/q/A1`].map(async (path) => (await pages.get(path, 'fay')).text));
      await door.end();
      await pages.end();
      await other.end();
      return texts;
    }));
    expect(worlds[0]?.[0]).toContain('Posted');
    // Not compared as values: a page that differs would be printed whole.
    expect(worlds[0]?.map((text, i) => text === worlds[1]?.[i])).toEqual([true, true]);
  });

  it('keeps the fates when the letters themselves are gone', async () => {
    house.at('2012-10-03T08:00:00Z');
    await runRetentionOfTheDay({ ...house.operator(), actor: { kind: 'clock', personId: null, administrator: false } });
    const left = await house.asCustodian((db) => db.selectFrom('inbound_letter').select(['raw', 'sender', 'kept', 'parts', 'person_id', 'seat_id', 'fate']).execute());
    expect(left.length).toBe(5);
    for (const row of left) expect(row).toMatchObject({ raw: null, sender: '', kept: null, parts: null, person_id: null, seat_id: null, fate: expect.any(String) });
  });
});
