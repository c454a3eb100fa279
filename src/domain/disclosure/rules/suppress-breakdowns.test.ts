import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suppressBreakdowns } from './suppress-breakdowns.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** Every list of so many cells that adds up to a whole. */
const lists = (cells: number, whole: number): number[][] => (cells === 1 ? [[whole]] : Array.from({ length: whole + 1 }, (_, n) => lists(cells - 1, whole - n).map((rest) => [n, ...rest])).flat());

describe('breakdowns of one whole', () => {
  it('are told where no cell is small, noughts too', () => {
    expect(suppressBreakdowns([[5, 0, 7], [12, 0]], 5)).toEqual({ told: [[5, 0, 7], [12, 0]], total: 12 });
    expect(suppressBreakdowns([[0, 0], [0]], 5)).toEqual({ told: [[0, 0], [0]], total: 0 });
  });

  it('hide the smallest other cell where the whole would tell a small one', () => {
    expect(suppressBreakdowns([[2, 9, 6, 0], [8, 9]], 5)).toEqual({ told: [[null, 9, null, 0], [8, 9]], total: 17 });
  });

  it('are not told at all where a whole is small, or where one breakdown would give it away', () => {
    expect(suppressBreakdowns([[3, 0], [2, 1]], 5)).toEqual({ told: [[null, null], [null, null]], total: null });
    expect(suppressBreakdowns([[1, 1, 1, 1, 1, 0], [5, 0]], 5)).toEqual({ told: [[null, null, null, null, null, null], [null, null]], total: null });
  });

  it('never print a cell under k, whatever the counts, and print nothing that is not so', () => {
    const cells = fc.array(fc.nat(30), { minLength: 1, maxLength: 9 });
    fc.assert(fc.property(cells, fc.integer({ min: 2, max: 7 }), (counts, k) => {
      const { told: [told = []], total } = suppressBreakdowns([counts], k);
      for (const [j, n] of told.entries()) if (n !== null) expect([n, n === 0 || n >= k]).toEqual([counts[j], true]);
      const hidden = counts.filter((_, j) => told[j] === null);
      if (total !== null && hidden.length > 0) {
        expect(hidden.length).toBeGreaterThan(1);
        expect(sum(hidden)).toBeGreaterThanOrEqual(k);
      }
    }));
  });

  // Not only what the sums allow: what somebody would still hold possible who has read the rule and runs it on every table.
  it('leave whoever knows the rule two values at least for each hidden cell', () => {
    for (const k of [3, 4]) {
      const seen = new Map<string, number[][]>();
      for (let whole = 0; whole <= 11; whole += 1) {
        for (const first of lists(4, whole)) for (const second of lists(2, whole)) {
          const print = JSON.stringify(suppressBreakdowns([first, second], k));
          seen.set(print, [...(seen.get(print) ?? []), [...first, ...second]]);
        }
      }
      expect(seen.size).toBeGreaterThan(100);
      for (const [print, possible] of seen) {
        const told = (JSON.parse(print) as { told: (number | null)[][] }).told.flat();
        for (const [j, n] of told.entries()) if (n === null) expect(new Set(possible.map((one) => one[j])).size, `k ${k}: ${print}`).toBeGreaterThan(1);
      }
    }
  }, 20_000);
});
