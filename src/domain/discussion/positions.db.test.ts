import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Character, closesAt, ids, openHouse, opensAt, type TestHouse } from '../../../tests/house.ts';
import { bylineText } from '../disclosure/byline-text.ts';
import { countVoices } from '../disclosure/custody.ts';
import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import { setLateDeadline } from '../programme/commands/set-late-deadline.ts';
import { alignWith } from './commands/align-with.ts';
import { answerByLink, bringAnswer, makeLink, revokeLink, settleAnswer } from './commands/clear-position.ts';
import { draftPosition } from './commands/draft-position.ts';
import { editPosition, movePosition } from './commands/edit-position.ts';
import { releasePosition } from './commands/release-position.ts';
import { reserveText } from './commands/reserve-text.ts';
import { reviseContribution, withdrawContribution } from './commands/revise-contribution.ts';
import { clearancePage } from './queries/clearance-page.ts';
import { delegationTexts } from './queries/delegation-desk.ts';
import { positionPage } from './queries/position-page.ts';
import { threadPage } from './queries/thread-page.ts';
import { mine, writePage } from './queries/write-page.ts';
import type { PositionInput } from './schema.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
  // A third Austrian without a duty, and a second Swiss.
  const at = '2012-05-14T07:00:00Z';
  for (const [n, [name, of]] of ([['jana', 'anna'], ['kurt', 'ben']] as const).entries()) {
    const id = `00000000-0000-4000-8000-00000000190${n}`;
    await house.pool.db.insertInto('person').values({ id, email: `${name}@example.org`, name, created_at: at }).execute();
    const model = await house.pool.db.selectFrom('seat').selectAll().where('id', '=', (await house.as(of)).sight.seat?.id ?? '').executeTakeFirstOrThrow();
    await house.pool.db.insertInto('seat').values({ ...model, id: `00000000-0000-4000-8000-00000000390${n}`, person_id: id, duty: null, speaks_for_state: false }).execute();
  }
});
afterAll(() => house.end());
beforeEach(() => house.at('2012-07-04T08:00:00Z'));

type Person = Character | 'jana' | 'kurt';
const extra: Readonly<Record<string, string>> = { jana: '00000000-0000-4000-8000-000000001900', kurt: '00000000-0000-4000-8000-000000001901' };
async function as(name: Person) {
  if (name !== 'jana' && name !== 'kurt') return house.as(name);
  const { enter } = await import('../accreditation/sight.ts');
  const entered = await enter({ ...house.operator(), actor: { kind: 'person', personId: extra[name] ?? '', administrator: false } }, ids.forum);
  if (!entered) throw new Error(`${name} has no sight of the forum`);
  return entered;
}
const id = () => randomUUID();
const text = (change: Partial<PositionInput> = {}): PositionInput => ({ submissionId: id(), code: 'A1', voice: 'delegation', text: 'Preserve first, then ask.', regime: 'institution', marking: 'TLP:AMBER', lang: 'en', ...change });
const must = <T>(outcome: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
};
const draft = async (by: Person, change: Partial<PositionInput> = {}) => must(await draftPosition(await as(by), text(change))).id;
const clear = async (by: Person, position: string, wording = 1) => movePosition(await as(by), position, { submissionId: id(), wording, deed: 'clear' });
const release = async (by: Person, position: string, wording = 1) => releasePosition(await as(by), position, { submissionId: id(), wording });
const edit = async (by: Person, position: string, wording: number, words = `Words of ${by}.`) => editPosition(await as(by), position, { submissionId: id(), wording, text: words, regime: 'institution', marking: 'TLP:AMBER', lang: 'en' });
const released = async (first: Person, second: Person, change: Partial<PositionInput> = {}) => {
  const position = await draft(first, change);
  await clear(first, position);
  return house.entered(release(second, position));
};
const shown = async (code: string, ref: string) => (await threadPage(await house.as('dmitri'), code, 5))?.threads.flatMap(({ first, replies }) => [first, ...replies]).find((c) => c.ref === ref);
const authorship = () => house.pool.db.transaction().execute(async (db) => {
  await sql`set local role colloquy_custody`.execute(db);
  return db.selectFrom('authorship').selectAll().execute();
});

describe("a delegation's position", () => {
  it('is drafted by one person and released by another, and then is the word of the delegation', async () => {
    const position = await draft('ivo');
    expect(await release('anna', position)).toMatchObject({ refusal: { code: 'discussion.position_not_cleared' } });
    await clear('ivo', position);
    expect(await release('ivo', position)).toMatchObject({ refusal: { code: 'discussion.position_needs_two_keys' } });
    const { ref } = await house.entered(release('anna', position));
    expect(await shown('A1', ref)).toMatchObject({ byline: { shows: 'affiliation', affiliation: 'Delegation of Austria' }, capacity: 'delegation' });
    expect((await positionPage(await house.as('ivo'), position))?.steps.map(({ step, by }) => [step, by])).toEqual([['drafted', 'Ivo Gruber'], ['cleared', 'Ivo Gruber'], ['released', 'Anna Berger']]);
    expect(await release('anna', position)).toMatchObject({ refusal: { code: 'discussion.position_settled' } });
  });

  it('has no person in its byline, under no regime', async () => {
    const { ref } = await released('ivo', 'anna', { regime: 'named' });
    expect(JSON.stringify(await shown('A1', ref))).not.toMatch(/Anna|Ivo/);
  });

  it('changed by its would-be releaser is released by somebody else', async () => {
    const position = await draft('ivo');
    must(await edit('anna', position, 1));
    await clear('ivo', position, 2);
    expect(await release('anna', position, 2)).toMatchObject({ refusal: { code: 'discussion.position_needs_two_keys' } });
    expect(await release('ivo', position, 1)).toMatchObject({ refusal: { code: 'discussion.position_stale' } });
    expect(await release('ivo', position, 2)).toMatchObject({ ok: true });
  });

  it('needs the focal point or the deputy on one of its keys, in good standing', async () => {
    const seats = house.pool.db.updateTable('seat');
    const position = await draft('jana');
    await clear('jana', position);
    await seats.set({ duty: null }).where('person_id', '=', (await house.as('ivo')).actor.personId).execute();
    expect(await release('ivo', position)).toMatchObject({ refusal: { code: 'discussion.position_needs_duty' } });
    await seats.set({ duty: 'deputy' }).where('person_id', '=', (await house.as('ivo')).actor.personId).execute();
    await seats.set({ standing: 'muted' }).where('person_id', '=', (await house.as('ivo')).actor.personId).execute();
    expect(await release('ivo', position)).toMatchObject({ refusal: { code: 'discussion.muted' } });
    await seats.set({ standing: 'good' }).where('person_id', '=', (await house.as('ivo')).actor.personId).execute();
    expect(await release('ivo', position)).toMatchObject({ ok: true });
  });

  it('is there for nobody of another delegation, and no other seat can begin one', async () => {
    const position = await draft('ivo');
    expect(await edit('ben', position, 1)).toMatchObject({ refusal: { code: 'discussion.no_such_position' } });
    for (const other of ['ben', 'clara', 'elif', 'fay', 'dmitri'] as const) expect(await positionPage(await house.as(other), position), other).toBeNull();
    expect(await draftPosition(await house.as('dmitri'), text())).toMatchObject({ refusal: { code: 'discussion.delegations_only' } });
    expect(await draftPosition(await house.as('clara'), text())).toMatchObject({ refusal: { code: 'discussion.delegations_only' } });
  });

  it('is reached by no ordinary read, in no table', async () => {
    await draft('ivo', { text: 'Canary in no table.' });
    for (const table of ['position', 'position_wording', 'position_step', 'clearance_copy', 'clearance_answer', 'reserve'] as const) {
      expect(await house.pool.db.selectFrom(table).selectAll().execute(), table).toEqual([]);
    }
    const journal = await house.pool.db.selectFrom('journal').select('kind').execute();
    expect(journal.filter(({ kind }) => kind.includes('position'))).toEqual([]);
  });

  it('once released is changed by no one person, and withdrawn by either key', async () => {
    const { ref } = await released('ivo', 'anna');
    for (const key of ['anna', 'ivo'] as const) expect(await reviseContribution(await house.as(key), ref, { submissionId: id(), text: 'Alone.' })).toMatchObject({ refusal: { code: 'discussion.position_needs_two_keys' } });
    expect((await mine(await house.as('anna'), 'A1'))?.refs.find((r) => r.ref === ref)).toMatchObject({ canRevise: false });
    expect(await withdrawContribution(await house.as('ivo'), ref)).toMatchObject({ ok: true });
  });

  it('is refused by the database itself with one key, with keys of two delegations, and with a changed wording', async () => {
    const { id: contribution } = await released('ivo', 'anna');
    const [anna, ben] = [await house.as('anna'), await house.as('ben')].map((ctx) => ctx.sight.seat?.id ?? '');
    const write = (keys: { seat_id: string | undefined; drafted_by_seat?: string | undefined; released_by_seat?: string | undefined }) => house.pool.db.transaction().execute(async (db) => {
      const fresh = randomUUID();
      await db.insertInto('contribution').values({ forum_id: ids.forum, id: fresh, question_id: ids.A1, number: 900, root_id: fresh, regime: 'named', marking: 'TLP:AMBER', lang: 'en', channel: 'web', received_at: house.world.now() }).execute();
      await sql`set local role colloquy_custody`.execute(db);
      await db.insertInto('authorship').values({ forum_id: ids.forum, contribution_id: fresh, capacity: 'delegation', ...keys } as never).execute();
    });
    await expect(write({ seat_id: anna })).rejects.toThrow(/two_keys|two people/);
    await expect(write({ seat_id: anna, drafted_by_seat: anna, released_by_seat: anna })).rejects.toThrow(/two_keys|two people/);
    await expect(write({ seat_id: anna, drafted_by_seat: ben, released_by_seat: anna })).rejects.toThrow(/two people of one delegation/);
    await expect(house.pool.db.insertInto('revision').values({ forum_id: ids.forum, contribution_id: contribution, number: 2, markdown: 'x', html: 'x', made_at: house.world.now() }).execute()).rejects.toThrow(/not changed by one person/);
    await expect(house.pool.db.transaction().execute(async (db) => { await sql`set local role colloquy_custody`.execute(db); await sql`update authorship set capacity = 'own-name'`.execute(db); })).rejects.toThrow(/permission denied/);
  });

  it('never has one key, whatever several people do in whatever order', { timeout: 60_000 }, async () => {
    const people: Person[] = ['anna', 'ivo', 'jana', 'ben', 'clara'];
    const deed = fc.tuple(fc.constantFrom(...people), fc.constantFrom('edit', 'clear', 'send', 'return', 'release', 'release', 'bring'), fc.nat(3));
    let releases = 0;
    await fc.assert(fc.asyncProperty(fc.constantFrom<Person>('anna', 'ivo', 'jana'), fc.array(deed, { minLength: 3, maxLength: 14 }), async (first, deeds) => {
      const position = await draft(first);
      const drafters = [first];
      for (const [who, what, back] of deeds) {
        const wording = Math.max(1, drafters.length - (back === 3 ? 1 : 0));
        const ctx = await as(who);
        if (what === 'edit') { if ((await edit(who, position, wording)).ok) drafters.push(who); continue; }
        if (what === 'bring') {
          if (!(await bringAnswer(ctx, position, { submissionId: id(), text: `Brought by ${who}`, verdict: 'cleared', wording })).ok) continue;
          const answer = (await positionPage(ctx, position))?.answers.find(({ settled }) => !settled);
          if (answer && (await settleAnswer(ctx, position, { submissionId: id(), wording, answer: answer.id, settled: 'accepted' })).ok) drafters.push(who);
          continue;
        }
        if (what !== 'release') { await movePosition(ctx, position, { submissionId: id(), wording, deed: what }); continue; }
        const done = await release(who, position, wording);
        if (!done.ok) continue;
        releases += 1;
        const row = (await authorship()).find(({ contribution_id }) => 'id' in done.value && contribution_id === done.value.id);
        const seatOf = async (name: Person) => (await as(name)).sight.seat?.id;
        expect(row?.drafted_by_seat).toBe(await seatOf(drafters.at(-1) ?? first));
        expect(row?.released_by_seat).toBe(await seatOf(who));
        expect(row?.drafted_by_seat).not.toBe(row?.released_by_seat);
        expect([who, drafters.at(-1)].some((name) => name === 'anna' || name === 'ivo')).toBe(true);
      }
    }), { numRuns: 30 });
    expect(releases).toBeGreaterThan(0);
  });
});

describe('on behalf of a group of States', () => {
  it('two keys of one delegation release it, others align, and it stays one voice with a list in French order', async () => {
    const position = await draft('kurt', { voice: 'group', groupName: undefined });
    await clear('kurt', position);
    expect(await release('ben', position)).toMatchObject({ refusal: { code: 'discussion.group_name_missing' } });
    const { ref, id: contribution } = await released('kurt', 'ben', { voice: 'group', groupName: 'Lakes Group' });
    const align = async (by: Person, aligned: 'yes' | 'no') => alignWith(await as(by), ref, { submissionId: id(), aligned });
    expect(await align('jana', 'yes')).toMatchObject({ refusal: { code: 'discussion.duty_only' } });
    expect(await align('ben', 'yes')).toMatchObject({ refusal: { code: 'discussion.not_aligned_here' } });
    expect(await align('anna', 'yes')).toMatchObject({ ok: true });
    const seen = await shown('A1', ref);
    expect(seen && bylineText(seen.byline, 'en')).toBe('Lakes Group (Austria, Switzerland)');
    expect(await atomically(await house.as('elif'), async (ctx) => granted(await countVoices(ctx, ids.forum, [contribution])))).toMatchObject({ value: 1 });
    house.at(closesAt);
    expect(await align('anna', 'no')).toMatchObject({ refusal: { code: 'discussion.forum_closed' } });
    house.at(new Date(closesAt.getTime() - 1));
    expect(await align('anna', 'no')).toMatchObject({ ok: true });
    const after = await shown('A1', ref);
    expect(after && bylineText(after.byline, 'en')).toBe('Lakes Group (Switzerland)');
  });

  it("aligns with another delegation's position in one action, and shows no State where the regime shows no body", async () => {
    const { ref } = await released('ivo', 'anna', { code: 'A2' });
    expect((await mine(await house.as('ben'), 'A2'))?.delegation?.alignable).toMatchObject([{ ref, aligned: false }]);
    must(await alignWith(await house.as('ben'), ref, { submissionId: id(), aligned: 'yes' }));
    const seen = await shown('A2', ref);
    expect(seen && bylineText(seen.byline, 'en')).toBe('Delegation of Austria; aligned: Switzerland');
    await house.pool.db.updateTable('contribution').set({ regime: 'unattributed' }).where('number', '=', Number(ref.split('·')[1])).where('question_id', '=', ids.A2).execute();
    expect(JSON.stringify(await shown('A2', ref))).not.toMatch(/Austria|Switzerland|delegation/);
    const hidden = await released('ivo', 'anna', { code: 'A2', regime: 'category' });
    expect(await alignWith(await house.as('ben'), hidden.ref, { submissionId: id(), aligned: 'yes' })).toMatchObject({ refusal: { code: 'discussion.not_aligned_here' } });
  });
});

describe('a clearance copy', () => {
  const link = async (position: string, days: 1 | 3 | 7 = 1) => must(await makeLink(await house.as('ivo'), position, { submissionId: id(), wording: 1, reader: 'Legal adviser', days })).token;
  const answer = (token: string, say: { verdict?: 'cleared' | 'not-cleared'; text?: string; note?: string }) => answerByLink(house.visitor(), token, { submissionId: id(), ...say });

  it('opens one text to a reader without account until its time, and clears it with a word', async () => {
    const position = await draft('ivo', { text: 'For the capital.\r\n\r\nSecond.' });
    const token = await link(position);
    expect(await clearancePage(house.visitor(), token)).toEqual({ markdown: 'For the capital.\r\n\r\nSecond.', marking: 'TLP:AMBER', lang: 'en', expiresAt: new Date('2012-07-05T08:00:00Z') });
    expect(await answer(token, {})).toMatchObject({ refusal: { code: 'discussion.position_text_missing' } });
    must(await answer(token, { verdict: 'cleared', text: 'For the capital.\r\n\r\nSecond.' }));
    expect(await positionPage(await house.as('anna'), position)).toMatchObject({ state: 'cleared', notReleasable: null, answers: [{ verdict: 'cleared', markdown: null, reader: 'Legal adviser' }] });
    // Clearing is no key: the drafter still cannot release.
    expect(await release('ivo', position)).toMatchObject({ refusal: { code: 'discussion.position_needs_two_keys' } });
    house.at('2012-07-05T07:59:59.999Z');
    expect(await clearancePage(house.visitor(), token)).not.toBeNull();
    house.at('2012-07-05T08:00:00Z');
    expect(await clearancePage(house.visitor(), token)).toBeNull();
  });

  it('opens nothing once revoked or released, nor with another token; the token is kept nowhere', async () => {
    const position = await draft('ivo');
    const token = await link(position);
    const copyId = (await positionPage(await house.as('ivo'), position))?.copies[0]?.id ?? '';
    const kept = await sql<{ rows: string }>`select (select coalesce(json_agg(s), '[]') from submission s)::text || (select coalesce(json_agg(j), '[]') from journal j)::text as rows`.execute(house.pool.db);
    expect(kept.rows[0]?.rows).not.toContain(token);
    must(await revokeLink(await house.as('anna'), position, copyId));
    expect(await clearancePage(house.visitor(), token)).toBeNull();
    expect(await answer(token, { verdict: 'cleared' })).toMatchObject({ refusal: { code: 'discussion.no_such_link' } });
    const other = await link(position);
    await clear('ivo', position);
    must(await release('anna', position));
    expect(await clearancePage(house.visitor(), other)).toBeNull();
    expect(await clearancePage(house.visitor(), 'x'.repeat(43))).toBeNull();
  });

  it('comes back edited as a difference; who takes it over has drafted it', async () => {
    const position = await draft('ivo');
    const token = await link(position);
    must(await answer(token, { verdict: 'cleared', text: 'Preserve at once, then ask.', note: 'Agreed with Justice.' }));
    const page = await positionPage(await house.as('anna'), position);
    expect(page?.state).toBe('in-clearance');
    expect(page?.answers[0]?.changes?.filter(({ kind }) => kind !== 'same')).toEqual([{ kind: 'removed', text: 'first' }, { kind: 'added', text: 'at once' }]);
    must(await settleAnswer(await house.as('anna'), position, { submissionId: id(), wording: 1, answer: page?.answers[0]?.id ?? '', settled: 'accepted' }));
    expect(await positionPage(await house.as('anna'), position)).toMatchObject({ state: 'cleared', wording: { number: 2, markdown: 'Preserve at once, then ask.' }, drafter: 'Anna Berger' });
    expect(await release('anna', position, 2)).toMatchObject({ refusal: { code: 'discussion.position_needs_two_keys' } });
    expect(await release('ivo', position, 2)).toMatchObject({ ok: true });
  });
});

describe('a text announced before closing', () => {
  const reserve = async (by: Person, code: string, regime?: 'unattributed' | 'institution') => reserveText(await as(by), code, { submissionId: id(), ...(regime ? { regime } : {}) });
  const deadline = async (late: string | undefined) => setLateDeadline(await house.as('fay'), { submissionId: id(), ...(late ? { late } : {}) });

  it('is announced by focal point or deputy where the forum has a late deadline, until the closing', async () => {
    expect(await reserve('anna', 'B1')).toMatchObject({ refusal: { code: 'discussion.nothing_admitted_late' } });
    expect(await deadline('2012-07-06T17:00')).toMatchObject({ refusal: { code: 'programme.late_not_after_closing' } });
    expect(await setLateDeadline(await house.as('anna'), { submissionId: id(), late: '2012-07-09T17:00' })).toMatchObject({ refusal: { code: 'programme.not_yours' } });
    expect(await deadline('2012-07-09T17:00')).toMatchObject({ ok: true });
    expect(await reserve('jana', 'B1')).toMatchObject({ refusal: { code: 'discussion.duty_only' } });
    house.at(closesAt);
    expect(await reserve('anna', 'B1')).toMatchObject({ refusal: { code: 'discussion.forum_closed' } });
    expect(await deadline('2012-07-20T17:00')).toMatchObject({ refusal: { code: 'programme.forum_closed' } });
  });

  it('is admitted after closing until the deadline, marked as such; one not announced is refused and kept', async () => {
    house.at(new Date(closesAt.getTime() - 1));
    must(await reserve('anna', 'B1'));
    expect(await reserve('ivo', 'B1')).toMatchObject({ refusal: { code: 'discussion.already_reserved' } });
    must(await reserve('ben', 'B1', 'unattributed'));
    const announced = (await threadPage(await house.as('dmitri'), 'B1', 5))?.announced;
    expect(announced?.by.map((by) => bylineText(by, 'en')).sort()).toEqual(['Delegation of Austria', 'Not attributed']);
    house.at('2012-07-09T14:59:59.999Z');
    const kept = await draft('ivo', { code: 'A2' });
    await clear('ivo', kept);
    expect(await release('anna', kept)).toMatchObject({ refusal: { code: 'discussion.late_not_reserved' } });
    expect(await positionPage(await house.as('ivo'), kept)).toMatchObject({ state: 'cleared', notReleasable: 'discussion.position_needs_two_keys' });
    const { ref, id: contribution } = await released('ivo', 'anna', { code: 'B1' });
    expect(await shown('B1', ref)).toMatchObject({ late: true });
    const entry = await house.pool.db.selectFrom('journal').selectAll().where('subject', '=', contribution).executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ at: new Date('2012-07-09T14:59:59.999Z'), facts: { late: true } });
    expect(Object.keys(entry.commitments as object).sort()).toEqual(['actor', 'author', 'capacity', 'drafter', 'text']);
    // One announcement admits one text, and the deadline is half-open.
    const again = await draft('ivo', { code: 'B1' });
    await clear('ivo', again);
    expect(await release('anna', again)).toMatchObject({ refusal: { code: 'discussion.late_not_reserved' } });
    const swiss = await draft('kurt', { code: 'B1' });
    await clear('kurt', swiss);
    house.at('2012-07-09T15:00:00Z');
    expect(await release('ben', swiss)).toMatchObject({ refusal: { code: 'discussion.forum_closed' } });
  });

  it('before the opening is released no earlier than the opening', async () => {
    house.at(new Date(opensAt.getTime() - 1));
    const position = await draft('ivo');
    await clear('ivo', position);
    expect(await release('anna', position)).toMatchObject({ refusal: { code: 'discussion.forum_not_open' } });
    house.at(opensAt);
    expect(await release('anna', position)).toMatchObject({ ok: true });
  });
});

describe('what a person of a delegation sees', () => {
  it('is each choice of capacity with its exact byline', async () => {
    const page = await writePage(await house.as('anna'), 'A1', null);
    expect(page?.capacities).toEqual(['own-name']);
    const named = page?.regimes.find(({ regime }) => regime === 'named')?.shown;
    expect(named?.map(({ capacity, inside }) => [capacity, inside.shows])).toEqual([['own-name', 'person'], ['delegation', 'affiliation'], ['group', 'affiliation']]);
    expect(named?.map(({ inside }) => bylineText(inside, 'en'))).toEqual(['Anna Berger, Delegation of Austria', 'Delegation of Austria', '… (Austria)']);
    expect((await writePage(await house.as('dmitri'), 'A1', null))?.canBeginPosition).toBe(false);
  });

  it("is all of the delegation's texts, and none that its people wrote without its name", async () => {
    const { postContribution } = await import('./commands/post-contribution.ts');
    const own = async (regime: 'unattributed' | 'named') => (await house.entered(postContribution(await house.as('ivo'), { submissionId: id(), code: 'A1', text: `Ivo ${regime}`, regime, marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }))).ref;
    const [hidden, open] = [await own('unattributed'), await own('named')];
    const texts = await delegationTexts(await house.as('anna'));
    expect(texts?.shown.map(({ ref }) => ref)).toContain(open);
    expect(texts?.shown.map(({ ref }) => ref)).not.toContain(hidden);
    expect(texts?.positions.length).toBeGreaterThan(5);
    expect((await delegationTexts(await house.as('ben')))?.positions.every(({ words }) => !words.includes('Words of ivo'))).toBe(true);
    expect(await delegationTexts(await house.as('clara'))).toBeNull();
  });
});
