import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announceLeaving } from '#domain/account/commands/leave.ts';
import type { Context } from '#domain/context.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';
import { closesAt, openHouse, type TestHouse } from '../../tests/house.ts';
import { everyMinute } from './schedule.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.end());

const minute = async () => {
  const ctx: Context = { ...house.operator(), actor: { kind: 'clock', personId: null, administrator: false } };
  for (const duty of everyMinute) await duty.do(ctx, 'http://forum.example');
};
const kinds = async (kind: string) => (await house.pool.db.selectFrom('journal').select('id').where('kind', '=', kind).execute()).length;

describe('the clock', () => {
  it('releases at the closing what still waits, before it does anything else', async () => {
    house.at(new Date(closesAt.getTime() - 1));
    const sent = await postContribution(await house.as('anna'), { submissionId: randomUUID(), code: 'A1', text: 'At the last moment.', regime: 'unattributed', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' });
    expect(sent).toEqual({ ok: true, value: { waitsUntil: closesAt.toISOString() } });
    await minute();
    expect(await kinds('discussion.contribution_posted')).toBe(0);
    house.at(closesAt);
    await minute();
    expect(await kinds('discussion.contribution_posted')).toBe(1);
    expect(everyMinute[0]?.name).toBe('discussion.release-waiting');
  });

  it('carries out a departure at its minute, and retention once a day, after days without a worker as well', async () => {
    await announceLeaving(await house.as('dmitri'), { submissionId: randomUUID(), name: 'replace', word: 'leave' }, { word: 'leave', origin: 'http://forum.example' });
    house.at('2012-07-18T07:59:00Z');
    await minute();
    await minute();
    expect([await kinds('account.left'), await kinds('record.retention_run')]).toEqual([0, 1]);
    house.at('2012-07-25T08:00:00Z');
    await minute();
    await minute();
    expect([await kinds('account.left'), await kinds('record.retention_run')]).toEqual([1, 2]);
  });
});
