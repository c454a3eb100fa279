import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leaveToken } from '#domain/account/rules/leave-letters.ts';
import { enter } from '#domain/accreditation/sight.ts';
import { tellOfHours } from '#domain/discussion/commands/tell-of-hours.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { tellOfNew } from '#domain/discussion/commands/tell-of-new.ts';
import { extendForum } from '#domain/programme/commands/extend-forum.ts';
import { noteTold } from '#platform/mail/told.ts';
import { dueLetters, type Fate, postBySmtp, sendLetter } from '#platform/mail/send-letter.ts';
import { closesAt, ids, openHouse, opensAt, type TestHouse } from '../../tests/house.ts';
import { type Mailbox, openMailbox } from '../../tests/mailbox.ts';
import { letterFrom, openMailroom, type TestMailroom } from '../../tests/mailroom.ts';
import { noticeWriter } from './notices.ts';

let house: TestHouse;
let mailbox: Mailbox;
let mailroom: TestMailroom;
let post: ReturnType<typeof postBySmtp>;
beforeEach(async () => {
  house = await openHouse();
  mailbox = await openMailbox();
  mailroom = openMailroom(house);
  post = postBySmtp(mailbox.url);
});
afterEach(async () => {
  post.close();
  await mailroom.end();
  await mailbox.end();
  await house.end();
});

const hour = 3_600_000;
const earlier = (instant: Date, ms: number) => new Date(instant.getTime() - ms);
const inside = async () => {
  const found = await enter({ ...house.operator(), now: house.world.now(), actor: { kind: 'clock', personId: null, administrator: false } }, ids.forum);
  if (!found) throw new Error('the clock has no sight of the forum');
  return found;
};
const hours = async () => tellOfHours(await inside());
const out = () => ({ post, site: { origin: 'http://forum.example', name: 'Colloquy', leaveToken: (id: string) => leaveToken(() => new Uint8Array(32), id) }, write: noticeWriter(house.operator(), 'http://forum.example', mailroom.door) });
const send = async (): Promise<Fate[]> => {
  const fates: Fate[] = [];
  for (const id of await dueLetters(house.pool.db, house.world.now())) fates.push(await sendLetter(house.pool.db, out(), id, house.world.now()));
  return fates;
};
const everybody = 8;
const to = (name: string) => mailbox.to(`${name}@example.org`);
const textTo = (name: string) => to(name).at(-1)?.mail.text ?? '';
const replyTo = (name: string) => to(name).at(-1)?.mail.replyTo?.value[0]?.address;
const wants = (name: string, digest: string) => house.pool.db.updateTable('person').set({ digest, digest_hour: 7, zone: 'Europe/Vienna' }).where('email', '=', `${name}@example.org`).execute();
const say = async (as: 'anna' | 'ben', text: string, more: Partial<Parameters<typeof postContribution>[1]> = {}) => house.entered(postContribution(await house.as(as), { submissionId: randomUUID(), code: 'A1', text, regime: 'institution', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution', ...more }));

describe('a notice of a forum’s hours', () => {
  it('of its opening goes to each of its people once, at its minute, however many workers run', async () => {
    await wants('gus', 'never');
    house.at(earlier(opensAt, 1));
    expect(await hours()).toBe(0);
    house.at(opensAt);
    const [one, two] = await Promise.all([hours(), hours()]);
    expect(one + two).toBe(everybody - 1);
    expect(await hours()).toBe(0);
    expect(await send()).toEqual(Array(everybody - 1).fill('sent'));
    expect(new Set(mailbox.letters.map(({ to }) => to)).size).toBe(everybody - 1);
    expect(to('gus')).toEqual([]);
    expect(to('dmitri')[0]?.mail.subject).toBe('[TLP:AMBER] Online forum on social networking tools: форум открыт');
    expect(to('anna')[0]?.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
    expect(to('anna')[0]?.raw).toMatch(/^List-Id: /im);
    expect(to('anna')[0]?.raw).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(to('anna')[0]?.mail.from?.value[0]?.name).toBe('Online forum on social networking tools');
  });

  it('is noted once for a person however many workers come at once: one tells, the others have nothing to tell', async () => {
    const { actor } = await house.as('ben');
    const note = () => house.pool.db.transaction().execute((db) => noteTold({ db, now: opensAt }, actor.personId ?? '', 'a.kind', ['b', 'a']));
    const noted = await Promise.all([note(), note(), note(), note()]);
    expect(noted.map(({ length }) => length).sort()).toEqual([0, 0, 0, 2]);
    expect(await note()).toEqual([]);
  });

  it('lets each question be answered from the mailbox: the text stands under it', async () => {
    house.at(opensAt);
    await hours();
    await send();
    const address = /^A1 .*\n.*: (reply\+\S+)$/m.exec(textTo('dmitri'))?.[1] ?? '';
    expect(textTo('dmitri')).toContain('Institute for Digital Rights');
    expect(await mailroom.send(letterFrom('dmitri@example.org', address), { sender: 'dmitri@example.org', recipients: [address] })).toBe('posted');
    expect(await house.pool.db.selectFrom('contribution').select(['question_id', 'channel', 'parent_id']).execute()).toEqual([{ question_id: ids.A1, channel: 'mail', parent_id: null }]);
    // Nobody else may use it.
    expect(await mailroom.send(letterFrom('ben@example.org', address), { sender: 'ben@example.org', recipients: [address] })).toBe('refused');
  });

  it('is sent once by whoever comes after a worker that was killed before sending', async () => {
    house.at(opensAt);
    await hours();
    house.at(new Date(opensAt.getTime() + hour));
    expect(await hours()).toBe(0);
    expect(await send()).toEqual(Array(everybody).fill('sent'));
    expect(await send()).toEqual([]);
  });

  it('is not written at all where it could not be put into the outbox, and then the next minute', async () => {
    house.at(opensAt);
    const failing = { ...(await inside()), world: { ...house.world, mint: () => { throw new Error('no more ids'); } } };
    await expect(tellOfHours(failing)).rejects.toThrow('no more ids');
    expect(await house.count('notice')).toBe(0);
    expect(await hours()).toBe(everybody);
  });

  it('after the clock jumped over the whole forum says that it is closed, and nothing of what was missed', async () => {
    house.at(earlier(opensAt, hour));
    expect(await hours()).toBe(0);
    house.at(new Date(closesAt.getTime() + 30 * hour));
    expect([await hours(), await hours()]).toEqual([everybody, 0]);
    await send();
    expect(to('elif').map(({ mail }) => mail.subject)).toEqual(['[TLP:AMBER] Online forum on social networking tools: the forum is closed']);
    expect(textTo('elif')).not.toContain('reply+');
    house.at(new Date(closesAt.getTime() + 15 * 24 * hour));
    expect(await hours()).toBe(0);
  });

  it('collapses while the mail server is away: of opening and last day one letter comes, which tells the last day', async () => {
    house.at(opensAt);
    await hours();
    house.at(earlier(closesAt, 24 * hour));
    expect(await hours()).toBe(0);
    await send();
    expect(to('ben')).toHaveLength(1);
    expect(to('ben')[0]?.mail.subject).toContain('clôture le vendredi 6\u00a0juillet');
  });

  it('of a forum that has closed meanwhile is dropped', async () => {
    house.at(earlier(closesAt, hour));
    await hours();
    house.at(closesAt);
    expect(new Set(await send())).toEqual(new Set(['dropped']));
    expect(mailbox.letters).toEqual([]);
  });

  it('tells at once that it stays open longer, with the reason; what was said of the old closing is dropped', async () => {
    house.at(earlier(closesAt, 2 * hour));
    await hours();
    expect(await extendForum(await house.as('fay'), { submissionId: randomUUID(), closes: '2012-07-09T17:00', reason: 'Two delegations asked.' })).toMatchObject({ ok: true });
    expect(await hours()).toBe(0);
    await send();
    expect(to('elif').map(({ mail }) => mail.subject)).toEqual(['[TLP:AMBER] Online forum on social networking tools: the forum stays open longer']);
    expect(textTo('elif')).toContain('Two delegations asked.');
    expect(textTo('elif')).toContain('Monday 9\u00a0July, 17:00 in Vienna');
    house.at(closesAt);
    expect(await hours()).toBe(0);
    house.at('2012-07-08T15:00:00Z');
    expect(await hours()).toBe(everybody);
  });

  it('goes to nobody who came in later, who left, or who took themselves off letters while it waited', async () => {
    await house.pool.db.updateTable('seat').set({ accredited_at: new Date(opensAt.getTime() + 1) }).where('id', '=', (await house.as('ivo')).sight.seat?.id ?? '').execute();
    house.at(opensAt);
    await hours();
    await wants('ben', 'never');
    await house.pool.db.updateTable('seat').set({ standing: 'withdrawn' }).where('id', '=', (await house.as('dmitri')).sight.seat?.id ?? '').execute();
    const fates = await send();
    expect([fates.filter((fate) => fate === 'sent').length, fates.filter((fate) => fate === 'dropped').length]).toEqual([everybody - 3, 2]);
    for (const name of ['ivo', 'ben', 'dmitri']) expect(to(name), name).toEqual([]);
  });

  it('waits where somebody had as many letters that day as they may have', async () => {
    house.at(opensAt);
    const { actor, sight } = await house.as('ben');
    for (let n = 0; n < 12; n += 1) await house.pool.db.insertInto('letter').values({ id: randomUUID(), forum_id: sight.forumId, person_id: actor.personId, address: 'ben@example.org', kind: 'discussion.new-contributions', locale: 'fr', subject: '', body: '', message_id: `<${n}@x>`, list: 'x', written_at: opensAt, sent_at: opensAt, next_at: null }).execute();
    expect(await hours()).toBe(everybody - 1);
    house.at(new Date(opensAt.getTime() + 25 * hour));
    expect(await hours()).toBe(1);
  });
});

describe('an answer to a letter of what is new', () => {
  const tell = async () => tellOfNew(await inside());
  beforeEach(async () => {
    await house.pool.db.updateTable('person').set({ digest: 'never' }).execute();
    await wants('dmitri', 'immediate');
  });

  it('about one conversation is posted under it, as the letter says', async () => {
    const first = await say('anna', 'A first word.');
    house.at('2012-07-04T08:05:00Z');
    await tell();
    await send();
    expect(textTo('dmitri')).toContain(`под ${first.ref}; подпись к нему: Institute for Digital Rights · TLP:AMBER`);
    const address = replyTo('dmitri') ?? '';
    expect(await mailroom.send(letterFrom('dmitri@example.org', address, { body: 'I agree.' }), { sender: 'dmitri@example.org', recipients: [address] })).toBe('posted');
    const posted = await house.pool.db.selectFrom('contribution').select(['parent_id', 'regime', 'marking']).where('channel', '=', 'mail').execute();
    expect(posted).toEqual([{ parent_id: first.id, regime: 'institution', marking: 'TLP:AMBER' }]);
  });

  it('goes under the strictest of the texts it may quote, and nowhere where that is above what letters carry', async () => {
    const first = await say('anna', 'For many.', { marking: 'TLP:GREEN' });
    const reply = await say('ben', 'For few.', { marking: 'TLP:AMBER', parent: first.ref });
    house.at('2012-07-04T08:05:00Z');
    await tell();
    await send();
    expect(textTo('dmitri')).toContain(`под ${reply.ref};`);
    await say('anna', 'For the room.', { marking: 'TLP:RED', code: 'B1' });
    house.at('2012-07-04T08:15:00Z');
    await tell();
    await send();
    expect(replyTo('dmitri')).toBeUndefined();
    expect(textTo('dmitri')).not.toContain('reply+');
  });

  it('to a letter of several conversations is posted nowhere; each text has its own address, which the web part shows as words', async () => {
    await wants('dmitri', 'daily');
    const [one, two] = [await say('anna', 'One.'), await say('ben', 'Two.', { code: 'A2' })];
    house.at('2012-07-05T05:00:00Z');
    await tell();
    await send();
    expect(replyTo('dmitri')).toBeUndefined();
    const html = String(to('dmitri').at(-1)?.mail.html);
    for (const { ref } of [one, two]) expect(html).toMatch(new RegExp(`<a href="mailto:reply\\+[a-z0-9]{53}@forum\\.example\\.org\\?subject=[^"]+">Ответить на ${ref} письмом</a>`));
    const address = new RegExp(`Ответить на ${two.ref} письмом: (\\S+)`).exec(textTo('dmitri'))?.[1] ?? '';
    expect(await mailroom.send(letterFrom('dmitri@example.org', address, { body: 'To the second.' }), { sender: 'dmitri@example.org', recipients: [address] })).toBe('posted');
    expect(await house.pool.db.selectFrom('contribution').select('parent_id').where('channel', '=', 'mail').execute()).toEqual([{ parent_id: two.id }]);
  });

  it('is not offered to who is muted or only reads, after the closing, or where no letters come in', async () => {
    const offered = async () => {
      await say('anna', 'A word.');
      house.at(new Date(house.world.now().getTime() + 6 * 60_000));
      await tell();
      await send();
      return [replyTo('dmitri') !== undefined, /reply\+|Ответьте/.test(textTo('dmitri'))];
    };
    const seat = (set: object) => house.pool.db.updateTable('seat').set(set).where('person_id', '=', personId).execute();
    const personId = (await house.as('dmitri')).actor.personId ?? '';
    expect(await offered()).toEqual([true, true]);
    await seat({ standing: 'muted' });
    expect(await offered()).toEqual([false, false]);
    await seat({ standing: 'good', roles: ['observer'] });
    expect(await offered()).toEqual([false, false]);
    await seat({ roles: ['participant'] });
    house.at(earlier(closesAt, 1_000));
    expect(await offered()).toEqual([false, false]);
  });
});
