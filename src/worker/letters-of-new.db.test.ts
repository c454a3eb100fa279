import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaveToken } from '#domain/account/rules/leave-letters.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { markRead } from '#domain/discussion/commands/mark-read.ts';
import { tellOfNew } from '#domain/discussion/commands/tell-of-new.ts';
import { withholdContribution } from '#domain/discussion/commands/withhold-contribution.ts';
import { enter } from '#domain/accreditation/sight.ts';
import { dueLetters, type Fate, postBySmtp, sendLetter } from '#platform/mail/send-letter.ts';
import { vaultOf } from '#platform/vault.ts';
import { ids, openHouse, type TestHouse } from '../../tests/house.ts';
import { type Mailbox, openMailbox } from '../../tests/mailbox.ts';
import { openWeb, type TestWeb } from '../../tests/web.ts';
import { noticeWriter } from './notices.ts';

let house: TestHouse;
let web: TestWeb;
let mailbox: Mailbox;
let post: ReturnType<typeof postBySmtp>;
const origin = 'http://forum.example';
// The key of `openWeb`.
const vault = vaultOf(new Uint8Array(32).fill(7));

const say = async (as: 'anna' | 'ben' | 'dmitri', text: string, more: Partial<Parameters<typeof postContribution>[1]> = {}) => {
  return house.entered(postContribution(await house.as(as), { submissionId: randomUUID(), code: 'A1', text, regime: 'institution', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution', ...more }));
};
const tell = async () => {
  const inside = await enter({ ...house.operator(), now: house.world.now(), actor: { kind: 'clock', personId: null, administrator: false } }, ids.forum);
  return inside ? tellOfNew(inside) : 0;
};
const send = async (): Promise<Fate[]> => {
  const { db } = house.pool;
  const out = { post, site: { origin, name: 'Colloquy', leaveToken: (id: string) => leaveToken(vault.mark, id) }, write: noticeWriter(house.operator(), origin) };
  const fates: Fate[] = [];
  for (const id of await dueLetters(db, house.world.now())) fates.push(await sendLetter(db, out, id, house.world.now()));
  return fates;
};
const wants = (name: string, digest: string, hour = 7) => house.pool.db.updateTable('person').set({ digest, digest_hour: hour, zone: 'Europe/Vienna' }).where('email', '=', `${name}@example.org`).execute();

beforeAll(async () => {
  house = await openHouse();
  web = await openWeb(house);
  mailbox = await openMailbox();
  post = postBySmtp(mailbox.url, { restMs: 0 });
  await house.pool.db.updateTable('person').set({ digest: 'never' }).execute();
});
afterAll(async () => {
  post.close();
  await mailbox.end();
  await web.end();
  await house.end();
});

describe('the daily letter', () => {
  it('comes once at its hour, in the reader’s language, with what others wrote and the reader has not read', async () => {
    await wants('dmitri', 'daily');
    await say('anna', 'Preserve evidence before anything is removed.');
    await say('dmitri', 'My own words.');
    await say('ben', 'For the eyes of few.', { marking: 'TLP:RED' });
    house.at('2012-07-05T04:59:00Z');
    expect(await tell()).toBe(0);
    house.at('2012-07-05T05:00:00Z');
    expect([await tell(), await tell()]).toEqual([1, 0]);
    expect(await send()).toEqual(['sent']);
    const [letter] = mailbox.to('dmitri@example.org');
    expect(letter?.mail.subject).toBe('[TLP:AMBER] Online forum on social networking tools: 2 новых выступления');
    expect(letter?.mail.text).toMatch(/^TLP:AMBER\n/);
    expect(letter?.mail.text).toContain('> Preserve evidence before anything is removed.');
    expect(letter?.mail.text).not.toContain('My own words');
    // Marked above what letters carry: named and counted, not told.
    expect(letter?.mail.text).toContain('A1·3');
    expect(letter?.raw).not.toContain('eyes of few');
  });

  it('comes from the forum whoever wrote, and says how to be rid of it in one click', async () => {
    const letter = mailbox.to('dmitri@example.org')[0];
    expect(letter?.mail.from?.value).toEqual([{ name: 'Online forum on social networking tools', address: 'forum@forum.example' }]);
    expect(letter?.raw).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(letter?.raw).toMatch(/^List-Id: <internet-2012-2\.forum\.example>/im);
    expect(letter?.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
    expect(letter?.mail.messageId).toMatch(/^<[0-9a-f-]{36}@forum\.example>$/);
    expect(letter?.mail.html).toContain('<html lang="ru">');
    expect(letter?.mail.html).toContain('<blockquote>Preserve evidence before anything is removed.</blockquote>');
    for (const name of ['Anna', 'Berger', 'Ben Keller', 'Dmitri']) expect(letter?.raw).not.toContain(name);
  });

  it('leaves no trace of who wrote: the author was told of as many as everyone', async () => {
    await wants('ben', 'daily');
    await tell();
    const rows = await house.pool.db.selectFrom('told_of').innerJoin('seat', (on) => on.onRef('seat.id', '=', 'told_of.seat_id')).innerJoin('person', 'person.id', 'seat.person_id').select(['person.email', (eb) => eb.fn.countAll<number>().as('n')]).groupBy('person.email').orderBy('person.email').execute();
    expect(rows).toEqual([{ email: 'ben@example.org', n: 3 }, { email: 'dmitri@example.org', n: 3 }]);
    await send();
    await wants('ben', 'never');
  });
});

describe('a letter that waits', () => {
  it('is written when it is sent: what was withheld or read meanwhile is not in it, and with nothing left it is dropped', async () => {
    house.at('2012-07-05T06:00:00Z');
    const [gone, read] = [await say('anna', 'A secret slipped in.'), await say('anna', 'Read on the web.')];
    mailbox.refuseWith(451);
    house.at('2012-07-06T05:00:00Z');
    expect([await tell(), await send()]).toEqual([1, ['waiting']]);
    await withholdContribution(await house.as('clara'), gone.id, '4.2');
    await markRead(await house.as('dmitri'), { refs: read.ref });
    mailbox.refuseWith(null);
    house.at('2012-07-06T05:02:00Z');
    const before = mailbox.to('dmitri@example.org').length;
    expect(await send()).toEqual(['dropped']);
    expect(mailbox.to('dmitri@example.org')).toHaveLength(before);
    expect(JSON.stringify(await house.pool.db.selectFrom('letter').selectAll().where('kind', '=', 'discussion.new-contributions').execute())).not.toContain('secret');
  });
});

describe('letters at once', () => {
  it('hang together by conversation, and after a day without a mail server one comes with all that was due, each text once', async () => {
    house.at('2012-07-06T08:00:00Z');
    await wants('dmitri', 'immediate');
    const first = await say('anna', 'A first word.');
    house.at('2012-07-06T08:05:00Z');
    expect([await tell(), await send()]).toEqual([1, ['sent']]);
    const told = mailbox.to('dmitri@example.org').at(-1);
    expect(told?.mail.references).toBe(`<${first.id}@forum.example>`);

    mailbox.refuseWith(421);
    const texts: string[] = [];
    for (let hour = 9; hour < 14; hour += 1) {
      house.at(`2012-07-06T${String(hour).padStart(2, '0')}:00:00Z`);
      texts.push(`Word of ${hour}`);
      await say('ben', `Word of ${hour}`);
      house.at(`2012-07-06T${String(hour).padStart(2, '0')}:10:00Z`);
      await tell();
      await send();
    }
    mailbox.refuseWith(null);
    const before = mailbox.to('dmitri@example.org').length;
    house.at('2012-07-06T19:00:00Z');
    expect(await send()).toEqual(['sent']);
    const late = mailbox.to('dmitri@example.org').slice(before);
    expect(late).toHaveLength(1);
    for (const text of texts) expect(late[0]?.mail.text?.split(text)).toHaveLength(2);
  });

  it('say nothing to one whose seat was withdrawn, and nothing a day after the forum closed', async () => {
    house.at('2012-07-06T14:00:00Z');
    await say('anna', 'Before the end.');
    house.at('2012-07-06T14:30:00Z');
    expect(await tell()).toBe(1);
    await house.pool.db.updateTable('seat').set({ standing: 'withdrawn' }).where('id', '=', (await house.as('dmitri')).sight.seat?.id ?? '').execute();
    expect(await send()).toEqual(['dropped']);
    house.at('2012-07-07T15:00:00Z');
    expect(await tell()).toBe(0);
  });
});

describe('no more letters', () => {
  const digest = async () => (await house.pool.db.selectFrom('person').select('digest').where('email', '=', 'ben@example.org').executeTakeFirstOrThrow()).digest;
  it('is one button behind a link, which by itself changes nothing; and one click of a mail program, which has no page of ours', async () => {
    const { actor } = await house.as('ben');
    const path = `/fr/no-letters/${leaveToken(vault.mark, actor.personId ?? '')}`;
    await wants('ben', 'daily');
    expect((await web.get(path)).status).toBe(200);
    expect(await digest()).toBe('daily');
    const mailProgram = web.browser({ origin: '', 'sec-fetch-site': '' });
    const click = (to: string, more = {}) => mailProgram.post(to, { 'List-Unsubscribe': 'One-Click', ...more });
    expect((await click(path, { x: '1' })).status).toBe(403);
    expect((await click('/fr/sign-in')).status).toBe(403);
    expect((await click(`/fr/no-letters/${leaveToken(() => new Uint8Array(32), actor.personId ?? '')}`)).status).toBe(410);
    expect(await digest()).toBe('daily');
    expect((await click(path)).status).toBe(200);
    expect(await digest()).toBe('never');
    await wants('ben', 'weekly');
    expect((await web.post(path, {})).text).toContain('Vous ne recevrez plus');
    expect(await digest()).toBe('never');
  });
});
