import { sql } from 'kysely';
import type { Context, ForumContext } from '../../context.ts';
import type { Waiting, Wish } from '../rules/telling.ts';
import { shownColumns, shownJoins, type ThreadRow } from './shown-row.ts';

/** When a seat last had letters of what is new, held until the transaction ends: a second worker waits here. */
export async function holdLastTelling({ db }: Pick<Context, 'db'>, forumId: string, seatId: string): Promise<Wish['last']> {
  await db.insertInto('last_telling').values({ forum_id: forumId, seat_id: seatId, day: '0001-01-01', letters: 0 }).onConflict((c) => c.doNothing()).execute();
  const { rows } = await sql<{ day: string; letters: number }>`select to_char(day, 'YYYY-MM-DD') as day, letters from last_telling where forum_id = ${forumId} and seat_id = ${seatId} for update`.execute(db);
  return rows[0] && rows[0].letters > 0 ? rows[0] : null;
}

/** Notes the letters of a day; those of an earlier day are forgotten. */
export async function saveTelling({ db }: Pick<Context, 'db'>, forumId: string, seatId: string, last: { day: string; letters: number }): Promise<void> {
  await db.updateTable('last_telling').set(last).where('forum_id', '=', forumId).where('seat_id', '=', seatId).execute();
}

/** Contributions shown of which a seat was not told yet, one's own among them; oldest first. An archive brought in is no news. */
export async function untold({ db }: Pick<Context, 'db'>, forumId: string, seatId: string): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select c.id, c.root_id as "rootId", c.received_at as at from contribution c
    where c.forum_id = ${forumId} and c.visibility = 'shown' and c.channel <> 'import'
      and not exists (select from told_of t where t.forum_id = c.forum_id and t.seat_id = ${seatId} and t.contribution_id = c.id)
    order by c.received_at, c.id`.execute(db);
  return rows;
}

/** Notes that a seat was told of these. */
export async function saveTold({ db }: Pick<Context, 'db'>, forumId: string, seatId: string, ids: readonly string[]): Promise<void> {
  await sql`insert into told_of (forum_id, seat_id, contribution_id) select ${forumId}, ${seatId}, unnest(${[...ids]}::uuid[]) on conflict do nothing`.execute(db);
}

export type ToldRow = ThreadRow & { stands_in_code: string; short_text: string; markdown: string; /** Whether a moderator's cover lies on it. */ covered: boolean };

/** Those of some contributions that are shown and that a seat has not read, in reading order. */
export async function loadTold({ db, sight }: ForumContext, seatId: string, ids: readonly string[]): Promise<ToldRow[]> {
  const { rows } = await sql<ToldRow>`
    select ${shownColumns}, at.code as stands_in_code, at.short_text, r.markdown,
      exists (select from cover v where v.forum_id = c.forum_id and v.contribution_id = c.id and v.attachment_id is null and not v.lifted) as covered
    from contribution c ${shownJoins}
    join guiding_question at on at.forum_id = c.forum_id and at.id = c.stands_in
    join focus_aspect a on a.forum_id = at.forum_id and a.id = at.aspect_id
    where c.forum_id = ${sight.forumId} and c.id = any(${[...ids]}::uuid[]) and c.visibility = 'shown'
      and not exists (select from read_mark m where m.forum_id = c.forum_id and m.seat_id = ${seatId} and m.contribution_id = c.id)
    order by a.position, at.position, c.root_place, c.id <> c.root_id, c.place`.execute(db);
  return rows;
}
