import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suppressBreakdowns } from './suppress-breakdowns.ts';
import { suppressTable, tellColumns, type ToldTable } from './suppress-table.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** Every table that fits what is shown, as someone with patience would write them all down. */
function fitting(told: ToldTable, upTo: number): number[][] {
  const flat = told.cells.flat();
  const width = told.columns.length;
  const found: number[][] = [];
  const fits = (all: number[]) => {
    const rows = told.cells.map((_, i) => sum(all.slice(i * width, (i + 1) * width)));
    const columns = told.columns.map((_, j) => sum(told.cells.map((__, i) => all[i * width + j] ?? 0)));
    return told.rows.every((n, i) => n === null || n === rows[i]) && told.columns.every((n, j) => n === null || n === columns[j]) && (told.total === null || told.total === sum(all));
  };
  const walk = (all: number[]) => {
    if (all.length === flat.length) { if (fits(all)) found.push(all); return; }
    const known = flat[all.length];
    for (let n = known ?? 1; n <= (known ?? upTo); n += 1) walk([...all, n]);
  };
  walk([]);
  return found;
}

describe('a table of counts', () => {
  it('is shown whole where no cell is small', () => {
    expect(suppressTable([[5, 0], [7, 9]], 5)).toEqual({ cells: [[5, 0], [7, 9]], rows: [5, 16], columns: [12, 9], total: 21 });
  });

  it('hides a second cell where the totals would tell the first', () => {
    const told = suppressTable([[3, 8, 9], [6, 7, 12], [10, 11, 14]], 5);
    expect(told.cells.flat().filter((n) => n === null).length).toBeGreaterThanOrEqual(4);
    expect(told.rows.concat(told.columns, told.total)).not.toContain(null);
  });

  it('hides totals where there is no second cell to hide', () => {
    expect(suppressTable([[3, 0], [0, 9]], 5)).toMatchObject({ cells: [[null, 0], [0, 9]], rows: [null, 9], columns: [null, 9], total: null });
  });

  it('never lets a hidden cell be found from what is left, try as one may', () => {
    const table = fc.integer({ min: 1, max: 3 }).chain((width) => fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: width, maxLength: width }), { minLength: 1, maxLength: width === 3 ? 2 : 3 }));
    fc.assert(fc.property(table, (counts) => {
      const told = suppressTable(counts, 3);
      const tables = fitting(told, 6);
      for (const [n, shown] of told.cells.flat().entries()) {
        const truth = counts.flat()[n] ?? 0;
        if (shown !== null) { expect(shown).toBe(truth); expect(truth === 0 || truth >= 3).toBe(true); }
        else expect(new Set(tables.map((one) => one[n])).size).toBeGreaterThan(1);
      }
    }), { numRuns: 150 });
  }, 20_000);
});

describe('sums over rows that are told one by one', () => {
  it('are told where no row hides its part, or where two do', () => {
    expect(tellColumns([[5, 7], [6, 8]], [[false, false], [false, false]], 5)).toEqual([11, 15]);
    expect(tellColumns([[2, 4, 9], [3, 3, 8]], [[true, true, false], [true, true, false]], 5)).toEqual([5, 7, 17]);
  });

  it('are not told where they are small themselves', () => {
    expect(tellColumns([[1, 6, 9], [1, 6, 9]], [[true, true, false], [true, true, false]], 5)).toEqual([null, null, 18]);
  });

  it('are not told where only one row hides its part', () => {
    expect(tellColumns([[2, 4, 9], [5, 6, 8]], [[true, true, false], [false, false, false]], 5)).toEqual([null, null, 17]);
  });

  it('never let a hidden cell be found from rows and sums, try as one may', () => {
    const row = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 });
    fc.assert(fc.property(fc.array(row, { minLength: 2, maxLength: 2 }), (all) => {
      const rows = all.map((cells) => ({ cells, ...suppressBreakdowns([cells], 3) })).filter(({ total }) => total !== null);
      if (rows.length === 0) return;
      const counts = rows.map(({ cells }) => cells);
      const shown = rows.map(({ told }) => told[0] ?? []);
      const tables = fitting({ cells: shown, rows: rows.map(({ total }) => total), columns: tellColumns(counts, shown.map((cells) => cells.map((n) => n === null)), 3), total: null }, 8);
      for (const [n, told] of shown.flat().entries()) if (told === null) expect(new Set(tables.map((one) => one[n])).size).toBeGreaterThan(1);
    }), { numRuns: 50 });
  }, 20_000);
});
