import type { Category, Regime } from '../../disclosure/model.ts';

/** One text that a finding quotes: in support or against, and what may be known of its author. */
export type Stands = { contributionId: string; opposing: boolean; regime: Regime; category: Category | null };
export type Standing = { byCategory: { category: Category; for: number; against: number }[]; voices: { for: number; against: number }; /** Texts more, whose authors are told apart by nobody. */ hidden: { for: number; against: number }; soleVoice: boolean };

const open: readonly Regime[] = ['named', 'institution', 'chatham-house'];
const slots = ['for', 'against'] as const;
const slotOf = ({ opposing }: Stands) => (opposing ? 'against' : 'for');

/** The groups of contributions whose voices are to be counted: each slot, and each slot by category. */
export function groupsOf(stands: readonly Stands[]): Record<string, string[]> {
  const groups: Record<string, Set<string>> = {};
  const put = (key: string, id: string) => {
    groups[key] = (groups[key] ?? new Set()).add(id);
  };
  for (const one of stands) {
    if (!open.includes(one.regime)) continue;
    put(slotOf(one), one.contributionId);
    if (one.category) put(`${slotOf(one)}/${one.category}`, one.contributionId);
  }
  return Object.fromEntries(Object.entries(groups).map(([key, ids]) => [key, [...ids]]));
}

/**
 * Who stands behind a finding. Voices are those that readers can tell apart; texts shown with a category or with
 * nobody are counted as texts, since a count of their authors would say which of them are one person.
 */
export function standingOf(stands: readonly Stands[], voices: ReadonlyMap<string, number>): Standing {
  const count = (key: string) => voices.get(key) ?? 0;
  const hiddenIn = (slot: string) => new Set(stands.filter((one) => slotOf(one) === slot && !open.includes(one.regime)).map(({ contributionId }) => contributionId)).size;
  const categories = [...new Set(stands.filter(({ regime }) => open.includes(regime)).flatMap(({ category }) => (category ? [category] : [])))].sort();
  const told = { voices: { for: count('for'), against: count('against') }, hidden: { for: hiddenIn('for'), against: hiddenIn('against') } };
  return {
    ...told,
    byCategory: categories.map((category) => ({ category, for: count(`${slots[0]}/${category}`), against: count(`${slots[1]}/${category}`) })),
    soleVoice: told.voices.for + told.hidden.for === 1,
  };
}
