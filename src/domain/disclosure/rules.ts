import { type Audience, type AuthorFacts, type Byline, type Capacity, type Category, type Census, type Key, type Marking, markings, type Regime, type TwoKeyCapacity, type TwoKeys, twoKeyCapacities } from './model.ts';

/**
 * What may be shown of an author to one audience.
 *
 * Shape    `facts` may hold more than the regime allows; the byline never does.
 * Source   CONVENTIONS, "Attribution regimes"; chatham-house: neither identity nor affiliation leaves the forum.
 */
export function byline(facts: AuthorFacts, audience: Audience, census: Census, smallCell: number): Byline {
  const { regime } = facts;
  if (regime === 'unattributed') return { shows: 'nobody', rule: 'unattributed' };
  if (regime === 'chatham-house' && audience === 'outside') return { shows: 'nobody', rule: 'chatham-house' };
  const names = facts.affiliation !== null && facts.affiliationNames && Object.keys(facts.affiliationNames).length > 0 ? { affiliationNames: facts.affiliationNames } : {};
  if (regime === 'category') return byCategory(facts.category, census, smallCell);
  if (regime !== 'institution' && facts.person !== null && !speaksForBody(facts)) {
    return { shows: 'person', person: facts.person, affiliation: facts.affiliation, ...names, category: facts.category };
  }
  // Under the body alone the body would seem to speak.
  if (regime !== 'institution' && facts.former && !speaksForBody(facts)) return { shows: 'former', affiliation: facts.affiliation, ...names, category: facts.category };
  if (facts.affiliation === null) return { shows: 'nobody', rule: 'category' };
  const shown = { shows: 'affiliation' as const, affiliation: facts.affiliation, ...names, category: facts.category };
  return facts.states?.length && isTwoKeyed(facts.capacity) ? { ...shown, states: { of: facts.capacity, names: facts.states } } : shown;
}

/** Whether one who writes in this capacity needs a second person. */
export const isTwoKeyed = (capacity: Capacity | null): capacity is TwoKeyCapacity => twoKeyCapacities.some((one) => one === capacity);

/**
 * The two keys of a delegation's word, or null where they do not make a pair: two different seats of one body, the
 * second in good standing, and the duty of focal point or deputy with one who is in good standing.
 */
export function twoKeys(drafted: Key, released: Key): TwoKeys | null {
  if (drafted.seatId === released.seatId || drafted.bodyId !== released.bodyId || !released.inGoodStanding) return null;
  if (!released.hasDuty && !(drafted.hasDuty && drafted.inGoodStanding)) return null;
  return { draftedBy: drafted.seatId, releasedBy: released.seatId } as TwoKeys;
}

/** A delegation's position, a group's statement and an organization's view are the body's word, not the sender's. */
const speaksForBody = ({ capacity }: AuthorFacts): boolean => capacity === 'delegation' || capacity === 'group' || capacity === 'organization';

function byCategory(category: Category | null, census: Census, smallCell: number): Byline {
  // A category with few people in it would name them; the wider cell is "a participant".
  return category && (census[category] ?? 0) >= smallCell ? { shows: 'category', category } : { shows: 'nobody', rule: 'category' };
}

/** The strictest of the markings of a compilation's parts; of nothing, the loosest. */
export function strictest(parts: Iterable<Marking>): Marking {
  let found = 0;
  for (const part of parts) found = Math.max(found, markings.indexOf(part));
  return markings[found] ?? 'TLP:RED';
}

/** Whether a marking is at least as strict as another: a reply as its parent, an output as its parts. */
export const atLeast = (marking: Marking, floor: Marking): boolean => markings.indexOf(marking) >= markings.indexOf(floor);

/** Whether a text so marked may go into an output that carries markings up to `ceiling`. */
export const mayRelease = (marking: Marking, ceiling: Marking): boolean => markings.indexOf(marking) <= markings.indexOf(ceiling);

/** For each regime those that show less: nothing they show was hidden, neither inside nor outside. Chatham House shows the person inside, so it is no stricter than the affiliation alone. */
const stricter: Readonly<Record<Regime, readonly Regime[]>> = { named: ['institution', 'category', 'chatham-house', 'unattributed'], institution: ['category', 'unattributed'], category: ['unattributed'], 'chatham-house': ['unattributed'], unattributed: [] };

/** Whether a regime may be replaced by another: tightened, never loosened. */
export const tightens = (from: Regime, to: Regime): boolean => stricter[from].includes(to);

/** The instant as it may be shown: under `unattributed` the hour it lies in, since a minute can give an author away. */
export function shownInstant(at: Date, regime: Regime): { at: Date; precision: 'minute' | 'hour' } {
  const hour = 3_600_000;
  return regime === 'unattributed' ? { at: new Date(Math.floor(at.getTime() / hour) * hour), precision: 'hour' } : { at, precision: 'minute' };
}

/**
 * Counts as they may be printed: a cell under k is hidden, and so is a second one where a single hidden
 * cell could be found by subtraction from a known total.
 *
 * Shape   null stands for "fewer than k".
 */
export function hideSmallCells<K extends string>(cells: Readonly<Partial<Record<K, number>>>, k: number): { cells: Partial<Record<K, number | null>>; total: number | null } {
  const entries = (Object.entries(cells) as [K, number][]).filter(([, n]) => n > 0).sort(([, a], [, b]) => a - b);
  const small = entries.filter(([, n]) => n < k).length;
  // One hidden cell is told by the total; two hidden ones whose sum is told still bound each other, so the total goes.
  const shown = entries.map(([key, n]) => [key, n < k ? null : n] as const);
  const total = entries.reduce((sum, [, n]) => sum + n, 0);
  return { cells: Object.fromEntries(shown) as Partial<Record<K, number | null>>, total: small === 0 ? total : null };
}
