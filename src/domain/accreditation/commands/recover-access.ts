import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { tellOfRecovery } from '../../account/commands/take-recovery.ts';
import type { ForumContext } from '../../context.ts';
import { events } from '../events.ts';
import type { Role } from '../model.ts';
import { isStaff, mayAskRecovery, mayConfirmRecovery, readyAt, type RecoveryRefusal } from '../rules/recovery.ts';
import type { AskRecovery, ConfirmRecovery } from '../schema.ts';

type Done = Outcome<null, RecoveryRefusal | 'accreditation.no_such_seat' | 'accreditation.recovery_already_open' | 'accreditation.no_such_recovery'>;

/**
 * An organiser asks that somebody at the table who lost their second factor be let in without it.
 *
 * Writes   the recovery with its reason, a notice to the person, one journal entry committing to the reason.
 * Refuses  as `mayAskRecovery` does; `accreditation.no_such_seat`; `accreditation.recovery_already_open`.
 */
export function askRecovery(ctx: ForumContext, input: AskRecovery) {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Done> => {
    const { forumId, roles } = ctx.sight;
    const seat = await ctx.db.selectFrom('seat').select('person_id').where('forum_id', '=', forumId).where('id', '=', input.seat).where('standing', 'in', ['good', 'muted']).executeTakeFirst();
    if (!seat) return refused('accreditation.no_such_seat');
    const ruling = mayAskRecovery({ personId: ctx.actor.personId, roles }, seat.person_id);
    if (!ruling.ok || !ctx.actor.personId) return ruling;
    const id = ctx.world.mint();
    const made = await ctx.db.insertInto('recovery').values({ id, person_id: seat.person_id, forum_id: forumId, reason: input.reason, asked_by: ctx.actor.personId, asked_at: ctx.now }).onConflict((c) => c.column('person_id').where('ended_at', 'is', null).doNothing()).returning('id').executeTakeFirst();
    if (!made) return refused('accreditation.recovery_already_open');
    await journal(ctx, { kind: events.recoveryAsked, forumId, subject: id, commit: { person: seat.person_id, reason: input.reason } });
    await tellOfRecovery(ctx, seat.person_id, 'recoveryAsked');
    return granted(null);
  });
}

/**
 * Another member of staff confirms it, or stops it. From the hour it is ready, the person's next sign-in by letter
 * takes the second factor away.
 *
 * Writes   who confirmed and from when it holds; the person's sessions end; a notice; one journal entry.
 * Refuses  as `mayConfirmRecovery` does; `accreditation.no_such_recovery`.
 */
export function confirmRecovery(ctx: ForumContext, input: ConfirmRecovery) {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Done> => {
    const { forumId, roles } = ctx.sight;
    const open = await ctx.db.selectFrom('recovery').selectAll().where('forum_id', '=', forumId).where('id', '=', input.recovery).where('ended_at', 'is', null).forUpdate().executeTakeFirst();
    if (!open) return refused('accreditation.no_such_recovery');
    const by = { personId: ctx.actor.personId, roles };
    if (input.answer === 'stop') return stop(ctx, open.id, by.roles);
    const ruling = mayConfirmRecovery(by, { personId: open.person_id, askedBy: open.asked_by, confirmedBy: open.confirmed_by });
    if (!ruling.ok || !by.personId) return ruling;
    const staff = await ctx.db.selectFrom('staff_person').select('person_id').where('person_id', '=', open.person_id).executeTakeFirst();
    const confirmed_by = [...open.confirmed_by, by.personId];
    const ready_at = readyAt({ staff: staff !== undefined, confirmations: confirmed_by.length, before: open.ready_at }, ctx.now);
    await ctx.db.updateTable('recovery').set({ confirmed_by, ready_at }).where('id', '=', open.id).execute();
    await journal(ctx, { kind: events.recoveryConfirmed, forumId, subject: open.id, facts: { confirmations: confirmed_by.length, readyAt: ready_at.toISOString() } });
    await tellOfRecovery(ctx, open.person_id, 'recoveryConfirmed');
    return granted(null);
  });
}

async function stop(ctx: ForumContext, id: string, roles: readonly Role[]): Promise<Done> {
  if (!isStaff(roles)) return refused('accreditation.not_staff');
  await ctx.db.updateTable('recovery').set({ ended_at: ctx.now, ending: 'cancelled' }).where('id', '=', id).execute();
  await journal(ctx, { kind: events.recoveryStopped, forumId: ctx.sight.forumId, subject: id });
  return granted(null);
}
