import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askSignIn } from '#domain/account/commands/ask-sign-in.ts';
import { useSignInLink } from '#domain/account/commands/sign-in.ts';
import { letterQueue } from '#domain/account/queries/letter-queue.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { dueLetters, postBySmtp, sendLetter } from '#platform/mail/send-letter.ts';
import { locales } from '#platform/i18n/locales.ts';
import { ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { lastLetter, writeAskedLetters } from '../../../tests/letters.ts';
import { type Mailbox, openMailbox } from '../../../tests/mailbox.ts';
import { openWeb, type TestWeb } from '../../../tests/web.ts';

let house: TestHouse;
let web: TestWeb;
let mailbox: Mailbox;
let post: ReturnType<typeof postBySmtp>;
const secret = 'https://forum.example/en/invitation/S3CR3T-T0K3N';

const put = (address: string, kind: string, more: Partial<Parameters<typeof queueLetter>[1]> = {}) => queueLetter({ ...house.operator(), now: house.world.now() }, { forumId: ids.forum, personId: null, address, kind, locale: 'en', subject: `Secret subject ${secret}`, body: `Secret body ${secret}`, ...more });
const send = async () => {
  const fates: string[] = [];
  for (const id of await dueLetters(house.pool.db, house.world.now())) fates.push(await sendLetter(house.pool.db, { post, site: { origin: 'http://forum.example', name: 'Colloquy', leaveToken: () => '' }, write: async () => null }, id, house.world.now()));
  return fates;
};
const queue = (state = '', locale = 'en') => web.get(`/${locale}/admin/letters/out${state ? `?state=${state}` : ''}`, 'adam');
const form = (fields: Record<string, string>) => ({ submissionId: randomUUID(), ...fields });
const personId = async (name: string) => (await house.pool.db.selectFrom('person').select('id').where('email', '=', `${name}@example.org`).executeTakeFirstOrThrow()).id;

beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  mailbox = await openMailbox();
  post = postBySmtp(mailbox.url, { restMs: 0 });
  await house.pool.db.insertInto('person').values({ id: randomUUID(), email: 'adam@example.org', name: 'Adam', locale: 'en', administrator: true, created_at: house.world.now() }).execute();
});
afterAll(async () => {
  post.close();
  await mailbox.end();
  await web.end();
  await house.end();
});

describe('the queue of letters out', () => {
  it('is empty where every letter has arrived, and says so', async () => {
    expect((await queue()).text).toContain('Every e-mail has arrived');
  });

  it('tells how often a letter was tried and what the server said last, in words and by its code', async () => {
    const later = await put('later@example.net', 'accreditation.invitation');
    mailbox.refuseWith(451);
    expect(await send()).toEqual(['waiting']);
    house.at('2012-07-04T08:01:00Z');
    expect(await send()).toEqual(['waiting']);
    await put('gone@example.net', 'accreditation.reminder');
    mailbox.refuseWith(550);
    expect(await send()).toEqual(['given-up']);
    const page = (await queue()).text;
    expect(page).toContain('later@example.net');
    expect(page).toContain('Tried 2 times');
    expect(page).toContain('Answer of the server: 451');
    expect(page).toContain('The mail server refused it for good');
    const { lines } = await letterQueue(house.operator(), null);
    expect(lines.find(({ id }) => id === later)).toMatchObject({ state: 'retrying', tries: 2, reason: 'refused-for-now', nextAt: new Date('2012-07-04T08:03:00Z'), canRetry: true });
  });

  it('never shows what a letter says, nor a link in it, on any page in any language', async () => {
    for (const locale of locales) for (const state of ['', 'retrying', 'failed']) {
      const { status, text } = await queue(state, locale);
      expect(status).toBe(200);
      for (const word of ['Secret', 'S3CR3T', 'invitation/']) expect(text.includes(word), `${locale} ${state} ${word}`).toBe(false);
    }
  });

  it('shows one state alone where asked, and nothing of the others', async () => {
    const failed = (await queue('failed')).text;
    expect(failed).toContain('gone@example.net');
    expect(failed).not.toContain('later@example.net');
    expect((await queue('no-such-state')).text).toContain('later@example.net');
  });

  it('keeps to itself who has a letter that says they wrote something, and its minute', async () => {
    const anna = await personId('anna');
    mailbox.refuseWith(451);
    for (const kind of ['mail.answer', 'moderation.statement-of-reasons']) await put('anna@example.org', kind, { personId: anna });
    await send();
    const { lines } = await letterQueue(house.operator(), 'retrying');
    const hidden = lines.filter(({ subject }) => subject === 'personal');
    expect(hidden).toHaveLength(2);
    for (const line of hidden) expect(line).toMatchObject({ to: null, precision: 'hour', tries: 1 });
    const page = (await queue()).text;
    expect(page).not.toContain('anna@example.org');
    expect(page).not.toContain('Anna Berger');
    // The same for whoever it goes to: but for its id, the line of another person's letter reads the same.
    expect(page).toContain('Answer or notice about one’s own text');
  });

  it('tries one letter again at once, by a form without script, and once however often the form arrives', async () => {
    const failed = (await letterQueue(house.operator(), 'failed')).lines[0];
    const asked = form({ letter: failed?.id ?? '' });
    mailbox.refuseWith(null);
    const jobs = await house.count('journal');
    expect(await web.post('/en/admin/letters/out', asked, 'adam')).toMatchObject({ status: 303 });
    expect((await web.get('/en/admin/letters/out?retried=1', 'adam')).text).toContain('is being tried again');
    expect(await send()).toEqual(['sent']);
    expect(mailbox.to('gone@example.net')).toHaveLength(1);
    expect(await web.post('/en/admin/letters/out', asked, 'adam')).toMatchObject({ status: 303 });
    expect(await send()).toEqual([]);
    expect((await house.count('journal')) - jobs).toBe(1);
    // What is gone meanwhile is said on the page as it stands.
    const stale = await web.post('/en/admin/letters/out', form({ letter: failed?.id ?? '' }), 'adam');
    expect(stale.status).toBe(422);
    expect(stale.text).toContain('no longer in the queue');
  });

  it('tries all again that failed or were put off, and leaves alone what is being sent at this moment', async () => {
    const held = await put('in-hands@example.net', 'accreditation.invitation');
    await house.pool.db.updateTable('letter').set({ next_at: new Date('2012-07-04T08:06:00Z'), failure: null }).where('id', '=', held).execute();
    const { canRetryAll } = await letterQueue(house.operator(), null);
    expect(canRetryAll).toBe(3);
    expect(await web.post('/en/admin/letters/out', form({ letter: 'all' }), 'adam')).toMatchObject({ status: 303, headers: { location: '/en/admin/letters/out?retried=3' } });
    expect(await send()).toEqual(['sent', 'sent', 'sent']);
    expect(mailbox.to('in-hands@example.net')).toEqual([]);
    expect(mailbox.to('later@example.net')).toHaveLength(1);
  });

  it('lists the addresses that take no letters with the reason, and lets them go there again', async () => {
    await house.pool.db.insertInto('suppressed_address').values({ address: 'ben@example.org', since: house.world.now(), reason: 'bounced' }).execute();
    const dropped = await put('Ben@example.org', 'accreditation.invitation');
    expect(await send()).toEqual(['dropped']);
    const page = (await queue()).text;
    expect(page).toContain('Ben Keller');
    expect(page).toContain('An e-mail came back');
    expect((await letterQueue(house.operator(), 'suppressed')).lines[0]).toMatchObject({ canRetry: false, reason: 'suppressed' });
    expect(await web.post('/en/admin/letters/out', form({ letter: dropped }), 'adam')).toMatchObject({ status: 422 });
    expect(await web.post('/en/admin/letters/out/lift', form({ address: 'ben@example.org' }), 'adam')).toMatchObject({ status: 303 });
    expect(await web.post('/en/admin/letters/out/lift', form({ address: 'ben@example.org' }), 'adam')).toMatchObject({ status: 422 });
    expect(await web.post('/en/admin/letters/out', form({ letter: dropped }), 'adam')).toMatchObject({ status: 303 });
    expect(await send()).toEqual(['sent']);
  });

  it('takes an address off by itself when its owner signs in with a letter', async () => {
    await house.pool.db.insertInto('suppressed_address').values({ address: 'dmitri@example.org', since: house.world.now(), reason: 'bounced' }).execute();
    const asked = await askSignIn(house.visitor(), { email: 'dmitri@example.org', connection: '192.0.2.7' });
    expect(asked.ok && (await writeAskedLetters(house))).toBe(1);
    const { token } = await lastLetter(house.pool, 'dmitri@example.org');
    // A letter that lets somebody in goes out all the same: it was asked for just now.
    expect(await send()).toEqual(['sent']);
    expect((await letterQueue(house.operator(), null)).suppressed).toHaveLength(1);
    expect(await useSignInLink(house.visitor(), token)).toMatchObject({ ok: true });
    expect((await letterQueue(house.operator(), null)).suppressed).toEqual([]);
  });

  it('is open to administrators alone, whoever knows its address', async () => {
    for (const who of ['fay', 'clara', 'anna'] as const) expect((await web.get('/en/admin/letters/out', who)).status).toBe(404);
    expect((await web.post('/en/admin/letters/out', form({ letter: 'all' }), 'fay')).status).toBe(404);
  });
});
