import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Role, Standing } from '../../accreditation/model.ts';
import type { Marking } from '../../disclosure/model.ts';
import { atLeast } from '../../disclosure/rules.ts';
import { isOpen } from '../../programme/rules.ts';
import { may } from '../../rights.ts';
import type { ContributionRefusal, GuideKind } from '../model.ts';

export type FacilitationFacts = { opensAt: Date | null; closesAt: Date | null; roles: readonly Role[]; standing: Standing | null; parent: { marking: Marking } | null };

/**
 * Whether a facilitator's words are taken at `now`: opening words before the opening too, a summary and closing words
 * after the closing too, a prompt while the forum is open.
 */
export function mayFacilitate(facts: FacilitationFacts, { kind, marking }: { kind: GuideKind; marking: Marking }, now: Date): Outcome<null, ContributionRefusal> {
  if (!may(facts, 'facilitate') || facts.standing === null) return refused('discussion.not_yours');
  if (facts.standing !== 'good') return refused('discussion.muted');
  if (facts.parent && !atLeast(marking, facts.parent.marking)) return refused('discussion.marking_looser_than_parent', { marking: facts.parent.marking });
  if (isOpen(facts, now)) return granted(null);
  const before = facts.opensAt === null || now < facts.opensAt;
  return (before ? kind === 'opening' : kind === 'summary' || kind === 'closing') ? granted(null) : refused('discussion.guide_not_open');
}

/** What may be said now, for the page that asks. */
export const guideKindsNow = (facts: Omit<FacilitationFacts, 'parent'>, kinds: readonly GuideKind[], now: Date): GuideKind[] =>
  kinds.filter((kind) => mayFacilitate({ ...facts, parent: null }, { kind, marking: 'TLP:RED' }, now).ok);
