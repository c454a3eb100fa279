import { type Deed, may } from '../../rights.ts';
import type { Role } from '../../accreditation/model.ts';

/**
 * What facilitation is divided into: the host welcomes, prompts and closes; the manager looks after people and hours;
 * the referee decides cases; the librarian keeps texts, references and translations; the reporter writes the summaries.
 */
export const dutyRoles = ['host', 'manager', 'referee', 'librarian', 'reporter'] as const;
export type DutyRole = (typeof dutyRoles)[number];

/** What each duty cannot be done without. */
const needed: Readonly<Record<DutyRole, Deed>> = { host: 'facilitate', manager: 'edit-programme', referee: 'decide-case', librarian: 'review-translation', reporter: 'write-summary' };

/** Whether one who holds these roles has the rights a duty takes. */
export const canServe = (role: DutyRole, roles: readonly Role[]): boolean => may({ roles }, needed[role]);

/** A stretch of duty, half-open: `endsAt` is the first instant it no longer holds. */
export type Span = { startsAt: Date; endsAt: Date };
export type Shift = Span & { id: string; role: DutyRole; seatId: string };

/** Who is on at an instant, in each role; more than one may be. */
export const onDuty = <S extends Shift>(shifts: readonly S[], at: Date): S[] => shifts.filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt);

/** Whether the same person would be on twice in the same role at some instant. */
export const overlaps = (shifts: readonly Shift[], shift: Omit<Shift, 'id'>): boolean =>
  shifts.some((s) => s.role === shift.role && s.seatId === shift.seatId && s.startsAt < shift.endsAt && shift.startsAt < s.endsAt);

/** The stretches of `within` in which nobody is on in a role, in order; none touches the next. */
export function gapsIn(shifts: readonly Shift[], role: DutyRole, within: Span): Span[] {
  const gaps: Span[] = [];
  let from = within.startsAt;
  for (const shift of shifts.filter((s) => s.role === role).sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    if (shift.startsAt >= within.endsAt) break;
    if (shift.startsAt > from) gaps.push({ startsAt: from, endsAt: shift.startsAt });
    if (shift.endsAt > from) from = shift.endsAt;
  }
  if (from < within.endsAt) gaps.push({ startsAt: from, endsAt: within.endsAt });
  return gaps;
}

/** The longest a shift may be: whoever is on for longer is not on. */
export const longestShiftHours = 24;

/** Whether a shift ends after it begins, and soon enough. */
export const isShift = ({ startsAt, endsAt }: Span): boolean => startsAt < endsAt && endsAt.getTime() - startsAt.getTime() <= longestShiftHours * 3_600_000;

/**
 * What is left of the opening hours to be on duty in; null before they are known and once they are over.
 */
export function hoursLeft({ opensAt, closesAt }: { opensAt: Date | null; closesAt: Date | null }, now: Date): Span | null {
  if (!opensAt || !closesAt || now >= closesAt) return null;
  return { startsAt: now > opensAt ? now : opensAt, endsAt: closesAt };
}

/** Whether an urgent case that nobody has taken goes to everyone now. */
export const isToEscalate = ({ state, flaggedAt }: { state: string; flaggedAt: Date }, minutes: number, now: Date): boolean =>
  state === 'open' && now.getTime() >= flaggedAt.getTime() + minutes * 60_000;
