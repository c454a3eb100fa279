import { sql } from 'kysely';
import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';

/**
 * Empties the seats of a person who leaves: the seat and its body stay, since what was said there refers to them.
 *
 * Writes   each seat withdrawn with its duties, one journal entry each; name and address out of their invitations, nominations and applications, notes of calls with them.
 * Shape    the seats, with their forums.
 */
export async function forgetSeats(ctx: Context, { personId, email }: { personId: string; email: string }): Promise<{ forumId: string; seatId: string }[]> {
  const seats = await ctx.db
    .updateTable('seat')
    .set({ standing: 'withdrawn', default_regime: null, speaks_for_state: false, duty: null })
    .where('person_id', '=', personId)
    .returning(['forum_id', 'id'])
    .execute();
  const address = email.toLowerCase();
  await sql`delete from call_note c using invitation i where i.forum_id = c.forum_id and i.id = c.invitation_id and lower(i.email) = ${address}`.execute(ctx.db);
  await ctx.db.deleteFrom('reminder').where((eb) => eb(eb.fn('lower', ['address']), '=', address)).execute();
  for (const table of ['invitation', 'nomination'] as const) await ctx.db.updateTable(table).set(nobody).where((eb) => eb(eb.fn('lower', ['email']), '=', address)).execute();
  await ctx.db.updateTable('application').set({ ...nobody, reason: '' }).where((eb) => eb(eb.fn('lower', ['email']), '=', address)).execute();
  for (const { forum_id: forumId, id } of seats) {
    await journal(ctx, { kind: events.standingChanged, forumId, subject: id, facts: { standing: 'withdrawn' } });
    await notify(ctx, { topic: `seats:${forumId}`, what: id });
  }
  return seats.map((s) => ({ forumId: s.forum_id, seatId: s.id }));
}

/** Takes names and addresses out of the invitations, nominations and applications of a forum; how many there were, and to which bodies, stays. */
export async function forgetInvitations({ db }: Pick<Context, 'db'>, forumId: string): Promise<number> {
  let emptied = 0;
  for (const table of ['invitation', 'nomination'] as const) emptied += Number((await db.updateTable(table).set(nobody).where('forum_id', '=', forumId).where('name', '!=', '').executeTakeFirst()).numUpdatedRows);
  for (const table of ['call_note', 'reminder'] as const) await db.deleteFrom(table).where('forum_id', '=', forumId).execute();
  await db.updateTable('application').set({ ...nobody, reason: '' }).where('forum_id', '=', forumId).where('name', '!=', '').execute();
  return emptied;
}

/** An address no letter reaches, another for each row. */
const nobody = { name: '', email: sql<string>`id::text || '@erased.invalid'` };
