import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OpinionDocument, opinionDocument, votesFormat } from './document.ts';
import { mayDrawMap, shownOpinion } from './shown.ts';

const camps = Array.from({ length: 40 }, (_, p) => Array.from({ length: 12 }, (__, c) => ((p * 7 + c * 5 + p * c) % 100 < 10) !== (p % 2 === 0) ? '+' : '-').join(''));
const stable = opinionDocument({ format: votesFormat, seed: 1, statements: Array.from({ length: 12 }, (_, i) => ({ number: i + 1 })), rows: camps });

const cell = fc.record({ agree: fc.nat(9), disagree: fc.nat(9), pass: fc.nat(9) }).map(({ agree, disagree, pass }) => ({ agree, disagree, seen: agree + disagree + pass }));
/** A result with two or three groups and any counts, small ones among them. */
const anyResult: fc.Arbitrary<OpinionDocument> = fc.integer({ min: 2, max: 3 }).chain((k) =>
  fc.record({ sizes: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: k, maxLength: k }), cells: fc.array(fc.array(cell, { minLength: k, maxLength: k }), { minLength: 1, maxLength: 6 }) }).map(({ sizes, cells }) => ({
    ...stable,
    groups: sizes.map((size, g) => ({ letter: String.fromCharCode(65 + g), size, standsFor: cells.map((_, i) => ({ number: i + 1, side: 'agree' as const, likelihood: 1, representativeness: 1, z: 2, zDifference: 2 })) })),
    statements: cells.map((of, i) => ({ number: i + 1, out: false, all: of.reduce((a, b) => ({ agree: a.agree + b.agree, disagree: a.disagree + b.disagree, seen: a.seen + b.seen })), groups: of.map((c, g) => ({ letter: String.fromCharCode(65 + g), ...c, likelihood: 0 })), consensus: 0, consensusAgainst: 0, extremity: 0 })),
  })),
);

describe('what is shown of a result', () => {
  it('has no cell under the smallest, and none that is left when the others are taken from a total', () => {
    fc.assert(fc.property(anyResult, fc.integer({ min: 2, max: 10 }), (result, smallCell) => {
      const shown = shownOpinion(result, { smallCell, mapAllowed: true });
      const tooSmall = result.groups.some(({ size }) => size < smallCell);
      if (tooSmall) expect(shown).toMatchObject({ noGroups: 'small-group', groups: [], map: null });
      for (const statement of shown.statements) {
        const given = result.statements.find(({ number }) => number === statement.number);
        if (tooSmall) expect(statement.groups).toEqual([]);
        const hidden = statement.groups.filter((g, i) => {
          expect(g.shares === null).toBe((given?.groups[i]?.seen ?? 0) < smallCell);
          return g.shares === null;
        });
        if (hidden.length > 0) expect([statement.all, statement.mark]).toEqual([null, null]);
        if ((given?.all.seen ?? 0) < smallCell) expect(statement.all).toBeNull();
        if (hidden.length > 0) expect(shown.groups.flatMap(({ standsFor }) => standsFor.map(({ number }) => number))).not.toContain(statement.number);
      }
    }));
  });

  it('is the groups, their sizes and the map where nothing hides', () => {
    const shown = shownOpinion(stable, { smallCell: 5, mapAllowed: true });
    expect(shown).toMatchObject({ noGroups: null, groups: [{ size: 20 }, { size: 20 }] });
    expect(shown.map).toHaveLength(40);
    expect(shown.statements.some(({ mark }) => mark === 'divides')).toBe(true);
    expect(shownOpinion(stable, { smallCell: 5, mapAllowed: false }).map).toBeNull();
    expect(shownOpinion(stable, { smallCell: 21, mapAllowed: true }).noGroups).toBe('small-group');
  });

  it('draws nobody where any regime of the forum hides who speaks', () => {
    expect(mayDrawMap(['named', 'institution'])).toBe(true);
    for (const regime of ['category', 'chatham-house', 'unattributed']) expect(mayDrawMap(['named', regime]), regime).toBe(false);
  });
});
