import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuthorFacts, capacities, categories, type Marking, markings, regimes } from './model.ts';
import { atLeast, byline, hideSmallCells, mayRelease, shownInstant, strictest, tightens } from './rules.ts';

const anna: AuthorFacts = { regime: 'named', person: 'Anna Berger', affiliation: 'Delegation of Austria', category: 'delegations', capacity: 'own-name' };
const census = { delegations: 12, 'civil-society': 3 };

describe('a byline', () => {
  it('under `named` shows person and affiliation, inside and outside', () => {
    for (const audience of ['inside', 'outside'] as const) expect(byline(anna, audience, census, 5)).toMatchObject({ shows: 'person', person: 'Anna Berger', affiliation: 'Delegation of Austria' });
  });

  it('under `institution` shows the body and no person', () => {
    expect(byline({ ...anna, regime: 'institution' }, 'inside', census, 5)).toEqual({ shows: 'affiliation', affiliation: 'Delegation of Austria', category: 'delegations' });
  });

  it('under `category` shows the category where at least k people share it, else a wider one', () => {
    const facts: AuthorFacts = { ...anna, regime: 'category' };
    expect(byline(facts, 'outside', { delegations: 5 }, 5)).toEqual({ shows: 'category', category: 'delegations' });
    expect(byline(facts, 'outside', { delegations: 4 }, 5)).toEqual({ shows: 'nobody', rule: 'category' });
  });

  it('under `chatham-house` shows the speaker inside, as in a meeting room, and nothing of them outside', () => {
    const facts: AuthorFacts = { ...anna, regime: 'chatham-house' };
    expect(byline(facts, 'inside', census, 5)).toMatchObject({ shows: 'person', person: 'Anna Berger' });
    expect(byline(facts, 'outside', census, 5)).toEqual({ shows: 'nobody', rule: 'chatham-house' });
  });

  it('under `unattributed` shows nobody to anybody', () => {
    for (const audience of ['inside', 'outside'] as const) expect(byline({ ...anna, regime: 'unattributed' }, audience, census, 5)).toEqual({ shows: 'nobody', rule: 'unattributed' });
  });

  it('of somebody who left shows a former participant of the body, where the name was shown before', () => {
    const left: AuthorFacts = { ...anna, person: null, former: true };
    expect(byline(left, 'outside', census, 5)).toEqual({ shows: 'former', affiliation: 'Delegation of Austria', category: 'delegations' });
    expect(byline({ ...left, regime: 'chatham-house' }, 'inside', census, 5)).toMatchObject({ shows: 'former' });
    expect(byline({ ...left, regime: 'chatham-house' }, 'outside', census, 5)).toEqual({ shows: 'nobody', rule: 'chatham-house' });
    expect(byline({ ...left, regime: 'institution' }, 'inside', census, 5)).toMatchObject({ shows: 'affiliation' });
    expect(byline({ ...left, capacity: 'delegation' }, 'inside', census, 5)).toMatchObject({ shows: 'affiliation' });
  });

  it("of a delegation's position shows the delegation, not the person who sent it", () => {
    expect(byline({ ...anna, capacity: 'delegation' }, 'inside', census, 5)).toMatchObject({ shows: 'affiliation', affiliation: 'Delegation of Austria' });
  });

  it('never holds a person, an affiliation or a small category that its regime hides', () => {
    const facts = fc.record({
      regime: fc.constantFrom(...regimes),
      person: fc.constant('PERSON'),
      affiliation: fc.constant('AFFILIATION'),
      affiliationNames: fc.constant({ de: 'AFFILIATION' }),
      category: fc.constantFrom(...categories),
      capacity: fc.constantFrom(...capacities),
    });
    fc.assert(
      fc.property(facts, fc.constantFrom('inside' as const, 'outside' as const), fc.dictionary(fc.constantFrom(...categories), fc.nat(10)), fc.integer({ min: 2, max: 8 }), (author, audience, seats, k) => {
        const text = JSON.stringify(byline(author, audience, seats, k));
        const hidesPerson = author.regime !== 'named' && !(author.regime === 'chatham-house' && audience === 'inside');
        const hidesBody = hidesPerson && author.regime !== 'institution';
        if (hidesPerson) expect(text).not.toContain('PERSON');
        if (hidesBody) expect(text).not.toContain('AFFILIATION');
        if (author.regime === 'category' && (seats[author.category] ?? 0) < k) expect(text).not.toContain(author.category);
      }),
    );
  });
});

describe('a marking', () => {
  const marking = fc.constantFrom(...markings);

  it('of a compilation is the strictest of its parts', () => {
    expect(strictest(['TLP:GREEN', 'TLP:AMBER+STRICT', 'TLP:CLEAR'])).toBe('TLP:AMBER+STRICT');
    fc.assert(fc.property(fc.array(marking), (parts) => parts.every((part) => atLeast(strictest(parts), part)) && (parts.length === 0 || parts.includes(strictest(parts)))));
  });

  it('of a compilation does not depend on the order or grouping of its parts', () => {
    fc.assert(fc.property(fc.array(marking), fc.array(marking), (a, b) => strictest([...a, ...b]) === strictest([strictest(b), strictest(a)])));
  });

  it('lets a text out only where the output may carry it', () => {
    expect(mayRelease('TLP:AMBER', 'TLP:CLEAR')).toBe(false);
    expect(mayRelease('TLP:CLEAR', 'TLP:CLEAR')).toBe(true);
    fc.assert(fc.property(fc.array(marking, { minLength: 1 }), marking, (parts, ceiling) => mayRelease(strictest(parts), ceiling) === parts.every((part: Marking) => mayRelease(part, ceiling))));
  });
});

describe('a regime', () => {
  it('may be tightened, never loosened', () => {
    expect(tightens('named', 'unattributed')).toBe(true);
    expect(tightens('unattributed', 'named')).toBe(false);
    expect(tightens('institution', 'institution')).toBe(false);
  });

  it('tightened shows nothing that was hidden, to anybody; and of any two, what shows no more is a tightening', () => {
    const words = (facts: AuthorFacts, regime: (typeof regimes)[number]) => (['inside', 'outside'] as const).map((audience) => new Set(Object.values(byline({ ...facts, regime }, audience, census, 5)).filter((value) => [facts.person, facts.affiliation, facts.category].includes(value as never))));
    const shows = (from: (typeof regimes)[number], to: (typeof regimes)[number]) => words(anna, to).every((after, i) => [...after].every((word) => words(anna, from)[i]?.has(word)));
    for (const from of regimes) for (const to of regimes) expect(tightens(from, to), `${from} to ${to}`).toBe(from !== to && shows(from, to));
  });

  it('that shows nobody shows the hour, not the minute', () => {
    const at = new Date('2012-07-04T09:59:59.999Z');
    expect(shownInstant(at, 'unattributed')).toEqual({ at: new Date('2012-07-04T09:00:00Z'), precision: 'hour' });
    expect(shownInstant(at, 'named').at).toBe(at);
  });
});

describe('a table of counts', () => {
  it('hides a cell under k, and the total by which it could be found', () => {
    expect(hideSmallCells({ delegations: 7, experts: 2 }, 5)).toEqual({ cells: { experts: null, delegations: 7 }, total: null });
    expect(hideSmallCells({ delegations: 7, experts: 6 }, 5)).toEqual({ cells: { delegations: 7, experts: 6 }, total: 13 });
  });

  it('never lets a reader compute a hidden cell', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...categories), fc.nat(12)), (cells) => {
        const { cells: shown, total } = hideSmallCells(cells, 5);
        const hidden = Object.values(shown).filter((n) => n === null).length;
        if (hidden > 0) expect(total).toBeNull();
        for (const n of Object.values(shown)) if (n !== null) expect(n).toBeGreaterThanOrEqual(5);
      }),
    );
  });
});
