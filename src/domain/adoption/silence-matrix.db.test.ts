import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { windClock } from '#platform/clock.ts';
import { type DbPool, openPool } from '#platform/db/pool.ts';
import { realWorld } from '#platform/world.ts';
import { ids, openHouse, type Character, type TestHouse } from '../../../tests/house.ts';
import { enter } from '../accreditation/sight.ts';
import type { ForumContext } from '../context.ts';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { attachExcerpt, draftFinding, readyFinding } from '../synthesis/commands/draft-finding.ts';
import { markExcerpt } from '../synthesis/commands/mark-excerpt.ts';
import { breakSilence } from './commands/break-silence.ts';
import { confirmSilenceReceipt } from './commands/confirm-silence-receipt.ts';
import { extendSilence } from './commands/extend-silence.ts';
import { openSilence } from './commands/open-silence.ts';
import { recordAdoptions } from './commands/record-adoptions.ts';
import { withdrawSilence } from './commands/withdraw-silence.ts';
import { outcomePage } from './queries/outcome-page.ts';
import { recommendationPage } from './queries/recommendation-page.ts';

// Who breaks silence, when, and on which of two nodes, whose clocks may differ: on a real database.
let house: TestHouse;
let excerptId = '';
let secondNode: DbPool;
let made = 0;
beforeAll(async () => {
  house = await openHouse();
  secondNode = openPool(house.url);
  await seatPartner();
  const { ref } = await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A1', text: 'Somebody else should confirm it.', regime: 'named', marking: 'TLP:GREEN', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
  const marked = await markExcerpt(await house.as('elif'), { submissionId: randomUUID(), contribution: ref, quote: 'Somebody else' });
  excerptId = marked.ok ? marked.value.excerptId : '';
});
afterAll(async () => {
  await secondNode.end();
  await house.end();
});

const partner = randomUUID();
/** The authorised sender of a Partner for Co-operation. */
async function seatPartner(): Promise<void> {
  const { db } = house.pool;
  const at = new Date('2012-05-14T07:00:00Z');
  const [state, body] = [randomUUID(), randomUUID()];
  await db.insertInto('state').values({ id: state, code: 'JP', names: JSON.stringify({ en: 'Partner State' }), order_fr: 99 }).execute();
  await db.insertInto('membership').values({ state_id: state, status: 'partner', from_day: '1990-01-01' }).execute();
  await db.insertInto('person').values({ id: partner, email: 'pia@example.org', name: 'Pia', locale: 'en', created_at: at }).execute();
  await db.insertInto('body').values({ id: body, name: 'Delegation of a Partner', category: 'delegations', state_id: state }).execute();
  await db.insertInto('seat').values({ forum_id: ids.forum, id: randomUUID(), person_id: partner, body_id: body, category: 'delegations', roles: ['participant'], speaks_for_state: true, duty: 'focal-point', rules_accepted_at: at, accredited_at: at }).execute();
}

/** A recommendation put under silence from 10:00 Vienna time on 6 August 2012 until noon on the 17th; its reference. */
async function underSilence(): Promise<string> {
  made += 1;
  house.at('2012-08-06T08:00:00Z');
  const elif = await house.as('elif');
  const drafted = await draftFinding(elif, { submissionId: randomUUID(), kind: 'recommendation', part: 'A', addressee: 'Participating States', text: `Provide for it, number ${made}.` });
  const reference = drafted.ok ? drafted.value.reference : '';
  await attachExcerpt(elif, reference, excerptId);
  await readyFinding(elif, reference);
  expect(await openSilence(await house.as('fay'), reference, { submissionId: randomUUID(), ends: '2012-08-17T12:00' })).toMatchObject({ ok: true });
  return reference;
}
const objection = () => ({ submissionId: randomUUID(), kind: 'objection' as const, authorised: 'yes' as const });
const amendment = () => ({ submissionId: randomUUID(), kind: 'amendment' as const, text: 'Provide for it, where law allows.', authorised: 'yes' as const });
const asPartner = async (): Promise<ForumContext> => {
  const inside = await enter({ ...house.operator(), now: house.world.now(), actor: { kind: 'person', personId: partner, administrator: false } }, ids.forum);
  if (!inside) throw new Error('the partner has no sight');
  return inside;
};
const stateOf = async (reference: string, as: Character = 'ben') => (await outcomePage(await house.as(as), 'en')).recommendations.find((r) => r.reference === reference)?.silence?.state;
const code = (outcome: { ok: boolean } & Partial<{ refusal: { code: string } }>) => (outcome.ok ? 'done' : outcome.refusal?.code);

describe('silence is broken', () => {
  it('a millisecond before its end, by an objection or an amendment; at its end by neither', async () => {
    for (const input of [objection, amendment]) {
      const reference = await underSilence();
      house.at('2012-08-17T10:00:00.000Z');
      expect(code(await breakSilence(await house.as('anna'), reference, input()))).toBe('adoption.silence_not_open');
      expect(await stateOf(reference)).toBe('adopted');
      house.at('2012-08-17T09:59:59.999Z');
      expect(code(await breakSilence(await house.as('anna'), reference, input()))).toBe('done');
      house.at('2012-08-18T10:00:00Z');
      expect(await stateOf(reference)).toBe('broken');
      expect(await recordAdoptions(await house.as('fay'))).toMatchObject({ value: { adopted: 0 } });
    }
  });

  it('not by a Partner, an expert, a colleague of the sender or the secretariat, and not before it begins', async () => {
    const reference = await underSilence();
    expect(code(await breakSilence(await asPartner(), reference, objection()))).toBe('adoption.not_a_participating_state');
    expect(code(await breakSilence(await house.as('dmitri'), reference, objection()))).toBe('adoption.not_a_delegation');
    expect(code(await breakSilence(await house.as('ivo'), reference, objection()))).toBe('adoption.not_the_authorised_sender');
    expect(code(await breakSilence(await house.as('fay'), reference, objection()))).toBe('adoption.not_a_delegation');
    house.at('2012-08-06T07:59:59.999Z');
    expect(code(await breakSilence(await house.as('anna'), reference, objection()))).toBe('adoption.silence_not_open');
  });

  it('by two States, each once, a form sent twice counting once; which they are is told to participating States and those who proposed it', async () => {
    const reference = await underSilence();
    const twice = objection();
    expect(code(await breakSilence(await house.as('anna'), reference, twice))).toBe('done');
    expect(code(await breakSilence(await house.as('anna'), reference, twice))).toBe('done');
    expect(code(await breakSilence(await house.as('anna'), reference, objection()))).toBe('adoption.already_objected');
    expect(code(await breakSilence(await house.as('ben'), reference, amendment()))).toBe('done');
    const seen = async (ctx: ForumContext) => (await recommendationPage(ctx, 'en', reference))?.r.silence?.objections.map(({ state, text }) => [state, text]).sort();
    for (const name of ['anna', 'ivo', 'elif', 'fay'] as const) expect(await seen(await house.as(name)), name).toEqual([['Austria', null], ['Switzerland', 'Provide for it, where law allows.']]);
    expect(await seen(await house.as('dmitri'))).toEqual([[null, null], [null, null]]);
    expect(await seen(await asPartner())).toEqual([[null, null], [null, null]]);
    expect(JSON.stringify(await recommendationPage(await house.as('dmitri'), 'en', reference))).not.toMatch(/Austria|Switzerland|where law allows/);
  });

  it('after it was extended up to the new end; never is its time shortened, and never revived', async () => {
    const reference = await underSilence();
    const extend = (ends: string) => house.as('fay').then((fay) => extendSilence(fay, reference, { submissionId: randomUUID(), ends, reason: 'A capital asked.' }));
    expect(code(await extend('2012-08-17T12:00'))).toBe('adoption.never_shortened');
    expect(code(await extend('2012-08-10T12:00'))).toBe('adoption.never_shortened');
    house.at('2012-08-17T09:59:59.999Z');
    expect(code(await extend('2012-08-20T12:00'))).toBe('done');
    house.at('2012-08-20T09:59:59.999Z');
    expect(await stateOf(reference)).toBe('running');
    house.at('2012-08-20T10:00:00Z');
    expect(code(await extend('2012-08-30T12:00'))).toBe('adoption.silence_not_open');
    expect(code(await breakSilence(await house.as('anna'), reference, objection()))).toBe('adoption.silence_not_open');
    await expect(house.pool.db.insertInto('silence_extension').columns(['forum_id', 'procedure_id', 'ends_at', 'reason', 'made_at']).expression((eb) => eb.selectFrom('silence_extension').select(({ val }) => ['forum_id', 'procedure_id', val(new Date('2012-08-19Z')).as('ends_at'), 'reason', 'made_at'])).execute()).rejects.toThrow('time is never shortened');
  });

  it('by nobody once its proposer has withdrawn it, for a reason that all read', async () => {
    const reference = await underSilence();
    expect(code(await withdrawSilence(await house.as('anna'), reference, { submissionId: randomUUID(), reason: 'To be reworded.' }))).toBe('adoption.not_yours');
    expect(code(await withdrawSilence(await house.as('fay'), reference, { submissionId: randomUUID(), reason: 'To be reworded.' }))).toBe('done');
    expect(code(await breakSilence(await house.as('anna'), reference, objection()))).toBe('adoption.silence_not_open');
    house.at('2012-08-18T10:00:00Z');
    expect((await recommendationPage(await house.as('dmitri'), 'en', reference))?.r.silence).toMatchObject({ state: 'withdrawn', withdrawnReason: 'To be reworded.' });
  });

  it('of delegations that have not said they have the text the proposer reads the names, all others the number', async () => {
    const reference = await underSilence();
    expect((await recommendationPage(await house.as('fay'), 'en', reference))?.missing).toEqual(['Austria', 'Switzerland']);
    expect(code(await confirmSilenceReceipt(await house.as('dmitri'), { submissionId: randomUUID() }))).toBe('adoption.not_a_delegation');
    expect(code(await confirmSilenceReceipt(await house.as('ivo'), { submissionId: randomUUID() }))).toBe('done');
    expect((await recommendationPage(await house.as('fay'), 'en', reference))?.missing).toEqual(['Switzerland']);
    expect((await recommendationPage(await house.as('ben'), 'en', reference))?.r.silence?.received).toBe(1);
  });
});

describe('on two nodes', () => {
  /** A node of its own: its own connections, and a clock of its own that is wrong; what counts is the database's. */
  const on = async (pool: DbPool, name: Character, skewMs: number): Promise<ForumContext> => {
    const here = await house.as(name);
    const now = () => new Date(Date.now() + skewMs);
    return { ...here, db: pool.db, now: now(), world: realWorld({ now }) };
  };
  const hour = 3_600_000;

  it('the one clock counts, however wrong a node’s own is', async () => {
    const [first, second] = [await underSilence(), await underSilence()];
    await windClock(house.pool.db, new Date('2012-08-17T09:59:30Z'));
    // To this node it is fourteen years later; to the forum there is half a minute left.
    expect(code(await breakSilence(await on(secondNode, 'anna', 0), first, objection()))).toBe('done');
    await windClock(house.pool.db, new Date('2012-08-17T10:00:00Z'));
    const slow = new Date('2012-08-17T09:00:00Z').getTime() - Date.now();
    expect(code(await breakSilence(await on(secondNode, 'anna', slow), second, objection()))).toBe('adoption.silence_not_open');
    expect(code(await extendSilence(await on(house.pool, 'fay', slow), second, { submissionId: randomUUID(), ends: '2012-08-30T12:00', reason: 'Late.' }))).toBe('adoption.silence_not_open');
  });

  it('a deed that had to wait until after the end is too late, and what is adopted stays so', async () => {
    const reference = await underSilence();
    await windClock(house.pool.db, new Date('2012-08-17T09:59:59.400Z'));
    let release = () => {};
    let holds = () => {};
    const isHeld = new Promise<void>((done) => { holds = done; });
    const held = house.pool.db.transaction().execute(async (tx) => {
      await tx.selectFrom('finding').select('id').where('reference', '=', reference).forUpdate().execute();
      holds();
      await new Promise<void>((done) => { release = done; });
    });
    await isHeld;
    const waiting = breakSilence(await on(secondNode, 'anna', 0), reference, objection());
    await new Promise((done) => setTimeout(done, 1_200));
    release();
    await held;
    const done = await waiting;
    expect(code(done)).toBe('adoption.silence_not_open');
  });

  it('both write down an adoption at once and one number is given; two objections at once are both kept', async () => {
    const [adopted, broken] = [await underSilence(), await underSilence()];
    await windClock(house.pool.db, new Date('2012-08-10T10:00:00Z'));
    const both = await Promise.all([breakSilence(await on(house.pool, 'anna', hour), broken, objection()), breakSilence(await on(secondNode, 'ben', -hour), broken, objection())]);
    expect(both.map(code)).toEqual(['done', 'done']);
    await windClock(house.pool.db, new Date('2012-08-17T10:05:00Z'));
    const before = await house.count('series_symbol');
    const done = await Promise.all([recordAdoptions(await on(house.pool, 'fay', hour)), recordAdoptions(await on(secondNode, 'fay', -hour)), recordAdoptions(await on(house.pool, 'fay', 0))]);
    const counts = done.map((one) => (one.ok ? one.value.adopted : -1)).sort((a, b) => a - b);
    expect(counts.slice(0, 2)).toEqual([0, 0]);
    expect(await house.count('series_symbol')).toBe(before + (counts[2] ?? 0));
    house.at('2012-08-18T10:00:00Z');
    const { recommendations } = await outcomePage(await house.as('ben'), 'en');
    expect(recommendations.find((r) => r.reference === adopted)?.silence?.numberIssued).toMatch(/^OEF2\.REC\/\d+\/12$/);
    expect(recommendations.find((r) => r.reference === broken)?.silence).toMatchObject({ state: 'broken', numberIssued: null });
    expect(recommendations.find((r) => r.reference === broken)?.silence?.objections.map(({ state }) => state).sort()).toEqual(['Austria', 'Switzerland']);
  });

  it('no number is given while a letter that came before the end is unread', async () => {
    const reference = await underSilence();
    const { db } = house.pool;
    await db.insertInto('inbound_letter').values({ id: randomUUID(), received_at: new Date('2012-08-17T09:59:59.999Z'), sender: '', recipients: [], identity: Buffer.alloc(32, 7), bytes: 0, raw: Buffer.alloc(0) }).execute();
    house.at('2012-08-17T10:30:00Z');
    await recordAdoptions(await house.as('fay'));
    expect((await outcomePage(await house.as('ben'), 'en')).recommendations.find((r) => r.reference === reference)).toMatchObject({ next: 'number', silence: { state: 'adopted', numberIssued: null } });
    // By its own receipt the letter is in time, however late it is read.
    const then = new Date('2012-08-17T09:59:59.999Z');
    const late = await house.as('anna');
    expect(code(await breakSilence({ ...late, now: then, world: { ...late.world, now: () => then, receipt: async () => then } }, reference, objection()))).toBe('done');
    expect(await stateOf(reference)).toBe('broken');
  });
});
