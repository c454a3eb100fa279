import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaveToken } from '#domain/account/rules/leave-letters.ts';
import { enter } from '#domain/accreditation/sight.ts';
import { breakSilence } from '#domain/adoption/commands/break-silence.ts';
import { extendSilence } from '#domain/adoption/commands/extend-silence.ts';
import { recordAdoptions } from '#domain/adoption/commands/record-adoptions.ts';
import { openSilence } from '#domain/adoption/commands/open-silence.ts';
import { tellOfSilence } from '#domain/adoption/commands/tell-of-silence.ts';
import { dueLetters, type Fate, postBySmtp, sendLetter } from '#platform/mail/send-letter.ts';
import { ids, openHouse, type TestHouse } from '../../tests/house.ts';
import { type Mailbox, openMailbox } from '../../tests/mailbox.ts';
import { letterFrom, openMailroom, type TestMailroom } from '../../tests/mailroom.ts';
import { recommend } from '../../tests/recommend.ts';
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
  for (const [n, marking] of (['TLP:GREEN', 'TLP:GREEN', 'TLP:AMBER+STRICT'] as const).entries()) await recommend(house, n + 1, marking);
  // Ben speaks for Switzerland and wants no letters; Gus, a moderator, wants none either.
  await house.pool.db.updateTable('person').set({ digest: 'never' }).where('email', 'in', ['ben@example.org', 'gus@example.org']).execute();
});
afterAll(async () => {
  post.close();
  await mailroom.end();
  await mailbox.end();
  await house.end();
});

const everybody = 8;
const open = async (ref: string, ends: string) => expect(await openSilence(await house.as('fay'), ref, { submissionId: randomUUID(), ends })).toMatchObject({ ok: true });
const tell = async () => {
  const inside = await enter({ ...house.operator(), now: house.world.now(), actor: { kind: 'clock', personId: null, administrator: false } }, ids.forum);
  return inside ? tellOfSilence(inside) : 0;
};
const send = async (): Promise<Fate[]> => {
  const out = { post, site: { origin: 'http://forum.example', name: 'Colloquy', leaveToken: (id: string) => leaveToken(() => new Uint8Array(32), id) }, write: noticeWriter(house.operator(), 'http://forum.example', mailroom.door) };
  const fates: Fate[] = [];
  for (const id of await dueLetters(house.pool.db, house.world.now())) fates.push(await sendLetter(house.pool.db, out, id, house.world.now()));
  return fates;
};
const subjects = (name: string) => mailbox.to(`${name}@example.org`).map(({ mail }) => mail.subject);
const last = (name: string) => mailbox.to(`${name}@example.org`).at(-1);

describe('a notice of silence', () => {
  it('reaches who may break it whatever they chose for letters, and says so; others may take themselves off', async () => {
    house.at('2012-08-06T10:00:00Z');
    await open('R-01', '2012-08-17T12:00');
    expect((await Promise.all([tell(), tell()])).reduce((a, b) => a + b)).toBe(everybody - 1);
    expect(await send()).toEqual(Array(everybody - 1).fill('sent'));
    expect(subjects('gus')).toEqual([]);
    expect(subjects('ben')).toEqual(['[TLP:AMBER] Online forum on social networking tools\u00a0: R-01 est sous silence']);
    expect(last('ben')?.mail.text).toContain('quel que soit votre choix');
    expect(last('ben')?.mail.text).toContain('Switzerland');
    expect(last('ben')?.raw).not.toMatch(/^List-Unsubscribe/im);
    expect(last('elif')?.raw).toMatch(/^List-Unsubscribe-Post/im);
    // The sender breaks it from the mailbox too, and confirms; to nobody else an address is given.
    const address = /Rompre le silence sur R-01 par courriel\u00a0: (reply\+\S+)/.exec(last('ben')?.mail.text ?? '')?.[1] ?? '';
    expect(await mailroom.send(letterFrom('ben@example.org', address, { body: 'OBJECTION' }), { sender: 'ben@example.org', recipients: [address] })).toBe('held');
    expect(last('ben')?.mail.replyTo?.value.map((to) => to.address)).toEqual([address]);
    for (const name of ['elif', 'dmitri', 'ivo']) expect(last(name)?.mail.text, name).not.toContain('reply+');
    expect(last('elif')?.mail.text).toContain('> Provide for 1.');
    expect(last('elif')?.mail.text).toContain('Silence is broken only by the authorised sender');
    expect(last('elif')?.mail.references).toMatch(/^<[0-9a-f-]{36}@forum\.example>$/);
  });

  it('has no word of a recommendation that rests on what letters do not carry, and none of who said what it rests on', async () => {
    await open('R-03', '2012-08-17T12:00');
    await tell();
    await send();
    expect(last('elif')?.mail.text).toContain('R-03');
    expect(last('elif')?.mail.text).toContain('is not sent by e-mail');
    expect(mailbox.letters.map(({ raw }) => raw).join()).not.toMatch(/Provide for 3|Dmitri|Sokolov|Words of/);
  });

  it('comes three days, a day and two hours before the end, of both in one letter, once each; a missed one is not made up for', async () => {
    const count = () => subjects('anna').length;
    const before = count();
    for (const [instant, more] of [['2012-08-14T09:59:59Z', 0], ['2012-08-14T10:00:00Z', 1], ['2012-08-14T10:01:00Z', 1], ['2012-08-17T08:30:00Z', 2], ['2012-08-17T08:31:00Z', 2]] as const) {
      house.at(instant);
      await tell();
      await send();
      expect(count() - before, instant).toBe(more);
    }
    expect(subjects('elif').at(-1)).toBe('[TLP:AMBER] Online forum on social networking tools: silence procedure, 2 recommendations');
  });

  it('tells everyone at once that it is broken, by which State; of the other that it is adopted, at its end', async () => {
    expect(await breakSilence(await house.as('anna'), 'R-01', { submissionId: randomUUID(), kind: 'objection', authorised: 'yes' })).toMatchObject({ ok: true });
    expect(await tell()).toBe(everybody - 1);
    await send();
    expect(subjects('elif').at(-1)).toBe('[TLP:AMBER] Online forum on social networking tools: silence on R-01 is broken');
    expect(last('elif')?.mail.text).toContain('Silence broken by: Austria');
    // Which State it was is for participating States, and those who put the text to them.
    expect(last('ivo')?.mail.text).toContain('Austria');
    expect(last('dmitri')?.mail.text).not.toContain('Австрия');
    expect(last('dmitri')?.mail.text).not.toContain('Austria');
    expect(last('dmitri')?.mail.text).toContain('Молчание нарушено делегацией государства-участника.');
    house.at('2012-08-17T10:00:00Z');
    expect(await tell()).toBe(0);
    house.at('2012-08-17T10:05:00Z');
    expect(await recordAdoptions(await house.as('fay'))).toMatchObject({ value: { adopted: 1 } });
    expect(await tell()).toBe(everybody - 1);
    await send();
    expect(last('elif')?.mail.text).toContain('Issued as OEF2.REC/1/12.');
    expect(subjects('elif').at(-1)).toBe('[TLP:AMBER] Online forum on social networking tools: R-03 adopted, silence not broken');
    expect(await tell()).toBe(0);
  });

  it('that waits says how things stand when it is sent: what was broken meanwhile is not told as running', async () => {
    house.at('2012-09-03T10:00:00Z');
    await open('R-02', '2012-09-14T12:00');
    await tell();
    expect(await extendSilence(await house.as('fay'), 'R-02', { submissionId: randomUUID(), ends: '2012-09-21T12:00', reason: 'Two capitals asked.' })).toMatchObject({ ok: true });
    expect(await send()).toEqual(Array(everybody - 1).fill('dropped'));
    house.at('2012-09-03T10:01:00Z');
    expect(await tell()).toBe(everybody - 1);
    expect(await breakSilence(await house.as('ben'), 'R-02', { submissionId: randomUUID(), kind: 'objection', authorised: 'yes' })).toMatchObject({ ok: true });
    // Broken before the letter left: it merges into the one that waits, and that is all there is to tell.
    expect(await tell()).toBe(0);
    await send();
    expect(subjects('elif').at(-1)).toContain('silence on R-02 is broken');
    expect(subjects('elif').filter((subject) => subject?.includes('R-02'))).toHaveLength(1);
  });
});
