import type { Category } from '../../disclosure/model.ts';
import { kendallsW, type Concordance } from './concordance.ts';
import { type Accord, accordOf, type Change, changeOf, countsOf, type Criteria, disagrees, type Spread, spreadOf } from './round-figures.ts';
import { schulze } from './schulze.ts';

/** What one person answered, with nothing of them but their category; `key` tells one from another within the custodian's transaction. */
export type Answered = { key: string; category: Category; values: Readonly<Record<number, number>>; reasons: Readonly<Record<number, string>> };

/** A group that is told apart: a category with enough people in it, or all others together. */
export type Cell = { of: Category | 'others'; counts: number[]; spread: Spread };
export type ShownItem = {
  number: number;
  /** Null where too few answered to show anything. */
  all: { counts: number[]; spread: Spread; accord: Accord; disagreement: boolean | null } | null;
  cells: Cell[];
  change: Change | null;
  /** What those outside the middle half gave as their reasons; always shown, without who. */
  reasons: { below: string[]; above: string[] };
};
export type ShownRating = { kind: 'rating'; people: number | null; items: ShownItem[]; concordance: Concordance | null };
export type ShownRanking = { kind: 'ranking'; people: number | null; places: number[][]; against: number[][] | null; reasons: { number: number; texts: string[] }[] };
export type ShownRound = ShownRating | ShownRanking;

const sorted = (texts: readonly string[]): string[] => [...texts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

/**
 * What may be shown of a round of ratings. Categories under the smallest cell are put together with the smallest of the
 * others until they are large enough, so that none is left when the rest is taken away.
 *
 * Shape  `earlier`: what the same people answered in the round before, by key.
 */
export function shownRating(answers: readonly Answered[], numbers: readonly number[], criteria: Criteria, { smallCell, earlier }: { smallCell: number; earlier: ReadonlyMap<string, Answered['values']> | null }): ShownRating {
  const complete = answers.filter(({ values }) => numbers.every((n) => values[n] !== undefined));
  return {
    kind: 'rating',
    people: answers.length < smallCell ? null : answers.length,
    items: numbers.map((number) => shownItem(answers.filter(({ values }) => values[number] !== undefined), number, criteria, { smallCell, earlier })),
    concordance: complete.length < smallCell ? null : kendallsW(complete.map(({ values }) => numbers.map((n) => values[n] ?? 0))),
  };
}

function shownItem(answers: readonly Answered[], number: number, criteria: Criteria, { smallCell, earlier }: { smallCell: number; earlier: ReadonlyMap<string, Answered['values']> | null }): ShownItem {
  const givenBy = (one: Answered): number => one.values[number] ?? 0;
  const values = answers.map(givenBy);
  if (values.length < smallCell) return { number, all: null, cells: [], change: null, reasons: { below: [], above: sorted(answers.flatMap(({ reasons }) => reasons[number] ?? [])) } };
  const spread = spreadOf(values);
  const pairs = answers.flatMap((one): (readonly [number, number])[] => {
    const before = earlier?.get(one.key)?.[number];
    return before === undefined ? [] : [[before, givenBy(one)]];
  });
  const reasonsOf = (outside: (value: number) => boolean) => sorted(answers.filter((one) => outside(givenBy(one))).flatMap(({ reasons }) => reasons[number] ?? []));
  return {
    number,
    all: { counts: countsOf(values, criteria.scale), spread, accord: accordOf(values, criteria), disagreement: criteria.scale === 9 ? disagrees(values) : null },
    cells: cellsOf(answers, smallCell).map(({ of, people }) => ({ of, counts: countsOf(people.map(givenBy), criteria.scale), spread: spreadOf(people.map(givenBy)) })),
    change: pairs.length < smallCell ? null : changeOf(pairs),
    reasons: { below: reasonsOf((value) => value < spread.q1), above: reasonsOf((value) => value > spread.q3) },
  };
}

/** The groups that may be told apart; none where only one is left. */
export function cellsOf<T extends { category: Category }>(people: readonly T[], smallCell: number): { of: Category | 'others'; people: T[] }[] {
  const groups = [...new Set(people.map(({ category }) => category))].map((of) => ({ of, people: people.filter(({ category }) => category === of) })).sort((a, b) => b.people.length - a.people.length || (a.of < b.of ? -1 : 1));
  const told = groups.filter(({ people: of }) => of.length >= smallCell);
  const others = groups.filter(({ people: of }) => of.length < smallCell).flatMap(({ people: of }) => of);
  // A hidden group too small to be shown as the others takes the smallest shown one with it.
  while (others.length > 0 && others.length < smallCell && told.length > 0) others.push(...(told.pop()?.people ?? []));
  const cells = [...told, ...(others.length >= smallCell ? [{ of: 'others' as const, people: others }] : [])];
  return cells.length > 1 ? cells : [];
}

/** What may be shown of a round of rankings: the order, and how many put which before which where enough did. */
export function shownRanking(answers: readonly Answered[], numbers: readonly number[], { smallCell }: { smallCell: number }): ShownRanking {
  const enough = answers.length >= smallCell;
  const order = schulze(answers.map(({ values }) => numbers.map((n) => values[n] ?? Infinity)), numbers.length);
  return {
    kind: 'ranking',
    people: enough ? answers.length : null,
    places: enough ? order.places.map((place) => place.map((i) => numbers[i] ?? 0)) : [],
    against: enough ? order.against : null,
    reasons: numbers.map((number) => ({ number, texts: sorted(answers.flatMap(({ reasons }) => reasons[number] ?? [])) })).filter(({ texts }) => texts.length > 0),
  };
}
