import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse, type TestHouse } from '../../tests/house.ts';
import { chanceOf, hostileLetter } from '../../tests/hostile-letters.ts';
import { openMailroom, type TestMailroom } from '../../tests/mailroom.ts';

let house: TestHouse;
let mailroom: TestMailroom;
beforeAll(async () => {
  house = await openHouse();
  mailroom = openMailroom(house);
});
afterAll(async () => {
  await mailroom.end();
  await house.end();
});

describe('hostile letters', () => {
  // `npm run bench -- hostile-letters` sends ten thousand; its figures stand in docs/reference/e-mail.md.
  it('each get one fate and at most one answer, none takes a second, and the fates add up', async () => {
    const chance = chanceOf(20_120_702);
    const addresses = await Promise.all((['dmitri', 'ben', 'elif'] as const).map(async (name) => ({ from: `${name}@example.org`, to: await mailroom.addressOf(name) })));
    const count = 300;
    let slowest = 0;
    const fates: Record<string, number> = {};
    for (let i = 0; i < count; i += 1) {
      const { raw, ...envelope } = hostileLetter(chance, addresses);
      const id = await mailroom.arrive(raw, envelope);
      const began = performance.now();
      const fate = (await mailroom.read(id)) ?? 'none';
      // A process ended for one letter is started again for the next; that start is not that letter's.
      slowest = Math.max(slowest, performance.now() - began);
      fates[fate] = (fates[fate] ?? 0) + 1;
    }
    expect(Object.values(fates).reduce((a, b) => a + b, 0)).toBe(count);
    expect(fates['none']).toBeUndefined();
    for (const fate of ['posted', 'refused', 'automatic', 'bounce', 'duplicate', 'held']) expect(fates[fate] ?? 0, fate).toBeGreaterThan(0);
    const rows = await house.pool.db.selectFrom('inbound_ledger').select((eb) => ['fate', eb.fn.countAll<number>().as('n')]).groupBy('fate').execute();
    expect(Object.fromEntries(rows.map(({ fate, n }) => [fate ?? '', n]))).toEqual(fates);
    expect((await house.pool.db.selectFrom('contribution').select('id').where('channel', '=', 'mail').execute()).length).toBe(fates['posted'] ?? 0);
    expect((await house.pool.db.selectFrom('letter').select('id').execute()).length).toBe((await house.pool.db.selectFrom('inbound_ledger').select('id').where('answer', '=', 'sent').execute()).length);
    expect(slowest).toBeLessThan(5_000);
  }, 120_000);
});
