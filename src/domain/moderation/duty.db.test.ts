import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Character, openHouse, type TestHouse } from '../../../tests/house.ts';
import { postContribution } from '../discussion/commands/post-contribution.ts';
import { lodgeAppeal } from './commands/appeal.ts';
import { decideCase } from './commands/decide-case.ts';
import { flagContribution, withdrawFlag } from './commands/flag-contribution.ts';
import { enterShift, handOver, removeShift } from './commands/keep-roster.ts';
import { setUrgentMinutes } from './commands/set-moderation.ts';
import { dutyPage } from './queries/duty-page.ts';
import { facilitationDesk } from './queries/facilitation-desk.ts';

let house: TestHouse;
beforeAll(async () => { house = await openHouse(); });
afterAll(() => house.end());

const seatOf = async (name: Character) => (await house.as(name)).sight.seat?.id ?? '';
const shift = async (role: 'host' | 'manager' | 'referee' | 'librarian' | 'reporter', name: Character, from: string, until: string, day = '2012-07-04') => ({ submissionId: randomUUID(), role, seat: await seatOf(name), day, from, until });
const clara = () => house.as('clara');
const shifts = async () => (await dutyPage(await clara()))?.shifts ?? [];

describe('the duty roster', () => {
  it('is kept by moderators and organisers, seen by rapporteurs as well, and is not there for others', async () => {
    expect(await enterShift(await clara(), await shift('referee', 'gus', '10:00', '18:00'))).toMatchObject({ ok: true });
    expect(await enterShift(await house.as('fay'), await shift('manager', 'fay', '09:00', '17:00'))).toMatchObject({ ok: true });
    for (const name of ['elif', 'anna', 'dmitri'] as const) expect(await enterShift(await house.as(name), await shift('reporter', 'elif', '10:00', '18:00')), name).toMatchObject({ refusal: { code: 'moderation.not_yours' } });
    expect(await dutyPage(await house.as('elif'))).toMatchObject({ canKeep: false });
    for (const name of ['anna', 'ben', 'dmitri'] as const) expect(await dutyPage(await house.as(name)), name).toBeNull();
  });

  it('takes a person only into roles their rights allow', async () => {
    for (const [role, name] of [['referee', 'fay'], ['manager', 'clara'], ['host', 'elif'], ['referee', 'elif']] as const) expect(await enterShift(await clara(), await shift(role, name, '12:00', '13:00')), `${name} as ${role}`).toMatchObject({ refusal: { code: 'moderation.rights_missing' } });
    expect(await enterShift(await clara(), await shift('reporter', 'anna', '12:00', '13:00'))).toMatchObject({ refusal: { code: 'moderation.no_such_server' } });
  });

  it('reads times by the clock of the forum, an end before the beginning as the next day’s', async () => {
    expect(await enterShift(await clara(), await shift('referee', 'clara', '20:00', '06:00'))).toMatchObject({ ok: true });
    expect((await shifts()).find(({ name }) => name === 'Clara Moretti')).toMatchObject({ startsAt: new Date('2012-07-04T18:00:00Z'), endsAt: new Date('2012-07-05T04:00:00Z'), own: true, onNow: false });
    // The hour that the clocks skip, and the one they have twice.
    expect(await enterShift(await clara(), await shift('referee', 'gus', '02:30', '09:00', '2013-03-31'))).toMatchObject({ refusal: { code: 'platform.no_such_local_time' } });
    expect(await enterShift(await clara(), await shift('referee', 'gus', '02:30', '09:00', '2012-10-28'))).toMatchObject({ refusal: { code: 'platform.ambiguous_local_time' } });
  });

  it('has nobody twice in one role at once, and nothing in the past', async () => {
    expect(await enterShift(await clara(), await shift('referee', 'gus', '17:00', '19:00'))).toMatchObject({ refusal: { code: 'moderation.shift_overlaps' } });
    expect(await enterShift(await clara(), await shift('reporter', 'elif', '07:00', '09:00', '2012-07-03'))).toMatchObject({ refusal: { code: 'moderation.shift_over' } });
  });

  it('says who is on now, and when nobody is', async () => {
    const page = await dutyPage(await clara());
    expect(page?.roles.find(({ role }) => role === 'referee')).toMatchObject({
      nobody: false, on: [{ name: 'Gus Lindholm', until: new Date('2012-07-04T16:00:00Z'), own: false }],
      gaps: [{ startsAt: new Date('2012-07-04T16:00:00Z'), endsAt: new Date('2012-07-04T18:00:00Z') }, { startsAt: new Date('2012-07-05T04:00:00Z'), endsAt: new Date('2012-07-06T15:00:00Z') }],
    });
    expect(page?.roles.find(({ role }) => role === 'reporter')).toMatchObject({ nobody: true, on: [] });
  });

  it('is handed over by whoever is on or keeps it, with a word on what waits, to one who may', async () => {
    const id = (await shifts()).find(({ name }) => name === 'Gus Lindholm')?.id ?? '';
    const to = async (name: Character) => ({ submissionId: randomUUID(), seat: await seatOf(name), note: 'M-003 waits for its author.' });
    expect(await handOver(await house.as('elif'), id, await to('clara'))).toMatchObject({ refusal: { code: 'moderation.not_yours' } });
    expect(await handOver(await house.as('anna'), id, await to('clara'))).toMatchObject({ refusal: { code: 'moderation.not_yours' } });
    expect(await handOver(await house.as('gus'), id, await to('fay'))).toMatchObject({ refusal: { code: 'moderation.rights_missing' } });
    expect(await handOver(await house.as('gus'), randomUUID(), await to('clara'))).toMatchObject({ refusal: { code: 'moderation.no_such_shift' } });
    expect(await handOver(await house.as('gus'), id, await to('clara'))).toMatchObject({ ok: true });
    expect((await dutyPage(await house.as('gus')))?.roles.find(({ role }) => role === 'referee')?.on).toEqual([{ name: 'Clara Moretti', until: new Date('2012-07-04T16:00:00Z'), own: false, note: 'M-003 waits for its author.' }]);
    const entries = await house.pool.db.selectFrom('journal').select(['facts', 'commitments']).where('kind', '=', 'moderation.shift_handed_over').execute();
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries)).not.toContain('M-003');
  });

  it('lets go of a shift, or of the rest of one that runs', async () => {
    const running = (await shifts()).find(({ role }) => role === 'manager')?.id ?? '';
    expect(await removeShift(await house.as('elif'), running, { submissionId: randomUUID() })).toMatchObject({ refusal: { code: 'moderation.not_yours' } });
    expect(await removeShift(await clara(), running, { submissionId: randomUUID() })).toMatchObject({ ok: true });
    expect((await shifts()).some(({ role }) => role === 'manager')).toBe(false);
    expect(await removeShift(await clara(), running, { submissionId: randomUUID() })).toMatchObject({ refusal: { code: 'moderation.shift_over' } });
  });

  it('has nobody on who is not in good standing any more', async () => {
    const seat = await seatOf('clara');
    await house.pool.db.updateTable('seat').set({ standing: 'withdrawn' }).where('id', '=', seat).execute();
    expect((await dutyPage(await house.as('gus')))?.roles.find(({ role }) => role === 'referee')?.on).toEqual([]);
    await house.pool.db.updateTable('seat').set({ standing: 'good' }).where('id', '=', seat).execute();
  });

  it('has its minutes set by those who keep it', async () => {
    expect(await setUrgentMinutes(await house.as('elif'), { submissionId: randomUUID(), minutes: 5 })).toMatchObject({ refusal: { code: 'moderation.not_yours' } });
    expect(await setUrgentMinutes(await clara(), { submissionId: randomUUID(), minutes: 20 })).toMatchObject({ ok: true });
    expect((await dutyPage(await clara()))?.urgentMinutes).toBe(20);
  });
});

describe('the facilitation desk', () => {
  const post = async (name: Character, code: string, text: string, more: { regime?: 'named' | 'category' | 'unattributed'; lang?: 'en' | 'ru' | 'de' } = {}) =>
    (await house.entered(postContribution(await house.as(name), { submissionId: randomUUID(), code, text, regime: more.regime ?? 'named', marking: 'TLP:AMBER', lang: more.lang ?? 'en', capacity: 'own-name', kind: 'contribution' }))).ref;
  const flag = async (name: Character, ref: string, urgent = false) => expect(await flagContribution(await house.as(name), ref, { submissionId: randomUUID(), rule: '4.2', sentence: 'See.', ...(urgent ? { urgent: 'yes' as const } : {}) })).toMatchObject({ ok: true });
  const decide = async (number: number, measure: 'none' | 'label') => expect(await decideCase(await clara(), number, { submissionId: randomUUID(), version: 1, measure, rule: '4.2', facts: 'F.', scope: 'S.', aidUsed: 'None.', redress: 'R.', ...(measure === 'label' ? { label: 'See B1.' } : {}) })).toMatchObject({ ok: true });

  it('says what waits and since when, and is not there for those who see no cases', async () => {
    const [first, second, third, fourth] = [await post('dmitri', 'A1', 'One.', { lang: 'ru' }), await post('dmitri', 'A1', 'Two.'), await post('dmitri', 'A2', 'Three.'), await post('dmitri', 'B1', 'Four.', { regime: 'category' })];
    await post('dmitri', 'B1', 'Five.', { regime: 'unattributed' });
    for (const ref of [first, second, third]) await flag('ben', ref);
    await decide(1, 'none');
    await decide(2, 'none');
    house.at('2012-07-04T08:30:00Z');
    await flag('anna', fourth, true);
    await decide(3, 'label');
    expect(await lodgeAppeal(await house.as('dmitri'), 3, { submissionId: randomUUID(), text: 'Why?' })).toMatchObject({ ok: true });
    house.at('2012-07-04T09:00:00Z');
    expect((await facilitationDesk(await clara()))?.waits).toEqual([{ kind: 'urgent', count: 1, since: new Date('2012-07-04T08:30:00Z') }, { kind: 'appeal', count: 1, since: new Date('2012-07-04T08:30:00Z') }]);
    expect(await facilitationDesk(await house.as('fay'))).not.toBeNull();
    for (const name of ['anna', 'ben', 'dmitri', 'elif'] as const) expect(await facilitationDesk(await house.as(name)), name).toBeNull();
  });

  it('counts voices by what bylines show and no further: not the unattributed, nor those of a category too small to be shown', async () => {
    const balance = (await facilitationDesk(await clara()))?.balance;
    // Dmitri is the only expert, so a text by category shows none.
    expect(balance).toMatchObject({ categories: ['experts', null], languages: ['en', 'ru'], sum: { total: 5, byCategory: [3, 2], byLanguage: [4, 1] } });
    expect(balance?.rows.map(({ code, byCategory, byLanguage }) => [code, byCategory, byLanguage])).toEqual([['A1', [2, 0], [1, 1]], ['A2', [1, 0], [1, 0]], ['B1', [0, 2], [2, 0]]]);
  });

  it('shows whose flags are mostly declined in numbers, and nothing of who it is', async () => {
    const desk = await facilitationDesk(await clara());
    expect(desk?.flaggers).toEqual([{ flags: 3, upheld: 1, declined: 2, withdrawn: 0, waiting: 0 }]);
    expect(JSON.stringify(desk)).not.toMatch(/Ben Keller|Anna Berger|seatId/);
    expect(await withdrawFlag(await house.as('anna'), 'B1·1', { submissionId: randomUUID() })).toMatchObject({ ok: true });
    // The case stays for a moderator to close, and is urgent no more.
    expect((await facilitationDesk(await clara()))?.waits.map(({ kind }) => kind)).toEqual(['case', 'appeal']);
  });
});
