import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Conversation, conversations, expectedOf, readConversation } from '../../../../../tests/polis/conversations.ts';
import { adjustedRand } from './alike.ts';
import { symmetricEigen } from './eigen.ts';
import { groupOpinions } from './groups.ts';
import { planeOf } from './plane.ts';
import { extremity, majorityOf, priority, representativeOf } from './statements.ts';
import { addTallies, consensus, oneProportion, representativeness, tallyGroups, twoProportions } from './tallies.ts';
import { inScope, matrixOf, type Votes } from './votes.ts';

const published = new Map(conversations.map((name) => [name, readConversation(name)]));
const expected = expectedOf();
const of = (name: Conversation) => {
  const found = published.get(name);
  if (!found) throw new Error(name);
  return found;
};

/** Tallies of the published groups: by our code, and counted in the test from the published file's own cells. */
function publishedTallies(name: Conversation) {
  const { votes, groupOf, cells } = of(name);
  const matrix = matrixOf(votes);
  const rows = Array.from({ length: matrix.rows }, (_, r) => r).filter((r) => groupOf[matrix.givenAt[r] ?? 0] !== null);
  const groups = Math.max(...groupOf.map((g) => g ?? 0)) + 1;
  const ours = tallyGroups(matrix, rows, rows.map((r) => groupOf[matrix.givenAt[r] ?? 0] ?? 0), groups);
  const counted = ours.map((_, g) => matrix.numbers.map((n) => {
    const answers = cells.filter((__, i) => groupOf[i] === g).flatMap((row) => row.get(n) ?? []);
    return { agree: answers.filter((a) => a === '1').length, disagree: answers.filter((a) => a === '-1').length, seen: answers.length };
  }));
  return { matrix, ours, counted };
}

describe('a published conversation', () => {
  it.each(conversations)('%s: has the votes that were published, group by group', (name) => {
    const { votes, counts, groupOf } = of(name);
    expect([votes.rows.length, votes.statements.length, groupOf.filter((g) => g !== null).length]).toEqual([expected[name].participants, expected[name].statements, expected[name].grouped]);
    const count = (row: string, sign: string) => row.split(sign).length - 1;
    expect(votes.rows.reduce((sum, row) => sum + row.length - count(row, '.'), 0)).toBe(expected[name].votes);
    expect(votes.rows.map((row) => ({ agree: count(row, '+'), disagree: count(row, '-') }))).toEqual(counts.map(({ agree, disagree }) => ({ agree, disagree })));
    const { ours, counted } = publishedTallies(name);
    expect(ours).toEqual(counted);
  });

  // The values handed down have six decimals, so they are compared at those. To 1e-9 ours are compared with exact
  // fractions of whole numbers, made here from the published cells alone.
  it.each(conversations)('%s: has the published groups’ consensus', (name) => {
    const { matrix, ours, counted } = publishedTallies(name);
    for (const { id, gic } of expected[name].top) {
      const c = matrix.numbers.indexOf(id);
      expect(consensus(ours.map((tallies) => tallies[c] ?? { agree: 0, disagree: 0, seen: 0 })), `statement ${id}`).toBeCloseTo(gic, 6);
    }
    matrix.numbers.forEach((number, c) => {
      const [above, below] = counted.reduce(([n, d], tallies) => [n * BigInt((tallies[c]?.agree ?? 0) + 1), d * BigInt((tallies[c]?.seen ?? 0) + 2)], [1n, 1n]);
      const exact = Number((above * 10n ** 18n) / below) / 1e18;
      expect(Math.abs(consensus(ours.map((tallies) => tallies[c] ?? { agree: 0, disagree: 0, seen: 0 })) - exact), `statement ${number}`).toBeLessThan(1e-9);
    });
  });

  it.each([['scoop-hivemind.biodiversity', 2], ['austria-climate.5twd2jsnkf.2022-08-08', 2]] as const)('%s: falls into its published groups from scratch, whatever the seed', (name, groups) => {
    const { votes, groupOf } = of(name);
    const matrix = matrixOf(votes);
    for (const seed of [1, 2, 2012, 4_294_967_295]) {
      const found = groupOpinions(matrix, seed);
      expect(found.sizes).toHaveLength(groups);
      expect(found.unstable).toEqual([]);
      const both = found.rows.flatMap((row, i) => {
        const g = groupOf[matrix.givenAt[row] ?? 0] ?? null;
        return g === null ? [] : [[g, found.of[i] ?? 0] as const];
      });
      expect(both.length).toBeGreaterThan(400);
      expect(adjustedRand(both.map(([g]) => g), both.map(([, g]) => g)), `seed ${seed}`).toBeGreaterThanOrEqual(0.9);
    }
  }, 30_000);

  it('with groups that other people would not have made is said to have none', () => {
    expect(groupOpinions(matrixOf(of('football-concussions').votes), 1).unstable).toEqual(['resampling']);
  });
});

/** Up to forty people and eight statements, some unanswered, some taken out. */
const anyVotes: fc.Arbitrary<Votes> = fc.integer({ min: 1, max: 8 }).chain((columns) =>
  fc.record({ out: fc.array(fc.boolean(), { minLength: columns, maxLength: columns }), rows: fc.array(fc.string({ unit: fc.constantFrom('+', '-', '0', '.'), minLength: columns, maxLength: columns }), { maxLength: 40 }) }).map(({ out, rows }) => ({ statements: out.map((is, i) => ({ number: i + 1, out: is && i > 0 })), rows })),
);
const signs = (columns: number, sign: (c: number) => string): string => Array.from({ length: columns }, (_, c) => sign(c)).join('');
const twelve = Array.from({ length: 12 }, (_, i) => ({ number: i + 1 }));
/** Two camps of twenty that answer twelve statements in opposite ways, with some noise. */
const camps = (noise: number): Votes => ({ statements: twelve, rows: Array.from({ length: 40 }, (_, p) => signs(12, (c) => (((p * 7 + c * 5 + p * c) % 100 < noise) !== (p % 2 === 0) !== (c % 3 === 0) ? '+' : '-'))) });

/** The group of each row as it was given; -1 for those out of scope. */
function groupsAsGiven(votes: Votes, seed: number): number[] {
  const matrix = matrixOf(votes);
  const found = groupOpinions(matrix, seed);
  const result = votes.rows.map(() => -1);
  found.rows.forEach((row, i) => {
    result[matrix.givenAt[row] ?? 0] = found.of[i] ?? 0;
  });
  return result;
}

describe('opinion groups', () => {
  it('do not depend on who is written first, nor on which statement', () => {
    fc.assert(fc.property(fc.oneof(anyVotes, fc.constant(camps(10))), fc.infiniteStream(fc.nat()), fc.integer({ min: 0, max: 4_294_967_295 }), (votes, stream, seed) => {
      const draw = () => stream.next().value as number;
      const order = votes.rows.map((row, given) => ({ row, given, key: draw() })).sort((a, b) => a.key - b.key);
      const columns = votes.statements.map((s, i) => ({ s, i, key: draw() })).sort((a, b) => a.key - b.key);
      const mixed: Votes = { statements: columns.map(({ s }) => s), rows: order.map(({ row }) => columns.map(({ i }) => row[i]).join('')) };
      const [asGiven, asMixed] = [groupsAsGiven(votes, seed), groupsAsGiven(mixed, seed)];
      // Fewer people than the least that count: which of equally active ones are added is one rule on their answers.
      const back = votes.rows.map(() => -1);
      order.forEach(({ given }, i) => {
        back[given] = asMixed[i] ?? -1;
      });
      const signature = (groups: number[]) => votes.rows.map((row, i) => `${row} ${groups[i]}`).sort();
      expect(signature(back)).toEqual(signature(asGiven));
    }), { numRuns: 60 });
  }, 20_000);

  it('come out the same to the last bit from the same seed', () => {
    fc.assert(fc.property(anyVotes, fc.integer({ min: 0, max: 4_294_967_295 }), (votes, seed) => {
      expect(groupOpinions(matrixOf(votes), seed)).toEqual(groupOpinions(matrixOf(votes), seed));
    }), { numRuns: 40 });
  }, 20_000);

  it('put people who answered the same into the same group', () => {
    fc.assert(fc.property(anyVotes, (votes) => {
      const groups = groupsAsGiven({ ...votes, rows: [...votes.rows, ...votes.rows] }, 7);
      const half = votes.rows.length;
      // Out of scope together or in it together, but for the last places of the fifteen.
      votes.rows.forEach((_, i) => {
        if ((groups[i] ?? -1) >= 0 && (groups[i + half] ?? -1) >= 0) expect(groups[i]).toBe(groups[i + half]);
      });
    }), { numRuns: 40 });
  }, 20_000);

  it('are two where two camps answer opposite, the larger first', () => {
    const votes = camps(0);
    const found = groupOpinions(matrixOf({ ...votes, rows: votes.rows.slice(0, 39) }), 1);
    expect(found).toMatchObject({ sizes: [20, 19], unstable: [] });
    expect(found.stability).toBe(1);
  });

  it('are none below thirty people, and none where answers are chance', () => {
    expect(groupOpinions(matrixOf({ ...camps(0), rows: camps(0).rows.slice(0, 29) }), 1).unstable).toEqual(['too-few']);
    expect(groupOpinions(matrixOf({ statements: [], rows: [] }), 1)).toMatchObject({ rows: [], sizes: [], unstable: ['too-few'] });
    const alike = { ...camps(0), rows: Array.from({ length: 40 }, () => camps(0).rows[0] ?? '') };
    expect(groupOpinions(matrixOf(alike), 1).unstable).toContain('silhouette');
    const noise = { ...camps(0), rows: Array.from({ length: 60 }, (_, p) => signs(12, (c) => ((Math.imul(p * 31 + c * 17 + 1, 0x9e3779b1) >>> 16) & 1 ? '+' : '-'))) };
    expect(groupOpinions(matrixOf(noise), 1).unstable).toContain('resampling');
  });

  it('count who answered seven statements, and the most active up to fifteen where that leaves too few', () => {
    const rows = Array.from({ length: 20 }, (_, p) => signs(10, (c) => (c <= p % 10 ? '+' : '.')));
    const matrix = matrixOf({ statements: Array.from({ length: 10 }, (_, i) => ({ number: i + 1 })), rows });
    const counts = inScope(matrix).map((r) => (matrix.starts[r + 1] ?? 0) - (matrix.starts[r] ?? 0)).sort((a, b) => a - b);
    expect(counts).toEqual([3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10]);
  });

  it('refuse to be computed from votes that contradict themselves', () => {
    expect(() => matrixOf({ statements: [{ number: 1 }, { number: 1 }], rows: [] })).toThrow('twice');
    expect(() => matrixOf({ statements: [{ number: 1 }], rows: ['+-'] })).toThrow('2 signs for 1');
    expect(() => matrixOf({ statements: [{ number: 1 }], rows: ['x'] })).toThrow('none of');
  });
});

describe('the arithmetic', () => {
  it('finds the components that a dense decomposition finds', () => {
    const matrix = matrixOf(camps(20));
    const plane = planeOf(matrix, Array.from({ length: 40 }, (_, r) => r));
    const dense = Array.from({ length: 40 }, (_, r) => Array.from({ length: 12 }, (__, c) => (matrix.answer[r * 12 + c] ?? 0) - (plane.means[c] ?? 0)));
    const { vectors } = symmetricEigen(Array.from({ length: 12 }, (_, i) => Array.from({ length: 12 }, (__, j) => dense.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0))));
    for (const [k, component] of [plane.first, plane.second].entries()) expect(Math.abs(component.reduce((sum, w, c) => sum + w * (vectors[k]?.[c] ?? 0), 0))).toBeCloseTo(1, 9);
  });

  // Worked by hand: 8 of 10 agree here, 2 of 10 elsewhere.
  const [here, there] = [{ agree: 8, disagree: 1, seen: 10 }, { agree: 2, disagree: 7, seen: 10 }];
  it('measures a group’s answers as published', () => {
    expect(consensus([here, there])).toBeCloseTo((9 / 12) * (3 / 12), 15);
    expect(oneProportion(here)).toBeCloseTo(2 * Math.sqrt(11) * (9 / 11 - 0.5), 15);
    expect(representativeness(here, there)).toBeCloseTo(3, 15);
    expect(twoProportions(here, there)).toBeCloseTo((9 / 11 - 3 / 11) / Math.sqrt((12 / 22) * (10 / 22) * (2 / 11)), 15);
    expect(twoProportions({ agree: 3, disagree: 0, seen: 3 }, { agree: 5, disagree: 0, seen: 5 })).toBe(0);
    expect(addTallies([here, there])).toEqual({ agree: 10, disagree: 8, seen: 20 });
  });

  it('lets a group stand for what it answers surely and otherwise, agreement first, and never for a statement taken out', () => {
    const columns = { numbers: [1, 2, 3], out: [false, false, true] };
    const tallies = [[here, { agree: 1, disagree: 19, seen: 20 }, here], [there, { agree: 9, disagree: 1, seen: 10 }, there]];
    expect(representativeOf(0, tallies, columns).map(({ number, side }) => [number, side])).toEqual([[1, 'agree'], [2, 'disagree']]);
    expect(representativeOf(0, [[there, there, there], [there, there, there]], columns)).toHaveLength(1);
    expect(majorityOf([{ agree: 90, disagree: 5, seen: 100 }, { agree: 10, disagree: 80, seen: 100 }, here], columns).map(({ number, side }) => [number, side])).toEqual([[1, 'agree'], [2, 'disagree']]);
  });

  it('puts a new statement forward, and half as much after five answers', () => {
    expect(priority({ agree: 0, disagree: 0, seen: 0 }, 1)).toBeCloseTo((0.5 * 2 * 0.5 * 9) ** 2, 12);
    expect(priority({ agree: 3, disagree: 1, seen: 5 }, 1)).toBeCloseTo(((5 / 7) * 2 * (4 / 7) * 5) ** 2, 9);
    expect(extremity(9, 0.5, [0.3, 0.4])).toBeCloseTo(3 * 1.5 * 0.5, 12);
  });
});
