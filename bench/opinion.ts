import { loadavg } from 'node:os';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { computeOpinion } from '#domain/synthesis/opinion-process.ts';
import { chanceFrom } from '#domain/synthesis/rules/opinion/chance.ts';
import { type VotesDocument, votesFormat } from '#domain/synthesis/rules/opinion/document.ts';

// Opinion groups of 1,000 people on 500 statements and of 2,000 on 900, beside a bare product of the same matrix with
// its transpose in the same run; and how long the event loop was held up meanwhile. Every statement answered by all is
// the most there can be; in published conversations one in five to one in thirty is.
// Run with `npm run bench opinion`. Ratios count; absolute figures are this machine's.

const rounds = Number(process.env['ROUNDS'] ?? 5);
const sizes = [{ people: 1_000, statements: 500 }, { people: 2_000, statements: 900 }] as const;
const densities = [1, 0.2] as const;

/** Three camps, each of its own mind on each statement, a fifth of the answers against it. */
function votesOf({ people, statements }: { people: number; statements: number }, density: number): VotesDocument {
  const chance = chanceFrom(people);
  const minds = Array.from({ length: 3 }, () => Array.from({ length: statements }, () => (chance.next() < 0.5 ? '+' : '-')));
  const against = { '+': '-', '-': '+' } as Record<string, string>;
  const row = (p: number) => Array.from({ length: statements }, (_, c) => {
    const own = minds[p % 3]?.[c] ?? '+';
    if (chance.next() >= density) return '.';
    const luck = chance.next();
    return luck < 0.2 ? (against[own] ?? own) : luck < 0.3 ? '0' : own;
  }).join('');
  return { format: votesFormat, seed: 1, statements: Array.from({ length: statements }, (_, i) => ({ number: i + 1 })), rows: Array.from({ length: people }, (_, p) => row(p)) };
}

/** The product of the transpose and the matrix, in doubles, by rows: as plain as it can be written and still be quick. */
function bareProduct({ rows, statements }: VotesDocument): number {
  const n = statements.length;
  const product = new Float64Array(n * n);
  for (const signs of rows) {
    const row = Float64Array.from(signs, (sign) => (sign === '+' ? 1 : sign === '-' ? -1 : 0));
    for (let i = 0; i < n; i += 1) {
      const v = row[i] ?? 0;
      for (let j = 0, at = i * n; j < n; j += 1, at += 1) product[at] = (product[at] ?? 0) + v * (row[j] ?? 0);
    }
  }
  return product[1] ?? 0;
}

const median = (numbers: number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const timed = async (work: () => unknown): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

console.log(`${rounds} rounds in turns, medians; load ${loadavg()[0]?.toFixed(2) ?? ''}`);
for (const size of sizes) {
  for (const density of densities) {
    const votes = votesOf(size, density);
    const [groups, bare, held]: [number[], number[], number[]] = [[], [], []];
    let said = '';
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await timed(() => bareProduct(votes)));
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      groups.push(await timed(async () => {
        const { result } = await computeOpinion(votes);
        said = result.stable ? `${result.groups.length} groups, stability ${result.stability.toFixed(2)}` : `none (${result.unstable.join(', ')})`;
      }));
      delay.disable();
      held.push(delay.max / 1e6);
    }
    const [ours, limit] = [median(groups), median(bare)];
    console.log(`${size.people} × ${size.statements}, ${density * 100} % answered: ${ours.toFixed(0)} ms with its process started (${said}); bare product ${limit.toFixed(0)} ms; ratio ${(ours / limit).toFixed(2)}; event loop held at most ${median(held).toFixed(1)} ms`);
  }
}
console.log(`load ${loadavg()[0]?.toFixed(2) ?? ''}`);
