import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announceLeaving } from '#domain/account/commands/leave.ts';
import type { Context } from '#domain/context.ts';
import { openHouse, type TestHouse } from '../../tests/house.ts';
import { everyMinute } from './schedule.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.end());

const minute = async () => {
  const ctx: Context = { ...house.operator(), actor: { kind: 'clock', personId: null, administrator: false } };
  for (const duty of everyMinute) await duty.do(ctx, 'http://forum.example');
};
const kinds = async (kind: string) => (await house.pool.db.selectFrom('journal').select('id').where('kind', '=', kind).execute()).length;

describe('the clock', () => {
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
