import { enterShift } from '#domain/moderation/commands/keep-roster.ts';
import type { DutyRole } from '#domain/moderation/rules/roster.ts';
import type { DemoForum } from './demonstration-data.ts';
import { type Deed, type Mint, must, staff } from './demonstration-deed.ts';
import { moderators } from './demonstration-discussion.ts';

/** Who is on each day of a forum; nights and the librarian are left out, so that the roster has gaps to show. */
const daily: readonly { role: DutyRole; person: string; from: string; until: string }[] = [
  { role: 'referee', person: moderators[0] ?? '', from: '08:00', until: '15:00' },
  { role: 'referee', person: moderators[1] ?? '', from: '15:00', until: '22:00' },
  { role: 'host', person: moderators[1] ?? '', from: '08:00', until: '13:00' },
  { role: 'manager', person: staff.organiser, from: '09:00', until: '17:00' },
  { role: 'reporter', person: staff.rapporteur, from: '15:00', until: '19:00' },
];

/** The roster of a forum, entered by its organiser an hour before it opens. */
export function dutyDeeds(forum: DemoForum, mint: Mint): Deed[] {
  const at = new Date(new Date(forum.opens).getTime() - 3_600_000);
  const days: string[] = [];
  for (let day = forum.opens.slice(0, 10); day <= forum.closes.slice(0, 10); day = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)) days.push(day);
  return days.flatMap((day) => daily.map(({ role, person, from, until }): Deed => ({ at, what: `${role} on ${day}`, run: async () => {
    const [{ ctx, submissionId }, served] = [await mint(staff.organiser, at), await mint(person, at)];
    return must(`${role} on ${day}`, enterShift(ctx, { submissionId, role, seat: served.ctx.sight.seat?.id ?? '', day, from, until }));
  } })));
}
