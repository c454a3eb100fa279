import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suppressBreakdowns } from './suppress-breakdowns.ts';
import { suppressLines } from './suppress-lines.ts';

type Field = 'rule' | 'measure' | 'week';
const levels: Field[][] = [['rule', 'measure', 'week'], ['rule', 'measure'], ['rule'], []];
const line = (rule: string, measure = 'withhold', week = '27') => ({ rule, measure, week });
const many = (n: number, one: ReturnType<typeof line>) => Array.from({ length: n }, () => one);

describe('lines of a register', () => {
  it('are told whole where enough are alike, and with fewer fields where fewer are', () => {
    expect(suppressLines([...many(5, line('4.2')), ...many(3, line('3.1')), ...many(2, line('3.1', 'withhold', '28'))], levels, 5)).toEqual([
      { shown: { rule: '4.2', measure: 'withhold', week: '27' }, count: 5 },
      { shown: { rule: '3.1', measure: 'withhold' }, count: 5 },
    ]);
  });

  it('are told without anything where they are single, and never fewer than k of those', () => {
    expect(suppressLines([...many(6, line('4.2')), ...many(9, line('3.1')), line('5.1')], levels, 5)).toEqual([{ shown: { rule: '3.1', measure: 'withhold', week: '27' }, count: 9 }, { shown: {}, count: 7 }]);
    expect(suppressLines(many(4, line('4.2')), levels, 5)).toEqual([]);
  });

  it('say no value that is hidden elsewhere', () => {
    expect(suppressLines(many(6, line('4.2')), levels, 5, { rule: { '4.2': null } })).toEqual([{ shown: { measure: 'withhold', week: '27' }, count: 6 }]);
  });

  it('never leave fewer than k to be told by what is missing, beside the whole and its breakdowns', () => {
    const rules = ['3.1', '4.1', '4.2'];
    const measures = ['withhold', 'mute'];
    const lines = fc.array(fc.record({ rule: fc.constantFrom(...rules), measure: fc.constantFrom(...measures), week: fc.constantFrom('27', '28') }), { maxLength: 40 });
    fc.assert(fc.property(lines, fc.integer({ min: 2, max: 5 }), (all, k) => {
      const count = (field: 'rule' | 'measure', value: string) => all.filter((one) => one[field] === value).length;
      const { told, total } = suppressBreakdowns([rules.map((r) => count('rule', r)), measures.map((m) => count('measure', m))], k);
      const tellings = { rule: Object.fromEntries(rules.map((r, i) => [r, told[0]?.[i] ?? null])), measure: Object.fromEntries(measures.map((m, i) => [m, told[1]?.[i] ?? null])) };
      if (total === null) return;
      const groups = suppressLines(all, levels, k, tellings);
      expect(groups.reduce((n, group) => n + group.count, 0)).toBe(all.length);
      for (const group of groups) expect(group.count).toBeGreaterThanOrEqual(k);
      for (const field of ['rule', 'measure'] as const) for (const [value, n] of Object.entries(tellings[field])) {
        const shown = groups.filter((group) => group.shown[field] === value).reduce((sum, group) => sum + group.count, 0);
        if (n === null) expect(shown).toBe(0);
        else if (shown > 0) expect(n - shown === 0 || n - shown >= k).toBe(true);
      }
    }));
  });
});
