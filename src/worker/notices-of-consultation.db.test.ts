import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaveToken } from '#domain/account/rules/leave-letters.ts';
import { enter } from '#domain/accreditation/sight.ts';
import { openConsultation } from '#domain/adoption/commands/open-consultation.ts';
import { tellOfConsultation } from '#domain/adoption/commands/tell-of-consultation.ts';
import type { ForumContext } from '#domain/context.ts';
import { openRound } from '#domain/synthesis/commands/open-round.ts';
import { tellOfRound } from '#domain/synthesis/commands/tell-of-round.ts';
import { dueLetters, type Fate, postBySmtp, sendLetter } from '#platform/mail/send-letter.ts';
import { ids, openHouse, type TestHouse } from '../../tests/house.ts';
import { type Mailbox, openMailbox } from '../../tests/mailbox.ts';
import { recommend } from '../../tests/recommend.ts';
import { noticeWriter } from './notices.ts';

let house: TestHouse;
let mailbox: Mailbox;
let post: ReturnType<typeof postBySmtp>;
beforeAll(async () => {
  house = await openHouse();
  mailbox = await openMailbox();
  post = postBySmtp(mailbox.url);
  for (const [n, marking] of (['TLP:GREEN', 'TLP:AMBER+STRICT'] as const).entries()) await recommend(house, n + 1, marking);
  await house.pool.db.updateTable('person').set({ digest: 'never' }).where('email', '=', 'gus@example.org').execute();
});
afterAll(async () => {
  post.close();
  await mailbox.end();
  await house.end();
});

/** All who sit in the forum but the one who wants no letters. */
const readers = 7;
const byClock = (tell: (ctx: ForumContext) => Promise<number>) => async () => {
  const inside = await enter({ ...house.operator(), now: house.world.now(), actor: { kind: 'clock', personId: null, administrator: false } }, ids.forum);
  return inside ? tell(inside) : -1;
};
/** Two workers at the same minute. */
const twice = async (tell: () => Promise<number>) => (await Promise.all([tell(), tell()])).reduce((a, b) => a + b);
const send = async (): Promise<Fate[]> => {
  const out = { post, site: { origin: 'http://forum.example', name: 'Colloquy', leaveToken: (id: string) => leaveToken(() => new Uint8Array(32), id) }, write: noticeWriter(house.operator(), 'http://forum.example') };
  const fates: Fate[] = [];
  for (const id of await dueLetters(house.pool.db, house.world.now())) fates.push(await sendLetter(house.pool.db, out, id, house.world.now()));
  return fates;
};
const last = (name: string) => mailbox.to(`${name}@example.org`).at(-1);

describe('a consultation', () => {
  const tell = byClock(tellOfConsultation);
  it('is told of at its beginning and not before, to each once, however many workers look', async () => {
    house.at('2012-07-16T08:00:00Z');
    expect(await openConsultation(await house.as('fay'), { submissionId: randomUUID(), findings: ['R-01', 'R-02'], opens: '2012-07-17T09:00', ends: '2012-07-20T12:00', note: 'Above all: is it clear?' })).toMatchObject({ ok: true });
    house.at('2012-07-17T06:59:59.999Z');
    expect(await tell()).toBe(0);
    house.at('2012-07-17T07:00:00Z');
    expect(await twice(tell)).toBe(readers);
    expect(await send()).toEqual(Array(readers).fill('sent'));
    expect(await tell()).toBe(0);
    expect(mailbox.to('gus@example.org')).toEqual([]);
    expect(last('elif')?.mail.subject).toBe('[TLP:AMBER] Online forum on social networking tools: 2 recommendations open for comment');
    expect(last('ben')?.mail.subject).toContain('2 recommandations ouvertes aux commentaires');
    for (const words of ['Friday 20 July', 'From the secretariat: Above all: is it clear?', '> Provide for 1.', 'http://forum.example/en/f/internet-2012-2/outcome']) expect(last('elif')?.mail.text?.replaceAll('\u00a0', ' '), words).toContain(words);
    expect(last('elif')?.raw).toMatch(/^List-Unsubscribe-Post/im);
  });

  it('has no word of a text that rests on what letters do not carry, and none of who said what it rests on', () => {
    expect(last('elif')?.mail.text).toContain('The text is marked TLP:AMBER+STRICT and is not sent by e-mail.');
    expect(mailbox.letters.map(({ raw }) => raw).join()).not.toMatch(/Provide for 2|Dmitri|Sokolov|Words of/);
  });

  it('that is over when its letter leaves is not told of any more', async () => {
    expect(await openConsultation(await house.as('fay'), { submissionId: randomUUID(), findings: ['R-01'], ends: '2012-07-18T12:00' })).toMatchObject({ ok: true });
    expect(await tell()).toBe(readers);
    house.at('2012-07-18T10:00:00Z');
    expect(await send()).toEqual(Array(readers).fill('dropped'));
    expect(await tell()).toBe(0);
  });
});

describe('a round', () => {
  const tell = byClock(tellOfRound);
  it('is told of once with what it asks, by what criteria it will be read and until when', async () => {
    house.at('2012-07-23T08:00:00Z');
    expect(await openRound(await house.as('elif'), { submissionId: randomUUID(), kind: 'rating', title: 'What comes first?', lang: 'en', items: 'A hold of limited time\nA common form', low: 'not at all', high: 'first of all', scale: 9, ends: '2012-07-27T12:00' })).toMatchObject({ ok: true });
    expect(await twice(tell)).toBe(readers);
    expect(await send()).toEqual(Array(readers).fill('sent'));
    expect(await tell()).toBe(0);
    expect(last('elif')?.mail.subject).toBe('[TLP:AMBER] Online forum on social networking tools: round 1 is open');
    for (const words of ['Round 1 · What comes first?', '1. A hold of limited time', '2. A common form', 'on a scale of 9', 'at least 75 %', 'Friday 27 July', 'Nobody sees who answered what', 'http://forum.example/en/f/internet-2012-2/rounds/1']) expect(last('elif')?.mail.text?.replaceAll('\u00a0', ' '), words).toContain(words);
    expect(last('dmitri')?.mail.subject).toContain('открыт раунд 1');
  });

  it('that is over is not told of, nor made up for after an outage', async () => {
    house.at('2012-07-27T10:00:00Z');
    expect(await openRound(await house.as('elif'), { submissionId: randomUUID(), kind: 'ranking', title: 'Which wording?', lang: 'en', items: 'may\nshould', ends: '2012-07-28T12:00' })).toMatchObject({ ok: true });
    house.at('2012-07-28T10:00:00Z');
    expect(await tell()).toBe(0);
  });
});
