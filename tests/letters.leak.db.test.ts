import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaveToken } from '#domain/account/rules/leave-letters.ts';
import { openConsultation } from '#domain/adoption/commands/open-consultation.ts';
import { silenceNotice } from '#domain/adoption/commands/tell-of-silence.ts';
import { openSilence } from '#domain/adoption/commands/open-silence.ts';
import type { Output } from '#domain/disclosure/outputs.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { disposeContribution } from '#domain/synthesis/commands/dispose-contribution.ts';
import { askQuotation } from '#domain/synthesis/commands/ask-quotation.ts';
import { attachExcerpt, draftFinding, readyFinding } from '#domain/synthesis/commands/draft-finding.ts';
import { markExcerpt } from '#domain/synthesis/commands/mark-excerpt.ts';
import { keepSummary } from '#domain/synthesis/commands/keep-summary.ts';
import { signSummary } from '#domain/synthesis/commands/sign-summary.ts';
import { openRound } from '#domain/synthesis/commands/open-round.ts';
import { dueLetters, sendLetter } from '#platform/mail/send-letter.ts';
import type { Message } from '#platform/mail/message.ts';
import { vaultOf } from '#platform/vault.ts';
import { noticeWriter, writers } from '../src/worker/notices.ts';
import { everyMinute } from '../src/worker/schedule.ts';
import { type Character, closesAt, ids, openHouse, opensAt, type TestHouse } from './house.ts';

/** A whole forum by letter: what was said, told of, summed up, put under silence and published. */
type Scene = { house: TestHouse; letters: Message[]; refs: Record<'hidden' | 'other' | 'open' | 'room', string> };

const canaries = { hidden: 'Heron words that are not attributed', other: 'Lapwing words that are not attributed', open: 'Osprey words of a body', room: 'Bittern words for the room' };

async function play(first: Character, second: Character): Promise<Scene> {
  const house = await openHouse();
  const { db } = house.pool;
  const letters: Message[] = [];
  const vault = vaultOf(new Uint8Array(32).fill(9));
  const out = {
    post: { send: async (message: Message) => void letters.push(message) }, site: { origin: 'http://forum.example', name: 'Colloquy', leaveToken: (id: string) => leaveToken(vault.mark, id) },
    write: noticeWriter(house.operator(), 'http://forum.example', { domain: 'forum.example', mark: vault.mark }),
  };
  const minute = async (at: Date | string) => {
    house.at(at);
    for (const duty of everyMinute) await duty.do({ ...house.operator(), now: house.world.now(), actor: { kind: 'clock', personId: null, administrator: false } }, 'http://forum.example');
    for (const id of await dueLetters(db, house.world.now())) await sendLetter(db, out, id, house.world.now());
  };
  const say = async (as: Character, text: string, regime: 'unattributed' | 'institution', marking: 'TLP:GREEN' | 'TLP:RED' = 'TLP:GREEN') => (await house.entered(postContribution(await house.as(as), { submissionId: randomUUID(), code: 'A1', text, regime, marking, lang: 'en', capacity: 'own-name', kind: 'contribution' }))).ref;
  await db.updateTable('person').set({ digest: 'immediate' }).execute();
  await db.updateTable('person').set({ digest: 'pack' }).where('email', 'in', ['gus@example.org', `${first}@example.org`, `${second}@example.org`]).execute();
  await minute(opensAt);
  house.at('2012-07-04T08:00:00Z');
  const refs = { hidden: await say(first, canaries.hidden, 'unattributed'), other: await say(second, canaries.other, 'unattributed'), open: await say('ivo', canaries.open, 'institution'), room: await say('ivo', canaries.room, 'institution', 'TLP:RED') };
  await minute('2012-07-04T09:00:00Z');
  const clara = await house.as('clara');
  expect(await keepSummary(clara, '2012-07-04', { window: randomUUID(), text: `A heron was heard. [${refs.hidden}]\nA bittern was heard. [${refs.room}]`, lang: 'en', marking: 'TLP:RED', notAddressed: ['B1'], correction: '' })).toMatchObject({ ok: true });
  expect(await signSummary(clara, '2012-07-04', { submissionId: randomUUID(), version: 1 })).toMatchObject({ ok: true, value: { published: false } });
  await minute('2012-07-05T08:00:00Z');
  await minute(closesAt);
  const elif = await house.as('elif');
  await draftFinding(elif, { submissionId: randomUUID(), kind: 'recommendation', part: 'A', addressee: 'Participating States', text: 'Protect herons.' });
  for (const [ref, quote] of [[refs.hidden, canaries.hidden], [refs.open, canaries.open]] as const) {
    const marked = await markExcerpt(elif, { submissionId: randomUUID(), contribution: ref, quote });
    await attachExcerpt(elif, 'R-01', marked.ok ? marked.value.excerptId : '');
  }
  expect(await readyFinding(elif, 'R-01')).toMatchObject({ ok: true });
  const asked = await ctxExcerpt(house, refs.open);
  expect(await askQuotation(elif, asked)).toMatchObject({ ok: true });
  expect(await askQuotation(elif, await ctxExcerpt(house, refs.hidden))).toMatchObject({ refusal: { code: 'synthesis.nobody_to_ask' } });
  await minute('2012-07-09T10:00:00Z');
  expect(await openConsultation(await house.as('fay'), { submissionId: randomUUID(), findings: ['R-01'], ends: '2012-07-20T12:00' })).toMatchObject({ ok: true });
  expect(await openRound(elif, { submissionId: randomUUID(), kind: 'ranking', title: 'Which wording?', lang: 'en', items: 'may\nshould', ends: '2012-07-20T12:00' })).toMatchObject({ ok: true });
  await minute('2012-07-09T10:01:00Z');
  expect(await disposeContribution(elif, { contribution: refs.room, fate: 'out-of-scope', reason: 'Bitterns are for another room.' })).toMatchObject({ ok: true });
  house.at('2012-08-06T10:00:00Z');
  expect(await openSilence(await house.as('fay'), 'R-01', { submissionId: randomUUID(), ends: '2012-08-17T12:00' })).toMatchObject({ ok: true });
  for (const at of ['2012-08-06T10:01:00Z', '2012-08-16T10:00:00Z', '2012-08-17T10:00:00Z']) await minute(at);
  await db.insertInto('report_edition').values({ series_id: ids.series, id: randomUUID(), locale: 'en', marking: 'TLP:CLEAR', manuscript: '{}', compiled_at: '2012-09-03T10:00:00Z', published_at: '2012-09-03T10:00:00Z' }).execute();
  for (const at of ['2012-09-03T10:00:00Z', '2012-09-03T10:01:00Z']) await minute(at);
  return { house, letters, refs };
}

/** The excerpt that was cut from a contribution. */
async function ctxExcerpt(house: TestHouse, ref: string): Promise<string> {
  const row = await house.pool.db.selectFrom('excerpt as e').innerJoin('contribution as c', 'c.id', 'e.contribution_id').innerJoin('guiding_question as q', 'q.id', 'c.question_id').select('e.id').where('q.code', '=', ref.slice(0, 2)).where('c.number', '=', Number(ref.slice(3))).executeTakeFirstOrThrow();
  return row.id;
}

let scene: Scene;
let swapped: Scene;
beforeAll(async () => {
  scene = await play('anna', 'dmitri');
  swapped = await play('dmitri', 'anna');
}, 120_000);
afterAll(async () => {
  await scene.house.end();
  await swapped.house.end();
});

const to = (name: string, among = scene) => among.letters.filter((letter) => letter.to === `${name}@example.org`);
const whole = (letter: Message): string => JSON.stringify(letter);

describe('all letters of a forum', () => {
  it('are of every kind that a stage writes, and each kind is registered as what leaves the house', async () => {
    const kinds = await scene.house.pool.db.selectFrom('letter').select('kind').distinct().where('list', 'is not', null).where('sent_at', 'is not', null).orderBy('kind').execute();
    expect(kinds.map(({ kind }) => kind)).toEqual(Object.keys(writers).sort());
    const outputs: Output[] = (await Promise.all([import('#domain/discussion/letters/new-contributions.ts'), import('#domain/discussion/letters/daily-pack.ts'), import('#domain/discussion/letters/hours.ts'), import('#domain/adoption/letters/ratings.ts'), import('#domain/adoption/letters/consultation.ts'), import('#domain/synthesis/letters/round.ts'), import('#domain/adoption/letters/silence.ts'), import('#domain/synthesis/letters/summary.ts'), import('#domain/synthesis/letters/quotation.ts'), import('#domain/report/letters/published.ts')])).map(({ output }) => output);
    expect(outputs.map(({ name }) => name).sort()).toEqual(Object.keys(writers).sort());
  });

  it('are the same to the byte whoever wrote what is not attributed, those to its author included', () => {
    expect(swapped.refs).toEqual(scene.refs);
    // What a seeded chance gave stays the same as well: who is written to, how often, with which Message-ID.
    const differing = (these: Scene, those: Scene) => { const known = new Set(those.letters.map(whole)); return these.letters.filter((letter) => !known.has(whole(letter))).map(({ to, subject }) => `${to}: ${subject}`); };
    expect([differing(scene, swapped), differing(swapped, scene)]).toEqual([[], []]);
    expect(swapped.letters).toHaveLength(scene.letters.length);
    expect(scene.letters.length).toBeGreaterThan(8 * 7);
  });

  it('hold nothing marked above what letters carry, nor what was said about it', () => {
    for (const letter of scene.letters) expect(whole(letter)).not.toMatch(/Bittern|bittern/);
    expect(to('elif').some(({ text }) => text.includes(scene.refs.room) && text.includes('TLP:RED'))).toBe(true);
  });

  it('name nobody but as disclosure shows them: here nobody at all', () => {
    for (const letter of scene.letters) for (const name of ['Anna', 'Berger', 'Dmitri', 'Sokolov', 'Ivo', 'Gruber', 'Clara', 'Moretti', 'Elif', 'Demir', 'Fay', 'Ncube']) expect(whole(letter), name).not.toContain(name);
  });

  it('come from the forum, labelled in the subject and before the text, as lists that one may leave unless they must reach one', async () => {
    const kinds = new Map((await scene.house.pool.db.selectFrom('letter').select(['id', 'kind']).execute()).map(({ id, kind }) => [`<${id}@forum.example>`, kind]));
    for (const letter of scene.letters) {
      expect(letter.from).toEqual({ name: 'Online forum on social networking tools', address: 'forum@forum.example' });
      const [, label = ''] = /^\[(TLP:[A-Z+]+)\] /.exec(letter.subject) ?? [];
      expect(letter.text.split('\n')[0], letter.subject).toBe(label);
      expect(['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER']).toContain(label);
      expect(letter.messageId).toMatch(/^<[0-9a-f-]{36}@forum\.example>$/);
      expect(letter.headers['Auto-Submitted']).toBe('auto-generated');
      // Letters of one's own tasks are no list.
      if (!Object.keys(writers).includes(kinds.get(letter.messageId) ?? '')) continue;
      expect(letter.headers['List-Id']).toBe('<internet-2012-2.forum.example>');
      // A silence, and that the words of one's State will be quoted, must reach who speaks for it.
      const kind = kinds.get(letter.messageId) ?? '';
      const must = (kind === silenceNotice && /anna|ben/.test(letter.to)) || (kind === 'synthesis.quotation' && /anna/.test(letter.to));
      expect('List-Unsubscribe' in letter.headers, `${letter.subject} to ${letter.to}`).toBe(!must);
    }
  });

  it('tell each contributor what became of what they said, and no other; of what is not attributed nothing', () => {
    const published = (name: string) => to(name).filter(({ subject }) => /Terrorist Use of the Internet/.test(subject));
    for (const name of ['anna', 'dmitri', 'elif', 'ivo']) expect(published(name), name).toHaveLength(1);
    const ivo = published('ivo')[0]?.text ?? '';
    expect(ivo).toContain(`- ${scene.refs.open}: aufgenommen in R-01`);
    expect(ivo).toContain(`- ${scene.refs.room}: außerhalb des Themas.`);
    for (const name of ['anna', 'dmitri', 'elif']) expect(published(name)[0]?.text, name).not.toMatch(/A1·/);
  });
});
