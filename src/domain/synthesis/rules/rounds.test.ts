import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Category } from '../../disclosure/model.ts';
import { kendallsW } from './concordance.ts';
import { accordOf, changeOf, countsOf, disagrees, quantile, spreadOf } from './round-figures.ts';
import { type Answered, cellsOf, shownRanking, shownRating } from './round-shown.ts';
import { schulze } from './schulze.ts';

describe('ratings', () => {
  it('have the median and the middle half of the published example', () => {
    expect(spreadOf([1, 4, 4, 5, 5, 7, 8, 9, 9])).toEqual({ n: 9, q1: 4, median: 5, q3: 8, iqr: 4 });
    expect(quantile([1, 2], 0.5)).toBe(1.5);
    expect(countsOf([1, 5, 5], 5)).toEqual([1, 0, 0, 0, 2]);
  });
  it('are in accord by the criteria declared, for or against, and otherwise not', () => {
    const criteria = { scale: 5, maxIqr: 1, minShare: 75 };
    expect(accordOf([5, 5, 4, 3], criteria)).toBe('none');
    expect(accordOf([5, 5, 4, 4, 5, 4, 4, 3], criteria)).toBe('for');
    expect(accordOf([1, 1, 2, 2], criteria)).toBe('against');
    expect(accordOf([3, 3, 3, 3], criteria)).toBe('none');
    expect(accordOf([], criteria)).toBe('none');
    expect(disagrees([1, 1, 1, 9, 9, 9])).toBe(true);
    expect(disagrees([7, 7, 8, 8, 9, 9])).toBe(false);
  });
  it('change from one round to the next by how many moved, and by median and middle half', () => {
    expect(changeOf([[1, 3], [2, 3], [5, 5], [4, 4]])).toEqual({ n: 4, changed: 2, median: 0.5, iqr: spreadOf([3, 3, 5, 4]).iqr - spreadOf([1, 2, 5, 4]).iqr });
  });
});

describe('accord in the order', () => {
  it('is that of the check values, with ranks and with ties', () => {
    const ranks = kendallsW([[1, 2, 3, 4, 5], [2, 1, 3, 5, 4], [1, 3, 2, 4, 5], [1, 2, 4, 3, 5]]);
    expect(ranks?.w).toBeCloseTo(0.8125, 12);
    expect(ranks?.chi2).toBeCloseTo(13, 10);
    expect(ranks?.p).toBeCloseTo(0.01128, 5);
    const likert = kendallsW([[5, 4, 4, 2, 1], [4, 4, 3, 2, 2], [5, 5, 3, 1, 1], [4, 3, 3, 3, 2]]);
    expect(likert?.w).toBeCloseTo(0.890845, 6);
    expect(likert?.chi2).toBeCloseTo(14.253521, 6);
  });
  it('is nothing for one rater, one item or no difference at all; whole where all say the same', () => {
    expect([kendallsW([[1, 2]]), kendallsW([[1], [2]]), kendallsW([[3, 3], [3, 3]])]).toEqual([null, null, null]);
    expect(kendallsW([[1, 2, 3], [1, 2, 3]])?.w).toBe(1);
  });
  it('lies between nothing and one, whatever the order of raters', () => fc.assert(fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 12 }), (rows) => {
    const found = kendallsW(rows);
    if (!found) return;
    expect(found.w).toBeGreaterThanOrEqual(0);
    expect(found.w).toBeLessThanOrEqual(1 + 1e-9);
    expect(kendallsW([...rows].reverse())?.w).toBeCloseTo(found.w, 12);
  })));
});

describe('the order of alternatives', () => {
  /** Rankings by letters, so many times: "ACBED" puts A first. */
  const rankings = (...groups: readonly (readonly [number, string])[]) => groups.flatMap(([times, order]) => Array.from({ length: times }, () => ['A', 'B', 'C', 'D', 'E'].slice(0, order.length).map((letter) => order.indexOf(letter) + 1)));

  it('is that of the example Schulze published: E, A, C, B, D', () => {
    const found = schulze(rankings([5, 'ACBED'], [5, 'ADECB'], [8, 'BEDAC'], [3, 'CABED'], [7, 'CAEBD'], [2, 'CBADE'], [7, 'DCEBA'], [8, 'EBADC']), 5);
    expect(found.places.map((place) => place.map((i) => 'ABCDE'[i]).join('='))).toEqual(['E', 'A', 'C', 'B', 'D']);
    expect(found.against[0]).toEqual([0, 20, 26, 30, 22]);
    expect(found.strength).toEqual([[0, 28, 28, 30, 24], [25, 0, 28, 33, 24], [25, 29, 0, 29, 24], [25, 28, 28, 0, 24], [25, 28, 28, 31, 0]]);
  });
  it('leaves together what nothing tells apart, and takes ties in rankings', () => {
    expect(schulze([], 3).places).toEqual([[0, 1, 2]]);
    expect(schulze([[1, 2], [2, 1]], 2).places).toEqual([[0, 1]]);
    expect(schulze([[1, 1, 2], [1, 1, 3]], 3).places).toEqual([[0, 1], [2]]);
  });
  it('has each alternative once, puts first one that beats every other, and does not hang on who came first', () => fc.assert(fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 4 }), { maxLength: 15 }), (rows) => {
    const { places, against } = schulze(rows, 4);
    expect(places.flat().sort()).toEqual([0, 1, 2, 3]);
    expect(schulze([...rows].reverse(), 4).places).toEqual(places);
    const first = [0, 1, 2, 3].find((i) => [0, 1, 2, 3].every((j) => i === j || (against[i]?.[j] ?? 0) > (against[j]?.[i] ?? 0)));
    if (first !== undefined) expect(places[0]).toEqual([first]);
  })));
});

describe('what is shown of a round', () => {
  const criteria = { scale: 5, maxIqr: 1, minShare: 75 };
  const person = (i: number, category: Category, value: number, reason?: string): Answered => ({ key: `${i}`, category, values: { 1: value }, reasons: reason ? { 1: reason } : {} });
  const many = (from: number, n: number, category: Category, value: number) => Array.from({ length: n }, (_, i) => person(from + i, category, value));

  it('always has the reasons of the minority, and never who gave them', () => {
    const shown = shownRating([...many(0, 9, 'experts', 5), person(9, 'delegations', 1, 'Our law knows no such thing.')], [1], criteria, { smallCell: 5, earlier: null });
    expect(shown.items[0]).toMatchObject({ all: { accord: 'for' }, cells: [], reasons: { below: ['Our law knows no such thing.'], above: [] } });
    expect(shown.items[0]?.cells).toEqual([]);
  });
  it('tells categories apart where each has enough people, small ones together', () => {
    const shown = shownRating([...many(0, 6, 'experts', 5), ...many(6, 5, 'delegations', 2), ...many(11, 3, 'law-enforcement', 3), ...many(14, 2, 'civil-society', 4)], [1], criteria, { smallCell: 5, earlier: null });
    expect(shown.items[0]?.cells.map(({ of, spread }) => [of, spread.n])).toEqual([['experts', 6], ['delegations', 5], ['others', 5]]);
  });
  it('is nothing of figures where fewer answered than the smallest cell', () => {
    const shown = shownRating(many(0, 4, 'experts', 5), [1], criteria, { smallCell: 5, earlier: null });
    expect(shown).toMatchObject({ people: null, concordance: null, items: [{ all: null, cells: [], change: null }] });
    expect(shownRanking(many(0, 4, 'experts', 1), [1], { smallCell: 5 })).toMatchObject({ people: null, places: [], against: null });
  });
  it('never leaves a group too small when the rest is taken away, and loses nobody', () => fc.assert(fc.property(fc.array(fc.constantFrom<Category>('experts', 'delegations', 'law-enforcement', 'civil-society', 'private-sector'), { maxLength: 40 }), fc.integer({ min: 2, max: 6 }), (categories, smallCell) => {
    const people = categories.map((category) => ({ category }));
    const cells = cellsOf(people, smallCell);
    for (const cell of cells) expect(cell.people.length).toBeGreaterThanOrEqual(smallCell);
    if (cells.length > 0) expect(cells.reduce((sum, { people: of }) => sum + of.length, 0)).toBe(people.length);
    expect(cells.length).not.toBe(1);
  })));
  it('is the same whatever order the answers come in', () => {
    const answers = [...many(0, 5, 'experts', 5), ...many(5, 5, 'delegations', 2), person(10, 'experts', 1, 'b'), person(11, 'experts', 1, 'a')];
    const of = (rows: readonly Answered[]) => shownRating(rows, [1], criteria, { smallCell: 5, earlier: null });
    expect(of([...answers].reverse())).toEqual(of(answers));
  });
});
