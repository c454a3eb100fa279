import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { openHouse } from '../tests/house.ts';
import { openWeb } from '../tests/web.ts';
import { flagContribution } from '#domain/moderation/commands/flag-contribution.ts';
import { postContribution } from '#domain/discussion/commands/post-contribution.ts';

// Whether the time of an answer tells what its bytes do not: pairs of an address that is hidden from a person and one
// that does not exist, asked in turn. Prints medians and the z of Mann and Whitney; |z| < 4 or a ratio of 0.8 to 1.25
// is the aim. `npm run bench hidden-as-absent`; no test asserts a time.
const rounds = Number(process.env['ROUNDS'] ?? 400);
const house = await openHouse();
await postContribution(await house.as('anna'), { submissionId: randomUUID(), code: 'A1', text: 'Said by Anna.', regime: 'named', marking: 'TLP:AMBER', lang: 'en', capacity: 'own-name', kind: 'contribution' });
await flagContribution(await house.as('dmitri'), 'A1·1', { submissionId: randomUUID(), rule: '4.2', sentence: 'See for yourself.' });
const web = await openWeb(house);

const pairs: [name: string, as: 'hana' | 'ben' | undefined, hidden: string, absent: string][] = [
  ['a forum, for a visitor', undefined, '/en/f/internet-2012-2', '/en/f/internet-2012-9'],
  ['a forum, for somebody without a seat', 'hana', '/en/f/internet-2012-2', '/en/f/internet-2012-9'],
  ['a question of a forum, without a seat', 'hana', '/en/f/internet-2012-2/q/A1', '/en/f/internet-2012-9/q/A1'],
  ['a case, for a participant who is no party', 'ben', '/en/f/internet-2012-2/mod/M-001', '/en/f/internet-2012-2/mod/M-777'],
  ['the cases, for a participant', 'ben', '/en/f/internet-2012-2/mod', '/en/f/internet-2012-9/mod'],
];

const median = (ms: readonly number[]): number => [...ms].sort((a, b) => a - b)[Math.floor(ms.length / 2)] ?? 0;
function mannWhitney(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map((ms) => ({ ms, first: true })), ...b.map((ms) => ({ ms, first: false }))].sort((x, y) => x.ms - y.ms);
  const ranks = all.reduce((sum, one, i) => sum + (one.first ? i + 1 : 0), 0);
  const u = ranks - (a.length * (a.length + 1)) / 2;
  return (u - (a.length * b.length) / 2) / Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12);
}

for (const [name, as, hidden, absent] of pairs) {
  const times: Record<string, number[]> = { [hidden]: [], [absent]: [] };
  for (let i = 0; i < rounds + 50; i += 1) {
    for (const path of i % 2 ? [hidden, absent] : [absent, hidden]) {
      const began = performance.now();
      const { status } = await web.get(path, as);
      // A visitor is asked to sign in; everyone else is told that nothing is there.
      if (status !== (as ? 404 : 303)) throw new Error(`${path} answered ${status}`);
      if (i >= 50) times[path]?.push(performance.now() - began);
    }
  }
  const [h, a] = [times[hidden] ?? [], times[absent] ?? []];
  console.log(`${name.padEnd(44)} hidden ${median(h).toFixed(2)} ms, absent ${median(a).toFixed(2)} ms, ratio ${(median(h) / median(a)).toFixed(2)}, z ${mannWhitney(h, a).toFixed(1)}`);
}
await web.end();
await house.end();
process.exit(0);
