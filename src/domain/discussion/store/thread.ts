import { type RawBuilder, sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import type { GuideKind, Order } from '../model.ts';
import { shownColumns, shownJoins, type ThreadRow } from './shown-row.ts';

/** Where something stands in the order of its question: the place of its thread, whether it is a reply, its own place. */
export type Spot = { questionId: string; rootId: string; rootPlace: number; reply: boolean; place: number };
/** A page is what follows a spot, or comes before one; null at the very beginning, or, for `before`, at the end. */
export type Cursor = { after: Spot | null } | { before: Spot | null };
export type Slice = { rows: ThreadRow[]; /** Where each of them stands. */ spots: { id: string; rootPlace: number; reply: boolean; place: number }[]; earlier: boolean; later: boolean };

const key = { thread: sql`c.root_place, c.id <> c.root_id, c.place`, time: sql`c.place` };
const backwards = { thread: sql`c.root_place desc, (c.id <> c.root_id) desc, c.place desc`, time: sql`c.place desc` };
const beyond = (order: Order, than: RawBuilder<unknown>, spot: Spot) =>
  order === 'thread' ? sql`(c.root_place, c.id <> c.root_id, c.place) ${than} (${spot.rootPlace}::bigint, ${spot.reply}::boolean, ${spot.place}::bigint)` : sql`c.place ${than} ${spot.place}::bigint`;

/**
 * A page of a question's contributions with what their regimes let be known of their authors: the hottest read, in
 * one statement whose cost does not grow with the thread. One more than `size` is asked for, to know whether there is more.
 */
export async function loadSlice(ctx: ForumContext, questionId: string, order: Order, cursor: Cursor, size: number): Promise<Slice> {
  const forwards = 'after' in cursor;
  const spot = forwards ? cursor.after : cursor.before;
  const { rows } = await sql<ThreadRow & { root_place: number; place: number }>`
    with page as (${slice(ctx, questionId, order, cursor, size + 1)})
    select ${shownColumns}, c.root_place, c.place from page c ${shownJoins}
    order by ${forwards ? key[order] : backwards[order]}`.execute(ctx.db);
  const more = rows.length > size;
  const kept = more ? rows.slice(0, size) : rows;
  if (!forwards) kept.reverse();
  const spots = kept.map((row) => ({ id: row.id, rootPlace: row.root_place, reply: row.id !== row.root_id, place: row.place }));
  return { rows: kept, spots, ...(forwards ? { earlier: spot !== null, later: more } : { earlier: more, later: spot !== null }) };
}

/** The references of what stands on a page, without their texts. */
export async function loadSliceRefs(ctx: ForumContext, questionId: string, order: Order, cursor: Cursor, size: number): Promise<{ code: string; number: number }[]> {
  const { rows } = await sql<{ code: string; number: number }>`
    with page as (${slice(ctx, questionId, order, cursor, size)})
    select q.code, c.number from page c join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id`.execute(ctx.db);
  return rows;
}

function slice({ sight }: ForumContext, questionId: string, order: Order, cursor: Cursor, limit: number) {
  const forwards = 'after' in cursor;
  const spot = forwards ? cursor.after : cursor.before;
  return sql`
    select c.* from contribution c where c.forum_id = ${sight.forumId} and c.stands_in = ${questionId}
    ${spot ? sql`and ${beyond(order, forwards ? sql`>` : sql`<`, spot)}` : sql``}
    order by ${forwards ? key[order] : backwards[order]} limit ${limit}`;
}

/** `code` is that of the question it stands in, `ownCode` that of its number. */
export type Standing = Spot & { id: string; code: string; ownCode: string; number: number };

/** Where a contribution stands now. */
export async function loadSpot({ db, sight }: ForumContext, by: { code: string; number: number } | { id: string }): Promise<Standing | null> {
  const { rows } = await sql<Standing>`
    select c.id, c.stands_in as "questionId", at.code, q.code as "ownCode", c.number, c.root_id as "rootId", c.root_place as "rootPlace", c.id <> c.root_id as reply, c.place
    from contribution c join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id
    join guiding_question at on at.forum_id = c.forum_id and at.id = c.stands_in
    where c.forum_id = ${sight.forumId} and ${'id' in by ? sql`c.id = ${by.id}` : sql`q.code = ${by.code} and c.number = ${by.number}`}`.execute(db);
  return rows[0] ?? null;
}

/**
 * After which contribution the page begins that holds a spot in its middle; null where the first page holds it.
 * Looks at no more than a page's rows, however long the thread is.
 */
export async function loadBoundary({ db, sight }: ForumContext, spot: Spot, { size, context }: { size: number; context: number }): Promise<{ code: string; number: number } | null> {
  const { rows } = await sql<{ code: string; number: number; nth: number }>`
    select q.code, c.number, row_number() over ()::int as nth from (
      select c.question_id, c.number, c.forum_id from contribution c
      where c.forum_id = ${sight.forumId} and c.stands_in = ${spot.questionId} and ${beyond('thread', sql`<`, spot)}
      order by ${backwards.thread} limit ${size}
    ) c join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id`.execute(db);
  return rows.length < size ? null : (rows.find(({ nth }) => nth === context + 1) ?? null);
}

/** What facilitators said under a question, as a list leads to it: the newest first. */
export async function loadGuides({ db, sight }: ForumContext, questionId: string): Promise<{ kind: GuideKind; code: string; number: number; at: Date }[]> {
  const { rows } = await sql<{ kind: GuideKind; code: string; number: number; at: Date }>`
    select c.kind, q.code, c.number, c.received_at as at from contribution c join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id
    where c.forum_id = ${sight.forumId} and c.stands_in = ${questionId} and c.kind <> 'contribution' and c.visibility = 'shown'
    order by c.place desc limit 12`.execute(db);
  return rows;
}

/** One contribution as a page shows it, with the question it stands in. */
export async function loadShown({ db, sight }: ForumContext, { code, number }: { code: string; number: number }): Promise<(ThreadRow & { stands_in_code: string }) | null> {
  const { rows } = await sql<ThreadRow & { stands_in_code: string }>`
    select ${shownColumns}, at.code as stands_in_code from contribution c ${shownJoins}
    join guiding_question at on at.forum_id = c.forum_id and at.id = c.stands_in
    where c.forum_id = ${sight.forumId} and q.code = ${code} and c.number = ${number}`.execute(db);
  return rows[0] ?? null;
}
