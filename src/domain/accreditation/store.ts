import type { Category } from '../disclosure/model.ts';
import type { Context } from '../context.ts';
import type { Duty, Role, Seat, Standing } from './model.ts';

/** The seat a person holds in a forum; null if none. */
export async function seatOf({ db }: Context, forumId: string, personId: string): Promise<Seat | null> {
  const row = await db
    .selectFrom('seat')
    .innerJoin('body', 'body.id', 'seat.body_id')
    .select(['seat.id', 'seat.body_id', 'body.state_id', 'seat.category', 'seat.roles', 'seat.standing', 'seat.speaks_for_state', 'seat.duty'])
    .where('seat.forum_id', '=', forumId)
    .where('seat.person_id', '=', personId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    bodyId: row.body_id,
    stateId: row.state_id,
    category: row.category as Category,
    roles: row.roles as Role[],
    standing: row.standing as Standing,
    speaksForState: row.speaks_for_state,
    duty: row.duty as Duty | null,
  };
}

/** The body of a name, made when missing. */
export async function bodyNamed(ctx: Context, body: { name: string; category: Category; stateId?: string | null; demonstration?: boolean }): Promise<string> {
  const found = await ctx.db.selectFrom('body').select('id').where('name', '=', body.name).executeTakeFirst();
  if (found) return found.id;
  const id = ctx.world.mint();
  await ctx.db.insertInto('body').values({ id, name: body.name, category: body.category, state_id: body.stateId ?? null, demonstration: body.demonstration ?? false }).execute();
  return id;
}

/** Seats of a forum by category, without those withdrawn. */
export async function countSeats({ db }: Pick<Context, 'db'>, forumId: string): Promise<Partial<Record<Category, number>>> {
  const rows = await db.selectFrom('seat').select((eb) => ['category', eb.fn.countAll<number>().as('n')]).where('forum_id', '=', forumId).where('standing', '!=', 'withdrawn').groupBy('category').execute();
  return Object.fromEntries(rows.map(({ category, n }) => [category, n])) as Partial<Record<Category, number>>;
}

export type InvitationFacts = { forumId: string; id: string; email: string; name: string; bodyId: string; bodyName: string; category: Category; roles: Role[]; locale: string; expiresAt: Date; answeredAt: Date | null };

/** The invitation of a token; the token itself is kept nowhere. */
export async function invitationOf({ db }: Pick<Context, 'db'>, tokenHash: Buffer, { lock = false } = {}): Promise<InvitationFacts | null> {
  let query = db
    .selectFrom('invitation')
    .innerJoin('body', 'body.id', 'invitation.body_id')
    .selectAll('invitation')
    .select('body.name as body_name')
    .where('invitation.token_hash', '=', tokenHash);
  if (lock) query = query.forUpdate('invitation');
  const row = await query.executeTakeFirst();
  if (!row) return null;
  return { forumId: row.forum_id, id: row.id, email: row.email, name: row.name, bodyId: row.body_id, bodyName: row.body_name, category: row.category as Category, roles: row.roles as Role[], locale: row.locale, expiresAt: row.expires_at, answeredAt: row.answered_at };
}

/** Whether a State is participating on a day: Partners and States of other years are not. */
export async function isParticipatingState({ db }: Pick<Context, 'db'>, stateId: string, day: string): Promise<boolean> {
  const row = await db
    .selectFrom('membership')
    .select('status')
    .where('state_id', '=', stateId)
    .where('from_day', '<=', day)
    .where((eb) => eb.or([eb('until_day', 'is', null), eb('until_day', '>', day)]))
    .executeTakeFirst();
  return row?.status === 'participating-state';
}
