import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOn, kappaOf, pooled, unitsOf } from './agreement.ts';

const table = (both: number, onlyA: number, onlyB: number, neither: number) => kappaOf({ both, onlyA, onlyB, neither });

describe('agreement of two coders on a code', () => {
  it('follows the published formula', () => {
    // Textbook tables of fifty and a hundred units.
    expect(table(20, 5, 10, 15)).toMatchObject({ n: 50, observed: 0.7, expected: 0.5, missing: null });
    expect(table(20, 5, 10, 15).kappa).toBeCloseTo(0.4, 12);
    expect(table(45, 15, 25, 15).kappa).toBeCloseTo(0.1304347826, 9);
    expect(table(25, 35, 5, 35).kappa).toBeCloseTo(0.2592592593, 9);
  });
  it('is one where they agree on all and both use it, and below nought where chance would do better', () => {
    expect(table(3, 0, 0, 5).kappa).toBe(1);
    expect(table(0, 4, 4, 0).kappa).toBe(-1);
  });
  it('is not computable without units, and where both use it always or never', () => {
    expect(table(0, 0, 0, 0)).toMatchObject({ kappa: null, missing: 'no-units' });
    expect(table(7, 0, 0, 0)).toMatchObject({ kappa: null, observed: 1, expected: 1, missing: 'no-variation' });
    expect(table(0, 0, 0, 3)).toMatchObject({ kappa: null, missing: 'no-variation' });
  });
  it('lies between minus one and one, and is the same whoever is named first', () => {
    fc.assert(fc.property(fc.nat(40), fc.nat(40), fc.nat(40), fc.nat(40), (both, onlyA, onlyB, neither) => {
      const { kappa } = table(both, onlyA, onlyB, neither);
      expect(table(both, onlyB, onlyA, neither).kappa).toBe(kappa);
      if (kappa !== null) expect(kappa >= -1 - 1e-12 && kappa <= 1 + 1e-12).toBe(true);
    }));
  });
});

describe('agreement over all codes', () => {
  it('is made of the means of what was observed and what chance would give', () => {
    const parts = [table(20, 5, 10, 15), table(45, 15, 25, 15)];
    // Means 0.65 and 0.52: 0.13 / 0.48.
    expect(pooled(parts).kappa).toBeCloseTo(0.13 / 0.48, 12);
    expect(pooled([])).toMatchObject({ kappa: null, missing: 'no-units' });
    expect(pooled([table(7, 0, 0, 0)])).toMatchObject({ kappa: null, missing: 'no-variation' });
  });
});

describe('a unit', () => {
  it('bears a code when a stretch with it touches it by one sign, and not when it ends where the unit begins', () => {
    const units = unitsOf([{ start: 0, end: 10 }, { start: 11, end: 20 }], [{ start: 2, end: 11, code: 'x', by: 'a' }, { start: 9, end: 12, code: 'x', by: 'b' }]);
    expect(units.map(({ a, b }) => [a.has('x'), b.has('x')])).toEqual([[true, true], [false, true]]);
    expect(agreementOn(units, 'x')).toMatchObject({ both: 1, onlyA: 0, onlyB: 1, neither: 0 });
  });
});
