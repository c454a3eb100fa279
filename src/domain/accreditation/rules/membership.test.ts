import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MembershipSpan, membershipStatuses } from '../model.ts';
import { changeMembership, kindOf, nameIn, placed, statusOn } from './membership.ts';

const mongolia: MembershipSpan[] = [
  { status: 'partner', from: '2004-01-01', until: '2012-11-21', source: 'imported' },
  { status: 'participating-state', from: '2012-11-21', until: null, source: 'imported' },
];

describe('membership', () => {
  it('of Mongolia: a Partner on 20 November 2012, a participating State on the 21st', () => {
    expect(statusOn(mongolia, '2003-12-31')).toBe('none');
    expect(statusOn(mongolia, '2012-11-20')).toBe('partner');
    expect(statusOn(mongolia, '2012-11-21')).toBe('participating-state');
    expect(kindOf({ stateId: 'mn', kind: 'organization' }, statusOn(mongolia, '2012-11-20'))).toBe('partner-delegation');
    expect(kindOf({ stateId: 'mn', kind: 'organization' }, statusOn(mongolia, '2012-11-21'))).toBe('state-delegation');
  });

  it('changed from a day on keeps what was before, marked as it was', () => {
    const changed = changeMembership(mongolia.slice(0, 1).map((span) => ({ ...span, until: null })), { status: 'participating-state', from: '2012-11-21' });
    expect(changed).toEqual({ ok: true, value: [mongolia[0], { ...mongolia[1], source: 'entered' }] });
  });

  it('that is so already is not changed', () => {
    expect(changeMembership(mongolia, { status: 'partner', from: '2012-11-20' })).toMatchObject({ refusal: { code: 'accreditation.membership_unchanged' } });
  });

  it('after any changes: one standing a day, the change holds on its day, earlier days and later known changes stay', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2012-02-${String(n).padStart(2, '0')}`);
    const change = fc.record({ status: fc.constantFrom(...membershipStatuses), from: day });
    const days = Array.from({ length: 28 }, (_, i) => `2012-02-${String(i + 1).padStart(2, '0')}`);
    fc.assert(fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      let spans: MembershipSpan[] = [];
      for (const next of changes) {
        const before = spans;
        const outcome = changeMembership(spans, next);
        if (!outcome.ok) continue;
        spans = outcome.value;
        expect(statusOn(spans, next.from)).toBe(next.status);
        for (const d of days) {
          expect(spans.filter(({ from, until }) => from <= d && (until === null || d < until)).length).toBeLessThanOrEqual(1);
          if (d < next.from) expect(statusOn(spans, d)).toBe(statusOn(before, d));
        }
        // From the next known change on, all is as it was.
        const bound = before.find(({ from, until }) => from <= next.from && (until === null || next.from < until))?.until ?? before.map(({ from }) => from).filter((from) => from > next.from).sort()[0];
        if (bound) for (const d of days.filter((one) => one >= bound)) expect(statusOn(spans, d)).toBe(statusOn(before, d));
      }
    }));
  });
});

describe('the French order', () => {
  it('puts one at its place and keeps the others in theirs', () => {
    expect(placed(['a', 'b', 'c'], 'c', 1)).toEqual(['c', 'a', 'b']);
    expect(placed(['a', 'b', 'c'], 'a', 99)).toEqual(['b', 'c', 'a']);
    expect(placed(['a', 'b', 'c'], 'b', 0)).toEqual(['b', 'a', 'c']);
    fc.assert(fc.property(fc.uniqueArray(fc.integer(), { minLength: 1 }), fc.nat(), fc.integer({ min: -2, max: 30 }), (list, pick, place) => {
      const member = list[pick % list.length] ?? 0;
      const order = placed(list, member, place);
      expect([...order].sort()).toEqual([...list].sort());
      expect(order.filter((one) => one !== member)).toEqual(list.filter((one) => one !== member));
    }));
  });
});

it('a name is said in the language of the reader, else as it was given', () => {
  expect(nameIn('fr', { fr: 'Délégation' }, 'Delegation')).toBe('Délégation');
  expect(nameIn('ru', { fr: 'Délégation', ru: '' }, 'Delegation')).toBe('Delegation');
});
