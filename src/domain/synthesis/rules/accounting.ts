import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Account, CoverState, Fate, SynthesisRefusal } from '../model.ts';

/**
 * How the released wording of a contribution ended; null while it is open.
 *
 * Withdrawn is what its author withdrew, or moderators withheld and a rapporteur took out. Cited is what a finding quotes in its present wording. Merged, noted and out
 * of scope are decisions, and stand for the wording they were taken on: a revision opens the question again.
 */
export function endOf({ visibility, revision, quotedRevisions, decision }: Account): Fate | null {
  if (visibility === 'withdrawn') return 'withdrawn';
  if (quotedRevisions.includes(revision)) return 'cited';
  if (decision?.revision !== revision || decision.fate === 'cited') return null;
  if (decision.fate === 'withdrawn' && visibility === 'shown') return null;
  return decision.fate === 'out-of-scope' && !decision.reason?.trim() ? null : decision.fate;
}

/** How far a contribution is reflected: marked, but under no finding and not decided upon, is in part. */
export function coverOf(account: Account, excerpts: number): CoverState {
  const end = endOf(account);
  if (end === 'cited' || end === 'merged') return 'reflected';
  if (end) return 'setAside';
  return excerpts > 0 ? 'inPart' : 'notYet';
}

/** Whether a rapporteur may say of a contribution that it ended so: what is cited or withdrawn shows by itself. */
export function mayEnd(account: Account, fate: Fate, reason: string | undefined): Outcome<null, SynthesisRefusal> {
  const quoted = account.quotedRevisions.includes(account.revision);
  if (fate === 'cited' && !quoted) return refused('synthesis.not_cited');
  if (fate === 'withdrawn' && account.visibility === 'shown') return refused('synthesis.not_withdrawn');
  if (fate === 'out-of-scope' && !reason?.trim()) return refused('synthesis.fate_needs_reason');
  return granted(null);
}
