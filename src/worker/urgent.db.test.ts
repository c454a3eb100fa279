import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { claimCase } from '#domain/moderation/commands/claim-case.ts';
import { flagContribution } from '#domain/moderation/commands/flag-contribution.ts';
import { enterShift } from '#domain/moderation/commands/keep-roster.ts';
import { setUrgentMinutes } from '#domain/moderation/commands/set-moderation.ts';
import { type Character, openHouse, type TestHouse } from '../../tests/house.ts';
import { everyMinute } from './schedule.ts';

let house: TestHouse;
beforeAll(async () => { house = await openHouse(); });
afterAll(() => house.end());

const duty = everyMinute.find(({ name }) => name === 'moderation.escalate-urgent');
/** What the clock does at an instant; twice, as after an outage two workers may. */
const minute = async (instant: string) => {
  house.at(instant);
  const clock = () => ({ ...house.operator(), now: house.world.now(), actor: { kind: 'clock' as const, personId: null, administrator: false } });
  await Promise.all([duty?.do(clock(), 'http://forum.example'), duty?.do(clock(), 'http://forum.example')]);
};
const letters = async (kind = 'moderation.urgent-waiting') => (await house.pool.db.selectFrom('letter').select(['address', 'body', 'written_at']).where('kind', '=', kind).orderBy('written_at').orderBy('address').execute()).map(({ address, body }) => ({ to: address.split('@')[0], body }));
const names = async (kind?: string) => (await letters(kind)).map(({ to }) => to);
const enter = async (role: 'referee' | 'host', name: Character, from: string, until: string) => {
  const seat = (await house.as(name)).sight.seat?.id ?? '';
  expect(await enterShift(await house.as('clara'), { submissionId: randomUUID(), role, seat, day: '2012-07-04', from, until })).toMatchObject({ ok: true });
};
const danger = async (by: Character, text: string) => {
  const { ref } = await house.entered(postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A1', text, regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' }));
  expect(await flagContribution(await house.as(by), ref, { submissionId: randomUUID(), rule: '4.2', sentence: 'Names where a witness lives.', urgent: 'yes' })).toMatchObject({ ok: true });
  return ref;
};

describe('danger to a person', () => {
  it('is written of to the referee on duty at once, and to nobody else', async () => {
    await enter('referee', 'gus', '10:00', '18:00');
    await danger('anna', 'The witness lives by the mill.');
    expect(await names('moderation.urgent-flag')).toEqual(['gus']);
    expect((await letters('moderation.urgent-flag'))[0]?.body).not.toContain('witness');
  });

  it('goes to all moderators and the host when nobody has taken it for a quarter of an hour, and not a second before', async () => {
    await enter('host', 'fay', '10:00', '18:00');
    await minute('2012-07-04T08:14:59Z');
    expect(await names()).toEqual([]);
    await minute('2012-07-04T08:15:00Z');
    // Gus was told at once; Elif is neither moderator nor host.
    expect(await names()).toEqual(['clara', 'fay']);
    for (const { body } of await letters()) expect(body).not.toMatch(/witness|Anna/);
  });

  it('is written of to each person once, however often the clock runs and whatever flag joins', async () => {
    expect(await flagContribution(await house.as('ben'), 'A1·1', { submissionId: randomUUID(), rule: '4.2', sentence: 'Indeed.', urgent: 'yes' })).toMatchObject({ ok: true });
    for (const at of ['08:16:00', '08:31:00', '09:00:00']) await minute(`2012-07-04T${at}Z`);
    expect([...(await names('moderation.urgent-flag')), ...(await names())]).toEqual(['gus', 'clara', 'fay']);
  });

  it('goes no further once a moderator has taken it, and at once when it is put back after the time', async () => {
    house.at('2012-07-04T10:00:00Z');
    const ref = await danger('anna', 'And a second one by the bridge.');
    const step = (step: 'claim' | 'hand-over') => ({ submissionId: randomUUID(), step });
    expect(await claimCase(await house.as('gus'), 2, step('claim'))).toMatchObject({ ok: true });
    await minute('2012-07-04T10:30:00Z');
    expect(await names()).toEqual(['clara', 'fay']);
    expect(await claimCase(await house.as('gus'), 2, step('hand-over'))).toMatchObject({ ok: true });
    await minute('2012-07-04T10:31:00Z');
    expect(await names()).toEqual(['clara', 'fay', 'clara', 'fay']);
    expect(ref).toBe('A1·2');
  });

  it('waits as long as the forum has set', async () => {
    house.at('2012-07-04T11:00:00Z');
    expect(await setUrgentMinutes(await house.as('clara'), { submissionId: randomUUID(), minutes: 3 })).toMatchObject({ ok: true });
    await danger('ben', 'A third by the station.');
    await minute('2012-07-04T11:02:59Z');
    expect(await names()).toHaveLength(4);
    await minute('2012-07-04T11:03:00Z');
    expect(await names()).toHaveLength(6);
  });

  it('goes to everyone at once where nobody is on as referee, the organisers where nobody is on as host', async () => {
    house.at('2012-07-04T17:00:00Z');
    const before = (await names('moderation.urgent-flag')).length;
    await danger('anna', 'A fourth by the harbour.');
    expect((await names('moderation.urgent-flag')).slice(before)).toEqual(['clara', 'fay', 'gus']);
    await minute('2012-07-04T18:00:00Z');
    expect(await names()).toHaveLength(6);
  });

  it('is written of to the referee on duty whoever flagged or wrote, so that the way of the letter tells nothing', async () => {
    house.at('2012-07-05T08:00:00Z');
    const seat = (await house.as('gus')).sight.seat?.id ?? '';
    expect(await enterShift(await house.as('clara'), { submissionId: randomUUID(), role: 'referee', seat, day: '2012-07-05', from: '10:00', until: '18:00' })).toMatchObject({ ok: true });
    const before = (await names('moderation.urgent-flag')).length;
    await danger('gus', 'A fifth by the school.');
    expect((await names('moderation.urgent-flag')).slice(before)).toEqual(['gus']);
  });

  it('goes to everyone else where the one on duty may not act any more, and to both where two are on', async () => {
    const standing = (to: 'good' | 'suspended') => house.pool.db.updateTable('seat').set({ standing: to }).where('id', '=', gus).execute();
    const gus = (await house.as('gus')).sight.seat?.id ?? '';
    let before = (await names('moderation.urgent-flag')).length;
    house.at('2012-07-05T08:30:00Z');
    await standing('suspended');
    await danger('anna', 'A sixth by the church.');
    expect((await names('moderation.urgent-flag')).slice(before)).toEqual(['clara', 'fay']);
    await standing('good');
    house.at('2012-07-05T09:00:00Z');
    before = (await names('moderation.urgent-flag')).length;
    expect(await enterShift(await house.as('clara'), { submissionId: randomUUID(), role: 'referee', seat: (await house.as('clara')).sight.seat?.id ?? '', day: '2012-07-05', from: '10:00', until: '18:00' })).toMatchObject({ ok: true });
    await danger('anna', 'A seventh by the tower.');
    expect((await names('moderation.urgent-flag')).slice(before)).toEqual(['clara', 'gus']);
  });
});
