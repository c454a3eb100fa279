import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { BodyKind, MembershipSpan, MembershipStatus } from '../model.ts';

/** A State's standing on a day; days are compared as text, "2012-11-21". */
export const statusOn = (spans: readonly MembershipSpan[], day: string): MembershipStatus =>
  spans.find(({ from, until }) => from <= day && (until === null || day < until))?.status ?? 'none';

/**
 * The membership after a change from a day on. The change holds until the next one already known; what was before
 * the day stays as it was.
 *
 * Refuses  `accreditation.membership_unchanged` where that is so on that day already.
 */
export function changeMembership(spans: readonly MembershipSpan[], change: { status: MembershipStatus; from: string }): Outcome<MembershipSpan[], 'accreditation.membership_unchanged'> {
  const { status, from } = change;
  if (statusOn(spans, from) === status) return refused('accreditation.membership_unchanged');
  const covering = spans.find((span) => span.from <= from && (span.until === null || from < span.until));
  const next = spans.map((span) => span.from).filter((day) => day > from).sort()[0] ?? null;
  const until = covering ? covering.until : next;
  const kept = spans.filter((span) => span !== covering);
  const before = covering && covering.from < from ? [{ ...covering, until: from }] : [];
  const after: MembershipSpan[] = status === 'none' ? [] : [{ status, from, until, source: 'entered' }];
  return granted([...kept, ...before, ...after].sort((a, b) => (a.from < b.from ? -1 : 1)));
}

/** What a body is: a delegation by its State's standing on the day, any other as it was entered. */
export function kindOf(body: { stateId: string | null; kind: 'organization' | 'institution' }, status: MembershipStatus): BodyKind {
  if (body.stateId === null) return body.kind;
  if (status === 'participating-state') return 'state-delegation';
  return status === 'partner' ? 'partner-delegation' : 'delegation';
}

/** A list with one of its members put at a place, counted from one; a place beyond either end is that end. */
export function placed<T>(list: readonly T[], member: T, place: number): T[] {
  const others = list.filter((other) => other !== member);
  const at = Math.min(Math.max(place, 1), others.length + 1) - 1;
  return [...others.slice(0, at), member, ...others.slice(at)];
}

/** A name in the reader's language, or the one that was given. */
export const nameIn = (locale: string, names: Readonly<Record<string, string>>, given: string): string => names[locale] || given;
