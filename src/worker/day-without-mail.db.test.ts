import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letterQueue } from '#domain/account/queries/letter-queue.ts';
import type { Context } from '#domain/context.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { hoursNotice } from '#domain/discussion/commands/tell-of-hours.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { type Out, type Post, postBySmtp, sendDue, sendLetter } from '#platform/mail/send-letter.ts';
import { ids, openHouse, type TestHouse } from '../../tests/house.ts';
import { type Mailbox, openMailbox } from '../../tests/mailbox.ts';
import { openWeb, type TestWeb } from '../../tests/web.ts';
import { noticeWriter } from './notices.ts';
import { everyMinute } from './schedule.ts';

let house: TestHouse;
let web: TestWeb;
let mailbox: Mailbox;
let post: ReturnType<typeof postBySmtp>;
const origin = 'http://forum.example';
const site = { origin, name: 'Colloquy', leaveToken: () => 'token' };
const port = () => Number(new URL(mailbox.url).port);

const outBy = (by: Post): Out => ({ post: by, site, write: noticeWriter(house.operator(), origin), taken: new Set() });
const clock = (): Context => ({ ...house.operator(), now: house.world.now(), actor: { kind: 'clock', personId: null, administrator: false } });
const minute = async (out: Out) => {
  for (const duty of everyMinute) await duty.do(clock(), origin);
  return sendDue(house.pool.db, out, house.world);
};
const wind = (minutes: number) => house.at(new Date(house.world.now().getTime() + minutes * 60_000));
const say = async (as: 'anna' | 'ben' | 'dmitri', code: string, text: string) => {
  const said = await postContribution(await house.as(as), { submissionId: randomUUID(), code, text, regime: 'institution', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' });
  if (!said.ok || !('id' in said.value)) throw new Error('not posted');
  return said.value.ref;
};
const invite = (address: string) => queueLetter({ ...house.operator(), now: house.world.now() }, { forumId: ids.forum, personId: null, address, kind: 'accreditation.invitation', locale: 'en', subject: 'Invitation', body: `For ${address}` });
const waiting = async () => (await letterQueue(house.operator(), null)).lines.filter(({ state }) => state === 'waiting' || state === 'retrying').length;

beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  mailbox = await openMailbox();
  post = postBySmtp(mailbox.url, { restMs: 0 });
});
afterAll(async () => {
  post.close();
  await mailbox.end();
  await web.end();
  await house.end();
});

describe('a day without a mail server', () => {
  const texts: { ref: string; text: string; by: string }[] = [];
  const invited: string[] = [];

  it('goes by in the forum as any other: pages are shown, texts are posted, and letters wait', async () => {
    const { db } = house.pool;
    await db.updateTable('person').set({ digest: 'never' }).execute();
    for (const [name, digest] of [['dmitri', 'immediate'], ['ben', 'daily'], ['elif', 'daily'], ['anna', 'immediate']] as const) await db.updateTable('person').set({ digest, digest_hour: 12, zone: 'Europe/Vienna' }).where('email', '=', `${name}@example.org`).execute();
    const out = outBy(post);
    // The desk is told of its tasks, and all of the opening, while there still is a server.
    await minute(out);
    expect(mailbox.letters.length).toBeGreaterThan(0);
    post.close();
    await mailbox.end();
    post = postBySmtp(mailbox.url, { restMs: 0 });
    out.post = post;
    // From 10:00 in Vienna on, a quarter of an hour at a time, over the hour of two daily letters.
    for (let quarter = 0; quarter < 112; quarter += 1) {
      // What is said after a daily reader’s hour is told tomorrow.
      if (quarter % 6 === 0 && quarter < 104) {
        const by = (['anna', 'ben', 'dmitri'] as const)[(quarter / 6) % 3] ?? 'anna';
        const text = `Word of quarter ${quarter} end`;
        texts.push({ ref: await say(by, ['A1', 'A2', 'B1'][(quarter / 6) % 3] ?? 'A1', text), text, by });
      }
      if (quarter % 12 === 0) {
        invited.push(`guest${quarter}@example.net`);
        await invite(`guest${quarter}@example.net`);
      }
      expect(await minute(out)).toBe(0);
      wind(15);
    }
    expect((await web.get('/en/f/internet-2012-2/q/A1', 'ben')).text).toContain('Word of quarter 0 end');
    expect(await waiting()).toBeGreaterThan(invited.length);
  }, 120_000);

  it('ends with every letter once: each invitation, and one letter of what was new for each reader with each text in it once', async () => {
    const back = await openMailbox(port());
    mailbox = back;
    const out = outBy(post);
    for (let minutes = 0; minutes < 5 * 60 && (await waiting()) > 0; minutes += 20) {
      await minute(out);
      wind(20);
    }
    expect(await waiting()).toBe(0);
    for (const address of invited) expect(mailbox.to(address), address).toHaveLength(1);
    for (const name of ['anna', 'ben', 'dmitri', 'elif']) {
      const letters = mailbox.to(`${name}@example.org`).filter(({ mail }) => texts.some(({ text }) => mail.text?.includes(text)));
      // Two days’ letters of the daily readers and a day of conversations: one.
      expect(letters, name).toHaveLength(1);
      for (const { text, by } of texts) expect(letters.flatMap(({ mail }) => mail.text?.split(text) ?? []).length - letters.length, `${name}: ${text}`).toBe(by === name ? 0 : 1);
    }
    const names = mailbox.letters.map(({ mail }) => mail.messageId);
    expect(new Set(names).size).toBe(names.length);
    // And all that the outbox calls sent is there: what came is what went.
    const sent = await house.pool.db.selectFrom('letter').select('id').where('sent_at', '>', new Date('2012-07-04T09:00:00Z')).execute();
    expect([...names].sort()).toEqual(sent.map(({ id }) => `<${id}@forum.example>`).sort());
    // Beside these, each was told once that the forum closes soon.
    const hours = await house.pool.db.selectFrom('letter').select('address').where('sent_at', '>', new Date('2012-07-04T09:00:00Z')).where('kind', '=', hoursNotice).execute();
    expect(new Set(hours.map(({ address }) => address)).size).toBe(hours.length);
    // And who writes the day's summary, that it was not signed at its hour.
    const unsigned = await house.pool.db.selectFrom('letter').select('address').where('kind', '=', 'synthesis.summary-unsigned').where('address', '<>', 'fay@example.org').execute();
    expect(mailbox.letters.filter(({ to }) => to !== 'fay@example.org')).toHaveLength(invited.length + 4 + hours.length + unsigned.length);
  }, 120_000);
});

describe('a worker that is killed', () => {
  /** A worker's life ends here: nothing after this happens. */
  const dead = () => new Promise<never>(() => undefined);

  it('before a letter was handed over leaves it to the next, which sends it once', async () => {
    const id = await invite('before@example.net');
    void sendLetter(house.pool.db, outBy({ send: dead }), id, house.world.now());
    await expect.poll(async () => (await house.pool.db.selectFrom('letter').select('next_at').where('id', '=', id).executeTakeFirstOrThrow()).next_at?.getTime()).toBeGreaterThan(house.world.now().getTime());
    expect(await sendDue(house.pool.db, outBy(post), house.world)).toBe(0);
    wind(5);
    expect(await sendDue(house.pool.db, outBy(post), house.world)).toBe(1);
    expect(mailbox.to('before@example.net')).toHaveLength(1);
  });

  it('after the server took a letter and before that was written down leaves a twin with the same name, which mailboxes drop', async () => {
    const id = await invite('between@example.net');
    let handedOver = false;
    void sendLetter(house.pool.db, outBy({ send: async (message) => { await post.send(message); handedOver = true; return dead(); } }), id, house.world.now());
    await expect.poll(() => handedOver).toBe(true);
    expect(await sendDue(house.pool.db, outBy(post), house.world)).toBe(0);
    wind(5);
    expect(await sendDue(house.pool.db, outBy(post), house.world)).toBe(1);
    const twins = mailbox.to('between@example.net');
    expect(twins).toHaveLength(2);
    // By its name a mailbox that drops twins, as most do, has one.
    expect(new Set(twins.map(({ mail }) => mail.messageId)).size).toBe(1);
    wind(60);
    expect(await sendDue(house.pool.db, outBy(post), house.world)).toBe(0);
  });

  it('does not offer again what the server took while only the database was away', async () => {
    const id = await invite('database@example.net');
    let updates = 0;
    const failing = house.pool.db.withPlugin({
      transformQuery: ({ node }) => {
        if (node.kind === 'UpdateQueryNode') updates += 1;
        if (node.kind === 'UpdateQueryNode' && updates === 2) throw new Error('connection lost');
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const out = outBy(post);
    await expect(sendLetter(failing, out, id, house.world.now())).rejects.toThrow('connection lost');
    wind(5);
    expect(await sendLetter(house.pool.db, out, id, house.world.now())).toBe('sent');
    expect(mailbox.to('database@example.net')).toHaveLength(1);
    expect(out.taken?.size).toBe(0);
  });

  it('does not send through a hundred letters to find out a hundred times that the server is away', async () => {
    let tries = 0;
    const away: Post = { send: async () => { tries += 1; throw Object.assign(new Error('away'), { code: 'ECONNECTION', command: 'CONN' }); } };
    for (let i = 0; i < 100; i += 1) await invite(`many${i}@example.net`);
    expect(await sendDue(house.pool.db, outBy(away), house.world)).toBe(0);
    expect(tries).toBeLessThanOrEqual(6);
    expect(await sendDue(house.pool.db, outBy(post), house.world)).toBe(100 - tries);
    wind(1);
    expect(await sendDue(house.pool.db, outBy(post), house.world)).toBe(tries);
    for (let i = 0; i < 100; i += 1) expect(mailbox.to(`many${i}@example.net`)).toHaveLength(1);
  });
});
