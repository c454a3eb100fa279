import { addTallies, likelihood, oneProportion, representativeness, significantAt, type Tally, turnedOver, twoProportions } from './tallies.ts';

/** A statement that tells a group from the others, and by which answer. */
export type Representative = { number: number; side: 'agree' | 'disagree'; likelihood: number; representativeness: number; z: number; zDifference: number };
export type Majority = { number: number; side: 'agree' | 'disagree'; likelihood: number; z: number };

const mostShown = 5;

/**
 * Up to five statements for which a group stands: what it answers both surely and otherwise than the others do, the
 * surest agreement first; where nothing passes both tests, the one that comes nearest.
 *
 * Shape    tallies[group][column]; `numbers` names the columns; columns in `out` are passed over.
 * Source   SYNTHESIS, algorithms, 7 and 8
 */
export function representativeOf(group: number, tallies: readonly (readonly Tally[])[], { numbers, out }: { numbers: readonly number[]; out: readonly boolean[] }): Representative[] {
  const sides = numbers.flatMap((number, c) => {
    const own = tallies[group]?.[c];
    if (!own || out[c]) return [];
    const rest = addTallies(tallies.flatMap((of, g) => (g === group ? [] : [of[c] ?? { agree: 0, disagree: 0, seen: 0 }])));
    return [stands(number, 'agree', own, rest), stands(number, 'disagree', turnedOver(own), turnedOver(rest))];
  });
  const passing = sides.filter((s) => s.z > significantAt && s.zDifference > significantAt).sort((a, b) => metric(b) - metric(a) || a.number - b.number);
  if (passing.length === 0) return sides.sort((a, b) => b.z - a.z || a.number - b.number).slice(0, 1);
  const chosen = passing.filter(({ number }, i) => passing.findIndex((other) => other.number === number) === i).slice(0, mostShown);
  const best = chosen.find(({ side }) => side === 'agree');
  return best ? [best, ...chosen.filter((s) => s !== best)] : chosen;
}

const stands = (number: number, side: 'agree' | 'disagree', own: Tally, rest: Tally): Representative => ({ number, side, likelihood: likelihood(own), representativeness: representativeness(own, rest), z: oneProportion(own), zDifference: twoProportions(own, rest) });
const metric = (s: Representative): number => s.representativeness * s.zDifference * s.likelihood * s.z;

/** What most people answer alike, whatever their group: five of agreement and five of disagreement at most. Source: SYNTHESIS, algorithms, 9 */
export function majorityOf(all: readonly Tally[], { numbers, out }: { numbers: readonly number[]; out: readonly boolean[] }): Majority[] {
  const side = (name: Majority['side'], turn: (t: Tally) => Tally) =>
    numbers
      .flatMap((number, c): Majority[] => {
        const tally = all[c];
        return tally && !out[c] ? [{ number, side: name, likelihood: likelihood(turn(tally)), z: oneProportion(turn(tally)) }] : [];
      })
      .filter((m) => m.likelihood > 0.5 && m.z > significantAt)
      .sort((a, b) => b.likelihood * b.z - a.likelihood * a.z || a.number - b.number)
      .slice(0, mostShown);
  return [...side('agree', (t) => t), ...side('disagree', turnedOver)];
}

/** How much a statement's answers move people in the plane; unanswered it counts as disagreed with, as published. */
export const extremity = (columns: number, mean: number, weights: readonly [number, number]): number => Math.sqrt(columns) * Math.abs(1 + mean) * Math.sqrt(weights[0] * weights[0] + weights[1] * weights[1]);

/** How soon a statement is put to somebody who has not answered it. Source: SYNTHESIS, algorithms, 10 */
export function priority({ agree, disagree, seen }: Tally, extreme: number): number {
  const [passes, agrees] = [(seen - agree - disagree + 1) / (seen + 2), (agree + 1) / (seen + 2)];
  // The eightfold start of a new statement, halved with each five answers; by products, which every machine rounds alike.
  let lift = 8;
  for (let left = seen; left > 0; left -= 1) lift *= fifthRootOfHalf;
  const rank = (1 - passes) * (extreme + 1) * agrees * (1 + lift);
  return rank * rank;
}
const fifthRootOfHalf = 0.870_550_563_296_124_1;
