import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ids, openHouse, type TestHouse } from '../../../tests/house.ts';
import { countVoices } from '../disclosure/custody.ts';
import { postContribution } from './commands/post-contribution.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.end());

describe('a person who comes back on a new seat', () => {
  it('is one voice with what they wrote on the old one', async () => {
    const { db } = house.pool;
    const post = async (text: string) => expect(await postContribution(await house.as('dmitri'), { submissionId: randomUUID(), code: 'A1', text, regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' })).toMatchObject({ ok: true });
    await post('On the first seat.');
    const { id } = (await house.as('dmitri')).sight.seat ?? { id: '' };
    const old = await db.updateTable('seat').set({ standing: 'withdrawn' }).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
    await db.insertInto('seat').values({ ...old, id: randomUUID(), standing: 'good' }).execute();
    await post('On the second.');
    const contributions = (await db.selectFrom('contribution').select('id').where('forum_id', '=', ids.forum).execute()).map((row) => row.id);
    expect(contributions).toHaveLength(2);
    expect(await db.transaction().execute((tx) => countVoices({ ...house.operator(), db: tx }, ids.forum, contributions))).toBe(1);
  });
});
