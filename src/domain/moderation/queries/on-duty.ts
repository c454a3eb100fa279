import { type StaffSeat, staffSeats } from '../../accreditation/queries/staff-seats.ts';
import type { ForumContext } from '../../context.ts';
import { canServe, type DutyRole, onDuty } from '../rules/roster.ts';
import { loadShifts } from '../store/duty.ts';

/**
 * Who is to be written to of what one duty looks after: whoever is on in it now; where nobody is, whoever is on in
 * another and has the rights it takes; where nobody is on at all, every moderator who has them.
 */
export async function whoIsOn(ctx: ForumContext, role: DutyRole): Promise<StaffSeat[]> {
  const [shifts, staff] = [onDuty(await loadShifts(ctx, ctx.now), ctx.now), (await staffSeats(ctx)).filter(({ roles }) => canServe(role, roles))];
  const on = (isRole: (one: DutyRole) => boolean) => staff.filter(({ id }) => shifts.some((shift) => shift.seatId === id && isRole(shift.role)));
  const [own, other] = [on((one) => one === role), on(() => true)];
  return own.length > 0 ? own : other.length > 0 ? other : staff.filter(({ roles }) => roles.includes('moderator'));
}
