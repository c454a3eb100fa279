import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import type { ThreadRow } from '../store.ts';
import { joinByline } from './join-byline.ts';

export type UnreadRow = ThreadRow & { code: string; question_id: string };

/** Contributions shown that a seat has neither read nor written, in the order of the questions and their threads. */
export async function loadUnread({ db, sight }: ForumContext, seatId: string, written: readonly string[], { questionId = null as string | null, limit = 50 } = {}): Promise<UnreadRow[]> {
  const { rows } = await sql<UnreadRow>`
    select c.id, c.question_id, c.number, p.number as parent_number, c.root_id, c.kind, c.regime, c.marking, c.lang, c.received_at, c.revision, c.visibility,
      c.withheld_ground, r.html, b.person, b.affiliation, b.affiliation_names, b.category, b.capacity, b.states, b.former, c.received_after_closing as late, q.code
    from contribution c
    join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id
    join focus_aspect a on a.forum_id = q.forum_id and a.id = q.aspect_id
    join contribution root on root.forum_id = c.forum_id and root.id = c.root_id
    join revision r on r.forum_id = c.forum_id and r.contribution_id = c.id and r.number = c.revision
    left join contribution p on p.forum_id = c.forum_id and p.id = c.parent_id
    ${joinByline}
    where ${isUnread(sight.forumId, seatId, written)} ${questionId ? sql`and c.question_id = ${questionId}` : sql``}
    order by a.position, q.position, root.number, c.number limit ${limit}`.execute(db);
  return rows;
}

/** How many are unread in each question that has any. */
export async function countUnread({ db, sight }: ForumContext, seatId: string, written: readonly string[]): Promise<{ questionId: string; count: number }[]> {
  const { rows } = await sql<{ questionId: string; count: number }>`
    select c.question_id as "questionId", count(*)::int as count from contribution c
    where ${isUnread(sight.forumId, seatId, written)} group by c.question_id`.execute(db);
  return rows;
}

const isUnread = (forumId: string, seatId: string, written: readonly string[]) => sql`
  c.forum_id = ${forumId} and c.visibility = 'shown' and not (c.id = any(${[...written]}::uuid[]))
  and not exists (select from read_mark m where m.forum_id = c.forum_id and m.seat_id = ${seatId} and m.contribution_id = c.id)`;

/** When a seat last read something; null before it ever did. */
export async function lastRead({ db, sight }: ForumContext, seatId: string): Promise<Date | null> {
  const row = await db.selectFrom('read_mark').select((eb) => eb.fn.max('read_at').as('at')).where('forum_id', '=', sight.forumId).where('seat_id', '=', seatId).executeTakeFirst();
  return row?.at ?? null;
}

/** Marks what is shown and among these as read; what was read before keeps its instant. Answers with how many were new. */
export async function insertMarks({ db, sight, now }: ForumContext, seatId: string, of: { numbers: readonly { code: string; number: number }[] } | { questionId: string | null }): Promise<number> {
  const which = 'numbers' in of
    ? sql`(q.code, c.number) in (select * from unnest(${of.numbers.map(({ code }) => code)}::text[], ${of.numbers.map(({ number }) => number)}::int[]))`
    : of.questionId ? sql`c.question_id = ${of.questionId}` : sql`true`;
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
