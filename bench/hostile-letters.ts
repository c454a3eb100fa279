import { openHouse } from '../tests/house.ts';
import { chanceOf, hostileLetter } from '../tests/hostile-letters.ts';
import { openMailroom } from '../tests/mailroom.ts';

// Ten thousand hostile letters through the door: `npm run bench -- hostile-letters [COUNT] [SEED]`.
const [count, seed] = [Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 1)];
const house = await openHouse();
const mailroom = openMailroom(house);
const chance = chanceOf(seed);
const addresses = await Promise.all((['dmitri', 'ben', 'elif', 'anna', 'fay'] as const).map(async (name) => ({ from: `${name}@example.org`, to: await mailroom.addressOf(name) })));
const fates: Record<string, number> = {};
const took: number[] = [];
const began = performance.now();
for (let i = 0; i < count; i += 1) {
  const { raw, ...envelope } = hostileLetter(chance, addresses);
  const id = await mailroom.arrive(raw, envelope);
  const start = performance.now();
  const fate = (await mailroom.read(id)) ?? 'none';
  took.push(performance.now() - start);
  fates[fate] = (fates[fate] ?? 0) + 1;
}
const rows = await house.pool.db.selectFrom('inbound_ledger').select((eb) => ['fate', 'reason', eb.fn.countAll<number>().as('n')]).groupBy(['fate', 'reason']).execute();
took.sort((a, b) => a - b);
const sum = rows.reduce((total, { n }) => total + n, 0);
console.log(JSON.stringify({ count, seed, seconds: Math.round((performance.now() - began) / 1000), fates, ledger: sum, balances: sum === count && rows.every(({ fate }) => fate !== null), medianMs: Math.round(took[Math.floor(count / 2)] ?? 0), p99Ms: Math.round(took[Math.floor(count * 0.99)] ?? 0), slowestMs: Math.round(took.at(-1) ?? 0), endedForWeight: rows.filter(({ reason }) => reason === 'mail.reason.unreadable').reduce((n, row) => n + row.n, 0), ownMegabytes: Math.round(process.memoryUsage().rss / 2 ** 20) }));
await mailroom.end();
await house.end();
process.exit(0);
