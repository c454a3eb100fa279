import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import { shownColumns, shownJoins, type ThreadRow } from './shown-row.ts';

export type UnreadRow = ThreadRow & { stands_in_code: string };
const order = sql`a.position, at.position, c.root_place, c.id <> c.root_id, c.place`;
const whereItStands = sql`
  join guiding_question at on at.forum_id = c.forum_id and at.id = c.stands_in
  join focus_aspect a on a.forum_id = at.forum_id and a.id = at.aspect_id`;

/** Contributions shown that a seat has neither read nor written, in the order of the questions and their threads. */
export async function loadUnread({ db, sight }: ForumContext, seatId: string, written: readonly string[], { questionId = null as string | null, limit = 50 } = {}): Promise<UnreadRow[]> {
  const { rows } = await sql<UnreadRow>`
    with page as (
      select c.*, a.position as part, at.position as question, at.code as stands_in_code from contribution c ${whereItStands}
      where ${isUnread(sight.forumId, seatId, written)} ${questionId ? sql`and c.stands_in = ${questionId}` : sql``}
      order by ${order} limit ${limit}
    )
    select ${shownColumns}, c.stands_in_code from page c ${shownJoins} 
    order by c.part, c.question, c.root_place, c.id <> c.root_id, c.place`.execute(db);
  return rows;
}

/** The first that a seat has neither read nor written after a spot in the order of reading; from the beginning without one. */
export async function loadNextUnread({ db, sight }: ForumContext, seatId: string, written: readonly string[], after: string | null): Promise<{ code: string; number: number } | null> {
  const { rows } = await sql<{ code: string; number: number }>`
    select q.code, c.number from contribution c ${whereItStands}
    join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id
    where ${isUnread(sight.forumId, seatId, written)}
      ${after ? sql`and (${order}) > (select ${order} from contribution c ${whereItStands} where c.forum_id = ${sight.forumId} and c.id = ${after})` : sql``}
    order by ${order} limit 1`.execute(db);
  return rows[0] ?? null;
}

/** Which of some contributions a seat has neither read nor written. */
export async function loadUnreadAmong({ db, sight }: ForumContext, seatId: string, written: readonly string[], refs: readonly { code: string; number: number }[]): Promise<{ code: string; number: number }[]> {
  const { rows } = await sql<{ code: string; number: number }>`
    select q.code, c.number from contribution c join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id
    where ${isUnread(sight.forumId, seatId, written)} and ${isAmong(refs)} order by c.root_place, c.id <> c.root_id, c.place`.execute(db);
  return rows;
}

/** How many are unread in each question that has any. */
export async function countUnread({ db, sight }: ForumContext, seatId: string, written: readonly string[], questionId: string | null = null): Promise<{ questionId: string; count: number }[]> {
  const { rows } = await sql<{ questionId: string; count: number }>`
    select c.stands_in as "questionId", count(*)::int as count from contribution c
    where ${isUnread(sight.forumId, seatId, written)} ${questionId ? sql`and c.stands_in = ${questionId}` : sql``} group by c.stands_in`.execute(db);
  return rows;
}

const isUnread = (forumId: string, seatId: string, written: readonly string[]) => sql`
  c.forum_id = ${forumId} and c.visibility = 'shown' and not (c.id = any(${[...written]}::uuid[]))
  and not exists (select from read_mark m where m.forum_id = c.forum_id and m.seat_id = ${seatId} and m.contribution_id = c.id)`;

const isAmong = (refs: readonly { code: string; number: number }[]) => sql`
  (q.code, c.number) in (select * from unnest(${refs.map(({ code }) => code)}::text[], ${refs.map(({ number }) => number)}::int[]))`;

/** When a seat last read something; null before it ever did. */
export async function lastRead({ db, sight }: ForumContext, seatId: string): Promise<Date | null> {
  const row = await db.selectFrom('read_mark').select((eb) => eb.fn.max('read_at').as('at')).where('forum_id', '=', sight.forumId).where('seat_id', '=', seatId).executeTakeFirst();
  return row?.at ?? null;
}

/** Marks what is shown and among these as read; what was read before keeps its instant. Answers with how many were new. */
export async function insertMarks({ db, sight, now }: ForumContext, seatId: string, of: { numbers: readonly { code: string; number: number }[] } | { questionId: string | null }): Promise<number> {
  const which = 'numbers' in of
    ? isAmong(of.numbers)
    : of.questionId ? sql`c.stands_in = ${of.questionId}` : sql`true`;
  const { rows } = await sql<{ one: number }>`
    insert into read_mark (forum_id, seat_id, contribution_id, read_at)
    select c.forum_id, ${seatId}, c.id, ${now} from contribution c
    join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id
    where c.forum_id = ${sight.forumId} and c.visibility = 'shown' and ${which}
    on conflict do nothing returning 1 as one`.execute(db);
  return rows.length;
}

/** Takes back the marks set at one instant: an undone "mark all as read". */
export async function deleteMarks({ db, sight }: ForumContext, seatId: string, at: Date): Promise<void> {
  await db.deleteFrom('read_mark').where('forum_id', '=', sight.forumId).where('seat_id', '=', seatId).where('read_at', '=', at).execute();
}
