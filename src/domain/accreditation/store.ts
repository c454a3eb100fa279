import type { Category } from '../disclosure/model.ts';
import type { Context } from '../context.ts';
import type { Role, Seat, Standing } from './model.ts';

/** The seat a person holds in a forum; null if none. */
export async function seatOf({ db }: Context, forumId: string, personId: string): Promise<Seat | null> {
  const row = await db
    .selectFrom('seat')
    .innerJoin('body', 'body.id', 'seat.body_id')
    .select(['seat.id', 'seat.body_id', 'body.state_id', 'seat.category', 'seat.roles', 'seat.standing', 'seat.speaks_for_state'])
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
  };
}
