import type { ForumContext } from '../../context.ts';
import { isStaff, mayConfirmRecovery } from '../rules/recovery.ts';

export type RecoveryLine = { id: string; person: string; body: string; reason: string; askedAt: Date; confirmations: number; readyAt: Date | null; canConfirm: boolean };
export type RecoveryPage = { seats: { id: string; person: string; body: string }[]; open: RecoveryLine[]; canAsk: boolean };

/** Recoveries that are open in a forum, and the seats for which one can be asked; null for one who is not staff. */
export async function recoveryPage(ctx: ForumContext): Promise<RecoveryPage | null> {
  const { forumId, roles } = ctx.sight;
  if (!isStaff(roles)) return null;
  const [seats, open] = await Promise.all([
    ctx.db.selectFrom('seat').innerJoin('person', 'person.id', 'seat.person_id').innerJoin('body', 'body.id', 'seat.body_id').select(['seat.id', 'person.name as person', 'body.name as body', 'seat.person_id']).where('seat.forum_id', '=', forumId).where('seat.standing', 'in', ['good', 'muted']).orderBy('person.name').execute(),
    ctx.db.selectFrom('recovery').selectAll().where('forum_id', '=', forumId).where('ended_at', 'is', null).orderBy('asked_at').execute(),
  ]);
  const seatOf = new Map(seats.map((s) => [s.person_id, s]));
  return {
    canAsk: roles.includes('organiser'),
    seats: seats.filter((s) => s.person_id !== ctx.actor.personId).map(({ id, person, body }) => ({ id, person, body })),
    open: open.map((r) => ({
      id: r.id, person: seatOf.get(r.person_id)?.person ?? '–', body: seatOf.get(r.person_id)?.body ?? '', reason: r.reason, askedAt: r.asked_at, confirmations: r.confirmed_by.length, readyAt: r.ready_at,
      canConfirm: mayConfirmRecovery({ personId: ctx.actor.personId, roles }, { personId: r.person_id, askedBy: r.asked_by, confirmedBy: r.confirmed_by }).ok,
    })),
  };
}
