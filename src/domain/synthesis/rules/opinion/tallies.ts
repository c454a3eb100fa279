import type { VoteMatrix } from './votes.ts';

/** What a set of people answered to one statement; passes are what is left of `seen`. */
export type Tally = { agree: number; disagree: number; seen: number };

/**
 * What each group answered to each statement.
 *
 * Shape   tallies[group][column]; `of` is the group of each row of `rows`.
 */
export function tallyGroups(votes: VoteMatrix, rows: readonly number[], of: ArrayLike<number>, groups: number): Tally[][] {
  const tallies = Array.from({ length: groups }, () => Array.from({ length: votes.columns }, (): Tally => ({ agree: 0, disagree: 0, seen: 0 })));
  rows.forEach((row, i) => {
    const own = tallies[of[i] ?? 0];
    for (let at = votes.starts[row] ?? 0, end = votes.starts[row + 1] ?? 0; at < end; at += 1) {
      const tally = own?.[votes.column[at] ?? 0];
      if (!tally) continue;
      const answer = votes.answer[at] ?? 0;
      tally.seen += 1;
      if (answer > 0) tally.agree += 1;
      if (answer < 0) tally.disagree += 1;
    }
  });
  return tallies;
}

export const addTallies = (tallies: readonly Tally[]): Tally => tallies.reduce((sum, t) => ({ agree: sum.agree + t.agree, disagree: sum.disagree + t.disagree, seen: sum.seen + t.seen }), { agree: 0, disagree: 0, seen: 0 });

/** The same answers with agreement and disagreement changed over. */
export const turnedOver = ({ agree, disagree, seen }: Tally): Tally => ({ agree: disagree, disagree: agree, seen });

/** How likely somebody of these people agrees, given what was answered so far; one half where nothing was. */
export const likelihood = ({ agree, seen }: Tally): number => (agree + 1) / (seen + 2);

/** How far all groups agree: the product of their likelihoods. A statement that one group rejects stands low. */
export const consensus = (groups: readonly Tally[]): number => groups.reduce((product, tally) => product * likelihood(tally), 1);

/** Whether more than half agree, in standard errors: the test of one proportion. */
export const oneProportion = ({ agree, seen }: Tally): number => 2 * Math.sqrt(seen + 1) * ((agree + 1) / (seen + 1) - 0.5);

/** How much likelier agreement is in a group than among all the others. */
export const representativeness = (group: Tally, rest: Tally): number => likelihood(group) / likelihood(rest);

/** Whether a group agrees more than the others, in standard errors: the test of two proportions, all counts one more. */
export function twoProportions(group: Tally, rest: Tally): number {
  const [seen, seenRest] = [group.seen + 1, rest.seen + 1];
  const [p1, p2, pooled] = [(group.agree + 1) / seen, (rest.agree + 1) / seenRest, (group.agree + rest.agree + 2) / (seen + seenRest)];
  return pooled === 1 ? 0 : (p1 - p2) / Math.sqrt(pooled * (1 - pooled) * (1 / seen + 1 / seenRest));
}

/** Beyond this many standard errors a difference counts: 90 %, one-sided. */
export const significantAt = 1.2816;
