import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import type { Role } from '../model.ts';

export type StaffSeat = { id: string; roles: readonly Role[]; personId: string; name: string; email: string; locale: string };

/** Everyone with a role in running the forum, in good standing, by name; each with all of their roles. */
export async function staffSeats({ db, sight }: ForumContext): Promise<StaffSeat[]> {
  const rows = await db
    .selectFrom('seat').innerJoin('person', 'person.id', 'seat.person_id')
    .select(['seat.id', 'seat.roles', 'person.id as personId', 'person.name', 'person.email', 'person.locale'])
    .where('seat.forum_id', '=', sight.forumId).where('seat.standing', '=', 'good')
    .where(sql<boolean>`seat.roles && array['organiser','moderator','rapporteur']::text[]`)
    .orderBy('person.name').orderBy('seat.id').execute();
  return rows.map((row) => ({ ...row, roles: row.roles as Role[] }));
}
