import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enter } from '#domain/accreditation/sight.ts';
import { openSilence } from '#domain/adoption/commands/open-silence.ts';
import { tellOfRatings } from '#domain/adoption/commands/tell-of-ratings.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import type { Marking } from '#domain/disclosure/model.ts';
import { attachExcerpt, draftFinding, readyFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import { dueLetters, type Fate, postBySmtp, sendLetter } from '#platform/mail/send-letter.ts';
import { ids, openHouse, type TestHouse } from '../../tests/house.ts';
import { type Mailbox, openMailbox } from '../../tests/mailbox.ts';
import { letterFrom, openMailroom, type TestMailroom } from '../../tests/mailroom.ts';
import { noticeWriter } from './notices.ts';

let house: TestHouse;
let mailbox: Mailbox;
let mailroom: TestMailroom;
let post: ReturnType<typeof postBySmtp>;
beforeAll(async () => {
  house = await openHouse();
  mailbox = await openMailbox();
  mailroom = openMailroom(house);
  post = postBySmtp(mailbox.url);
  // Ivo only reads, and Gus wants no letters: neither is asked.
  await house.pool.db.updateTable('person').set({ digest: 'never' }).where('email', '=', 'gus@example.org').execute();
  await house.pool.db.updateTable('seat').set({ roles: ['observer'] }).where('person_id', '=', (await house.as('ivo')).actor.personId ?? '').execute();
});
afterAll(async () => {
  post.close();
  await mailroom.end();
  await mailbox.end();
  await house.end();
});

const asked = ['anna', 'ben', 'clara', 'dmitri', 'elif', 'fay'] as const;
const draft = async (n: number, marking: Marking) => {
  const quote = `Words of ${n} that nobody else wrote`;
  house.at(`2012-07-04T1${n}:00:00Z`);
  const { ref } = await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A1', text: quote, regime: 'named', marking, lang: 'en', capacity: 'own-name', kind: 'contribution' }));
  const elif = await house.as('elif');
  await draftFinding(elif, { submissionId: randomUUID(), kind: 'recommendation', part: 'A', addressee: 'Participating States', text: `Provide for ${n}.` });
  const marked = await markExcerpt(elif, { submissionId: randomUUID(), contribution: ref, quote });
  if (!marked.ok) throw new Error(`${n} ${JSON.stringify(marked)}`);
  await attachExcerpt(elif, `R-0${n}`, marked.value.excerptId);
};
const ready = async (n: number, at: string) => {
  house.at(at);
  expect(await readyFinding(await house.as('elif'), `R-0${n}`)).toMatchObject({ ok: true });
};
const tell = async (at: string) => {
  house.at(at);
  const inside = await enter({ ...house.operator(), now: house.world.now(), actor: { kind: 'clock', personId: null, administrator: false } }, ids.forum);
  return inside ? tellOfRatings(inside) : 0;
};
const send = async (): Promise<Fate[]> => {
  const out = { post, site: { origin: 'http://forum.example', name: 'Colloquy', leaveToken: () => 'leave' }, write: noticeWriter(house.operator(), 'http://forum.example', mailroom.door) };
  const fates: Fate[] = [];
  for (const id of await dueLetters(house.pool.db, house.world.now())) fates.push(await sendLetter(house.pool.db, out, id, house.world.now()));
  return fates;
};
const last = (name: string) => mailbox.to(`${name}@example.org`).at(-1)?.mail;

describe('the letter that drafts can be rated', () => {
  it('goes once to each who may rate, of all that became ready together, with the address that takes ratings', async () => {
    for (const [n, marking] of [[1, 'TLP:GREEN'], [2, 'TLP:AMBER+STRICT'], [3, 'TLP:GREEN']] as const) await draft(n, marking);
    await ready(1, '2012-07-09T09:00:00Z');
    await ready(2, '2012-07-09T09:40:00Z');
    expect(await tell('2012-07-09T10:30:00Z')).toBe(0);
    expect((await Promise.all([tell('2012-07-09T10:40:00Z'), tell('2012-07-09T10:40:00Z')])).reduce((a, b) => a + b)).toBe(asked.length);
    expect(await send()).toEqual(Array(asked.length).fill('sent'));
    for (const name of ['ivo', 'gus']) expect(last(name), name).toBeUndefined();
    const letter = last('dmitri');
    expect(letter?.subject).toBe('[TLP:AMBER] Online forum on social networking tools: можно оценить 2 проекта рекомендаций');
    expect(letter?.text).toContain('> Provide for 1.');
    // What is marked above what letters carry is named, not told; what is not ready is neither.
    expect(letter?.text).toContain('R-02');
    expect(letter?.text).not.toContain('Provide for 2.');
    expect(letter?.text).not.toContain('R-03');

    const address = letter?.replyTo?.value[0]?.address ?? '';
    expect(letter?.text).toContain(address);
    expect(await mailroom.send(letterFrom('dmitri@example.org', address, { body: 'R-01: 2\nR-02: 3, Срок слишком мал.' }), { sender: 'dmitri@example.org', recipients: [address] })).toBe('done');
    expect(await house.count('rating')).toBe(2);
    // Of the same nobody hears again, a week later either; of a new one everybody does.
    expect(await tell('2012-07-16T10:40:00Z')).toBe(0);
    await ready(3, '2012-07-16T11:00:00Z');
    expect(await tell('2012-07-16T12:00:00Z')).toBe(asked.length);
    await send();
    expect(last('dmitri')?.text).toContain('Provide for 3.');
    expect(last('dmitri')?.text).not.toContain('Provide for 1.');
  }, 60_000);

  it('is dropped where silence has begun before it is sent, and told of late only within a fortnight', async () => {
    await draft(4, 'TLP:GREEN');
    await ready(4, '2012-07-17T09:00:00Z');
    expect(await tell('2012-07-17T10:00:00Z')).toBe(asked.length);
    expect(await openSilence(await house.as('fay'), 'R-04', { submissionId: randomUUID(), ends: '2012-08-17T12:00' })).toMatchObject({ ok: true });
    expect(await send()).toEqual(Array(asked.length).fill('dropped'));

    await draft(5, 'TLP:GREEN');
    await ready(5, '2012-07-20T09:00:00Z');
    expect(await tell('2012-08-03T09:00:00Z')).toBe(0);
    expect(await tell('2012-08-03T08:59:59Z')).toBe(asked.length);
  }, 60_000);
});
