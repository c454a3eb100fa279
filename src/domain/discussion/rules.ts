import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Role, Standing } from '../accreditation/model.ts';
import type { Capacity, Category, Marking, Regime } from '../disclosure/model.ts';
import { atLeast, isTwoKeyed } from '../disclosure/rules.ts';
import { isOpen } from '../programme/rules.ts';
import { may } from '../rights.ts';
import type { ContributionRefusal } from './model.ts';

export type PostingFacts = {
  opensAt: Date | null;
  closesAt: Date | null;
  allowedRegimes: readonly Regime[];
  roles: readonly Role[];
  /** Null for the operator, who imports what was said elsewhere. */
  seat: { standing: Standing; category: Category } | null;
  parent: { marking: Marking; visible: boolean } | null;
};
export type Wish = { regime: Regime; marking: Marking; capacity: Capacity };

/**
 * Whether a contribution is taken at `now`, the server's receipt.
 *
 * Refuses  before the opening and from the closing instant on; a standing that may not act; a regime the forum
 *          did not allow; a marking looser than the parent's; a capacity that is not this seat's; a delegation's
 *          position and a group's statement, which need the second key of another person on every way in.
 */
export function mayContribute(facts: PostingFacts, wish: Wish, now: Date): Outcome<null, ContributionRefusal> {
  if (!may(facts, 'post')) return refused('discussion.not_yours');
  if (facts.seat?.standing === 'muted') return refused('discussion.muted');
  if (!isOpen(facts, now)) return refused(facts.opensAt === null || now < facts.opensAt ? 'discussion.forum_not_open' : 'discussion.forum_closed');
  if (!facts.allowedRegimes.includes(wish.regime)) return refused('discussion.regime_not_allowed');
  if (facts.parent && !atLeast(wish.marking, facts.parent.marking)) return refused('discussion.marking_looser_than_parent', { marking: facts.parent.marking });
  if (isTwoKeyed(wish.capacity)) return refused('discussion.position_needs_two_keys');
  return capacitiesOf(facts.seat?.category ?? null).includes(wish.capacity) ? granted(null) : refused('discussion.capacity_not_yours');
}

/**
 * In what capacities a seat may write alone. A delegation's position is not among them: it is drafted by one
 * person and released by another.
 */
export function capacitiesOf(category: Category | null): readonly Capacity[] {
  if (category === 'staff') return ['secretariat', 'own-name'];
  if (category === 'delegations') return ['own-name'];
  if (category === null) return ['own-name', 'organization', 'secretariat'];
  return ['own-name', 'organization'];
}

/** Whether the author may still change the wording without leave: within the window or while moderators ask for it, and while it stands. */
export function mayRevise(facts: { receivedAt: Date; windowMinutes: number; visibility: string; isAuthor: boolean; twoKeyed: boolean; regime: Regime; /** Moderators asked for a change until then. */ editAskedUntil?: Date | null; /** Out of every reader’s reach, its author’s as well. */ held?: boolean }, now: Date): Outcome<null, ContributionRefusal> {
  if (!facts.isAuthor || facts.held || facts.visibility === 'withdrawn') return refused('discussion.no_such_contribution');
  // What two people released is not one person's to change, however soon after.
  if (facts.twoKeyed) return refused('discussion.position_needs_two_keys');
  // Whoever changes a text is online: one that tells of nobody was for changing while it waited.
  if (facts.regime === 'unattributed') return refused('discussion.edit_window_over');
  if (facts.editAskedUntil && now < facts.editAskedUntil) return granted(null);
  return now.getTime() < facts.receivedAt.getTime() + facts.windowMinutes * 60_000 ? granted(null) : refused('discussion.edit_window_over');
}

/** `B2·14` as shown, `B2-14` in addresses. */
export const refOf = (code: string, number: number): string => `${code}·${number}`;
export const anchorOf = (code: string, number: number): string => `${code}-${number}`;

/** Question code and number of a reference in either form; null for anything else. */
export function readRef(text: string): { code: string; number: number } | null {
  const [, code, number] = /^([A-Z]\d{1,2})[·-](\d{1,6})$/.exec(text) ?? [];
  return code && number ? { code, number: Number(number) } : null;
}

/** A text quoted, as it is put into another: the reference, then the words. */
export const quoteOf = (ref: string, text: string): string => `${ref}:\n\n${text.trim().split('\n').map((line) => `> ${line}`.trimEnd()).join('\n')}\n\n`;

/**
 * A page of contributions in the order of threads, thread by thread: one nesting, whatever the depth of the replies.
 *
 * Shape   `continued` are the replies at the page's head whose thread began on an earlier one.
 */
export function inThreads<T extends { id: string; rootId: string }>(page: readonly T[]): { continued: T[]; threads: { first: T; replies: T[] }[] } {
  const threads: { first: T; replies: T[] }[] = [];
  const continued: T[] = [];
  for (const one of page) {
    const last = threads.at(-1);
    if (one.id === one.rootId) threads.push({ first: one, replies: [] });
    else if (last) last.replies.push(one);
    else continued.push(one);
  }
  return { continued, threads };
}
