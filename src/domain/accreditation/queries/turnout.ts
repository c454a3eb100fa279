import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import type { Category } from '../../disclosure/model.ts';

export type Turnout = { category: Category; stateId: string | null; invited: number; registered: number };
export type StateName = { id: string; names: Readonly<Record<string, string>> };

/**
 * Who was invited and who took a seat, by category and State: people, each once by their address. Staff do not count.
 *
 * Shape    whoever has a seat counts as invited, also where the seat was given directly.
 */
export async function turnout({ db, sight }: ForumContext): Promise<Turnout[]> {
  const { rows } = await sql<Turnout>`
    with people as (
      select distinct on (email) email, category, state_id, seated from (
        select lower(p.email) as email, s.category, b.state_id, true as seated
        from seat s join person p on p.id = s.person_id join body b on b.id = s.body_id
        where s.forum_id = ${sight.forumId} and s.standing <> 'withdrawn'
        union all
        select lower(i.email), i.category, b.state_id, false
        from invitation i join body b on b.id = i.body_id
        where i.forum_id = ${sight.forumId} and i.answer is distinct from 'replaced'
      ) asked order by email, seated desc
    )
    select category, state_id as "stateId", count(*)::int as invited, (count(*) filter (where seated))::int as registered
    from people where category <> 'staff' group by category, state_id order by category, state_id`.execute(db);
  return rows;
}

/** States in their French order, with their names. */
export async function statesInOrder({ db }: ForumContext, stateIds: readonly string[]): Promise<StateName[]> {
  if (stateIds.length === 0) return [];
  const rows = await db.selectFrom('state').select(['id', 'names']).where('id', 'in', [...stateIds]).orderBy('order_fr').orderBy('code').execute();
  return rows.map(({ id, names }) => ({ id, names: names as Record<string, string> }));
}

export type SeatName = { id: string; name: string; role: string };

/** Who runs the forum and may be given a task, the first organiser first. */
export async function staffOf({ db, sight }: ForumContext): Promise<(SeatName & { personId: string; email: string; locale: string })[]> {
  const rows = await db
    .selectFrom('seat').innerJoin('person', 'person.id', 'seat.person_id')
    .select(['seat.id', 'seat.roles', 'seat.accredited_at', 'person.id as personId', 'person.name', 'person.email', 'person.locale'])
    .where('seat.forum_id', '=', sight.forumId).where('seat.standing', '=', 'good')
    .where(sql<boolean>`seat.roles && array['organiser','moderator']::text[]`)
    .orderBy('seat.accredited_at').orderBy('seat.id').execute();
  const staff = rows.map(({ roles, accredited_at: _, ...row }) => ({ ...row, role: roles.includes('organiser') ? 'organiser' : 'moderator' }));
  return [...staff.filter(({ role }) => role === 'organiser'), ...staff.filter(({ role }) => role === 'moderator')];
}
