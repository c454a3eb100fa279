import { instantOf, type LocalTimeRefusal } from '#platform/instant.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Forum, HoursRefusal, LifeFacts, Phase } from './model.ts';

/** Where a forum stands at `now`. Nothing decides it but the clock and what was recorded; the latest step reached counts. */
export function phaseOf(facts: LifeFacts, now: Date): Phase {
  const reached = (at: Date | null) => at !== null && at <= now;
  if (reached(facts.publishedAt)) return 'report';
  const closed = reached(facts.closesAt);
  if (closed && reached(facts.silenceAt)) return 'silence';
  if (closed && reached(facts.synthesisAt)) return 'synthesis';
  if (closed) return 'closed';
  if (reached(facts.opensAt)) return 'open';
  return reached(facts.paperCirculatedAt) ? 'paper-circulated' : 'announced';
}

/** Whether contributions are taken at `now`: from the opening instant on, no longer at the closing one. */
export const isOpen = ({ opensAt, closesAt }: Pick<LifeFacts, 'opensAt' | 'closesAt'>, now: Date): boolean => opensAt !== null && opensAt <= now && (closesAt === null || now < closesAt);

export type Hours = { opensAt: Date | null; closesAt: Date | null };

/**
 * Opening hours as agreed in words, turned into instants once.
 *
 * Shape    half-open [opensAt, closesAt); both null where the dates are not known.
 * Refuses  as `instantOf` does, one date without the other, and a closing that is not after the opening.
 */
export function openingHours(opens: string | null, closes: string | null, zone: string): Outcome<Hours, LocalTimeRefusal | HoursRefusal> {
  if (opens === null && closes === null) return granted({ opensAt: null, closesAt: null });
  if (opens === null || closes === null) return refused('programme.hours_incomplete');
  const from = instantOf(opens, zone);
  if (!from.ok) return from;
  const to = instantOf(closes, zone);
  if (!to.ok) return to;
  if (to.value <= from.value) return refused('programme.closes_before_opening', { opens, closes });
  return granted({ opensAt: from.value, closesAt: to.value });
}

/**
 * A later closing, as agreed in words.
 *
 * Refuses  as `instantOf` does, and `programme.never_shortened` for a time that is not later than the present one.
 */
export function closingTime(closes: string, zone: string, present: Date): Outcome<Date, LocalTimeRefusal | 'programme.never_shortened'> {
  const at = instantOf(closes, zone);
  if (!at.ok) return at;
  return at.value > present ? granted(at.value) : refused('programme.never_shortened');
}

/**
 * Until when a text announced before closing is admitted after it, as agreed in words; none where none is given.
 *
 * Refuses  as `instantOf` does, and `programme.late_not_after_closing`.
 */
export function lateDeadline(late: string | null, zone: string, closesAt: Date | null): Outcome<Date | null, LocalTimeRefusal | 'programme.late_not_after_closing'> {
  if (late === null) return granted(null);
  const at = instantOf(late, zone);
  if (!at.ok) return at;
  return closesAt !== null && at.value > closesAt ? at : refused('programme.late_not_after_closing');
}

/** The letter of a forum's nth focus aspect, from A. */
export const partLetter = (index: number): string => String.fromCharCode(65 + (index % 26));

/** The title a forum goes by before its report: as announced, or as near to it as is known. */
export const titleOf = (forum: Pick<Forum, 'announcedTitle' | 'reportTitle' | 'shortTitle'>): string => forum.announcedTitle ?? forum.reportTitle ?? forum.shortTitle;

/** Whether a question is the standing one on the organization's own role. */
export const isRoleQuestion = (text: string, organization: string): boolean => {
  const plain = text.toLowerCase().replaceAll('’', "'");
  return plain.includes('role be') && (plain.includes(`the ${organization.toLowerCase()}'s`) || plain.includes("the organization's"));
};

/** Whether a question is only a remark of whoever compiled the file: "(a further question is cut off in the copy)". */
export const isRemark = (text: string): boolean => text.startsWith('(') && text.endsWith(')');

/** A short form of a question for rails and tables: its first words, never cut inside one. */
export function shortForm(text: string, maxLength = 48): string {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength - 1);
  return `${cut.slice(0, Math.max(20, cut.lastIndexOf(' ')))}…`;
}

/** An address part from a title: Latin letters, digits and hyphens. */
export const slugOf = (text: string): string => text.normalize('NFKD').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '').toLowerCase().slice(0, 40) || 'series';
