import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Grouping, groupOpinions, opinionMethod } from './groups.ts';
import { extremity, majorityOf, representativeOf } from './statements.ts';
import { consensus, likelihood, type Tally, tallyGroups, turnedOver } from './tallies.ts';
import { inScope, matrixOf, type VoteMatrix } from './votes.ts';

export const votesFormat = 'colloquy-opinion-votes/1';
export const groupsFormat = 'colloquy-opinion-groups/1';

/** Votes as a file: what groups are computed from, and the seed. Format: docs/reference/opinion-format.md */
export const VotesDocument = z.strictObject({
  format: z.literal(votesFormat),
  seed: z.int().min(0).max(4_294_967_295),
  statements: z.array(z.strictObject({ number: z.int().min(1), text: z.string().max(2_000).optional(), out: z.boolean().optional() })).max(5_000),
  rows: z.array(z.string().regex(/^[-+0.]*$/).max(5_000)).max(100_000),
});
export type VotesDocument = z.output<typeof VotesDocument>;

/** Bytes of a result: two spaces to a level and a line's end at the end. */
export const opinionBytes = (document: object): string => `${JSON.stringify(document, null, 1)}\n`;

/** What votes are known by, however they are spaced or ordered: the digest of statements by number and rows in order. */
export function digestOf(votes: VotesDocument): string {
  const matrix = matrixOf(votes);
  const rows = [...matrix.givenAt].map((given) => rowInOrder(votes, given));
  return createHash('sha256').update(JSON.stringify([votes.seed, matrix.numbers, matrix.out, rows])).digest('hex');
}

function rowInOrder({ statements, rows }: VotesDocument, given: number): string {
  return statements.map(({ number }, i) => ({ number, sign: rows[given]?.[i] ?? '.' })).sort((a, b) => a.number - b.number).map(({ sign }) => sign).join('');
}

/**
 * The whole result of a set of votes, as the value whose bytes anybody can make again.
 *
 * Shape   groups are lettered from the largest; `map` holds a place for each person in scope and is empty where
 *         there are no stable groups.
 */
export function opinionDocument(votes: VotesDocument) {
  const matrix = matrixOf(votes);
  const found = groupOpinions(matrix, votes.seed);
  const stable = found.unstable.length === 0;
  const tallies = stable ? tallyGroups(matrix, found.rows, found.of, found.sizes.length) : [];
  const everybody = tallyGroups(matrix, inScope(matrix), new Int32Array(found.rows.length), 1)[0] ?? [];
  return {
    format: groupsFormat,
    method: opinionMethod,
    seed: votes.seed,
    votes: digestOf(votes),
    people: { given: matrix.rows, inScope: found.rows.length },
    stable,
    unstable: found.unstable,
    silhouette: found.silhouette,
    stability: found.stability,
    tried: found.tried,
    groups: stable ? found.sizes.map((size, g) => ({ letter: letterOf(g), size, standsFor: representativeOf(g, tallies, matrix) })) : [],
    majority: majorityOf(everybody, matrix),
    statements: statementsOf(matrix, found, everybody, tallies),
    map: stable ? placesOf(found) : [],
  };
}
export type OpinionDocument = ReturnType<typeof opinionDocument>;

export const letterOf = (group: number): string => String.fromCharCode(65 + group);

const statementsOf = (matrix: VoteMatrix, found: Grouping, everybody: readonly Tally[], tallies: readonly (readonly Tally[])[]) =>
  matrix.numbers.map((number, c) => {
    const of = tallies.flatMap((group) => group[c] ?? []);
    return {
      number,
      out: matrix.out[c] === true,
      all: everybody[c] ?? { agree: 0, disagree: 0, seen: 0 },
      groups: of.map((tally, g) => ({ letter: letterOf(g), ...tally, likelihood: likelihood(tally) })),
      consensus: of.length > 0 ? consensus(of) : null,
      consensusAgainst: of.length > 0 ? consensus(of.map(turnedOver)) : null,
      extremity: extremity(matrix.columns, found.plane.means[c] ?? 0, [found.plane.first[c] ?? 0, found.plane.second[c] ?? 0]),
    };
  });

const placesOf = ({ points, of }: Grouping) => Array.from(of, (g, i) => ({ group: letterOf(g), x: rounded(points.x[i] ?? 0), y: rounded(points.y[i] ?? 0) }));
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;
