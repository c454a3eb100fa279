import { staffSeats } from '../../accreditation/queries/staff-seats.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { canServe, type DutyRole, dutyRoles, gapsIn, hoursLeft, onDuty, type Span } from '../rules/roster.ts';
import { loadSettings, loadShifts, type ShiftRow } from '../store/duty.ts';

export type ShownShift = Omit<ShiftRow, 'seatId'> & { own: boolean; onNow: boolean; canHandOver: boolean };
/** One role: who is on now, and when nobody is. */
export type RoleOnDuty = { role: DutyRole; on: { name: string; until: Date; own: boolean; note: string | null }[]; gaps: Span[]; /** Nobody is entered for what is left of the opening hours. */ nobody: boolean };
export type DutyPage = {
  roles: RoleOnDuty[];
  shifts: ShownShift[];
  servers: { id: string; name: string; serves: DutyRole[] }[];
  hours: Span | null;
  urgentMinutes: number;
  canKeep: boolean;
};

/** The roster for those who run a forum: who is on, who will be, and when nobody is; null for all others. */
export async function dutyPage(ctx: ForumContext): Promise<DutyPage | null> {
  if (!may(ctx.sight, 'see-roster')) return null;
  const [forum, shifts, staff, settings] = await Promise.all([forumFacts(ctx, ctx.sight.forumId), loadShifts(ctx, ctx.now), staffSeats(ctx), loadSettings(ctx, ctx.sight.forumId)]);
  if (!forum) return null;
  const canKeep = may(ctx.sight, 'keep-roster');
  const own = (seatId: string) => seatId === ctx.sight.seat?.id;
  const hours = hoursLeft(forum, ctx.now);
  const now = onDuty(shifts, ctx.now);
  return {
    roles: dutyRoles.map((role) => {
      const gaps = hours ? gapsIn(shifts, role, hours) : [];
      const nobody = hours !== null && gaps.length === 1 && gaps[0]?.startsAt.getTime() === hours.startsAt.getTime() && gaps[0].endsAt.getTime() === hours.endsAt.getTime();
      return { role, gaps, nobody, on: now.filter((s) => s.role === role).map((s) => ({ name: s.name, until: s.endsAt, own: own(s.seatId), note: s.note })) };
    }),
    shifts: shifts.map(({ seatId, ...shift }) => ({ ...shift, own: own(seatId), onNow: shift.startsAt <= ctx.now, canHandOver: canKeep || own(seatId) })),
    servers: staff.map(({ id, name, roles }) => ({ id, name, serves: dutyRoles.filter((role) => canServe(role, roles)) })),
    hours,
    urgentMinutes: settings.urgentMinutes,
    canKeep,
  };
}
