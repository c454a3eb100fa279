import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import type { RelocationKind } from '../model.ts';
import type { Spot } from './thread.ts';

export type RelocationRow = {
  id: string; kind: RelocationKind; subjectId: string; from: Spot; toQuestion: string; toRoot: string; underId: string | null; reason: string; movedAt: Date; undoneAt: Date | null;
  subjectCode: string; subjectNumber: number; fromCode: string; toCode: string; rootCode: string; rootNumber: number; underCode: string | null; underNumber: number | null; count: number;
};

const rows = sql`
  select l.id, l.kind, l.subject_id as "subjectId", l.to_question as "toQuestion", l.to_root as "toRoot", l.under_id as "underId", l.reason, l.moved_at as "movedAt", l.undone_at as "undoneAt",
    jsonb_build_object('questionId', l.from_question, 'rootId', l.from_root, 'rootPlace', l.from_root_place, 'reply', l.from_root <> l.subject_id, 'place', l.from_place) as "from",
    sq.code as "subjectCode", s.number as "subjectNumber", fq.code as "fromCode", tq.code as "toCode", rq.code as "rootCode", r.number as "rootNumber", uq.code as "underCode", u.number as "underNumber",
    (select count(*)::int from relocated d where d.forum_id = l.forum_id and d.relocation_id = l.id) as count
  from relocation l
  join contribution s on s.forum_id = l.forum_id and s.id = l.subject_id join guiding_question sq on sq.forum_id = s.forum_id and sq.id = s.question_id
  join guiding_question fq on fq.forum_id = l.forum_id and fq.id = l.from_question
  join guiding_question tq on tq.forum_id = l.forum_id and tq.id = l.to_question
  join contribution r on r.forum_id = l.forum_id and r.id = l.from_root join guiding_question rq on rq.forum_id = r.forum_id and rq.id = r.question_id
  left join contribution u on u.forum_id = l.forum_id and u.id = l.under_id left join guiding_question uq on uq.forum_id = u.forum_id and uq.id = u.question_id`;

/** What was moved away from a question and not taken back, in the order it stood there. */
export async function loadMovedFrom({ db, sight }: ForumContext, questionId: string): Promise<RelocationRow[]> {
  return (await sql<RelocationRow>`${rows} where l.forum_id = ${sight.forumId} and l.from_question = ${questionId} and l.undone_at is null order by l.from_root_place, l.from_root <> l.subject_id, l.from_place`.execute(db)).rows;
}

/** What was moved with one of these contributions at its head, the newest first. */
export async function loadRelocationsOf({ db, sight }: ForumContext, subjectIds: readonly string[]): Promise<RelocationRow[]> {
  if (subjectIds.length === 0) return [];
  return (await sql<RelocationRow>`${rows} where l.forum_id = ${sight.forumId} and l.subject_id = any(${[...subjectIds]}::uuid[]) order by l.nth desc`.execute(db)).rows;
}

export async function loadRelocation({ db, sight }: ForumContext, id: string): Promise<RelocationRow | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  return (await sql<RelocationRow>`${rows} where l.forum_id = ${sight.forumId} and l.id = ${id}`.execute(db)).rows[0] ?? null;
}

/** Holds the threads of these questions, always in one order: no contribution enters them until the transaction ends. */
export async function holdThreads({ db, sight }: ForumContext, questionIds: readonly string[]): Promise<void> {
  await sql`select 1 from thread where forum_id = ${sight.forumId} and question_id = any(${[...questionIds]}::uuid[]) order by question_id for update`.execute(db);
}

/**
 * A contribution with all that hangs on it: its thread where it is the first, else its replies and theirs in that
 * thread. The thread's first hangs on nothing there, even where it once replied to what now stands under it.
 */
export async function loadBranch({ db, sight }: ForumContext, id: string, rootId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive branch as (
      select id from contribution where forum_id = ${sight.forumId} and id = ${id}
      union all
      select c.id from branch b join contribution c on c.forum_id = ${sight.forumId} and c.parent_id = b.id and c.root_id = ${rootId} and c.id <> ${rootId}
    )
    select c.id from contribution c where c.forum_id = ${sight.forumId} and ${id === rootId ? sql`c.root_id = ${rootId}` : sql`c.id in (select id from branch)`}
    order by c.place`.execute(db);
  return rows.map((row) => row.id);
}

export type Moving = { kind: RelocationKind; subject: Spot & { id: string }; ids: readonly string[]; toQuestion: string; under: { id: string; rootId: string; rootPlace: number } | null; reason: string };

/** Writes a relocation and puts its contributions where it says; within a question they keep their places. */
export async function insertRelocation(ctx: ForumContext, m: Moving): Promise<string> {
  const { db, sight, now, world } = ctx;
  const { forumId } = sight;
  const id = world.mint();
  const toRoot = m.under?.rootId ?? m.subject.id;
  await db.insertInto('relocation').values({ forum_id: forumId, id, kind: m.kind, subject_id: m.subject.id, from_question: m.subject.questionId, from_root: m.subject.rootId, from_root_place: m.subject.rootPlace, from_place: m.subject.place, to_question: m.toQuestion, to_root: toRoot, under_id: m.under?.id ?? null, reason: m.reason, moved_at: now }).execute();
  await sql`insert into relocated (forum_id, relocation_id, contribution_id, stands_in, root_id, root_place, place)
    select c.forum_id, ${id}, c.id, c.stands_in, c.root_id, c.root_place, c.place from contribution c where c.forum_id = ${forumId} and c.id = any(${[...m.ids]}::uuid[])`.execute(db);
  await place(ctx, m.ids, { from: m.subject.questionId, to: m.toQuestion });
  const rootPlace = m.under ? sql`${m.under.rootPlace}::bigint` : sql`(select s.place from contribution s where s.forum_id = ${forumId} and s.id = ${m.subject.id})`;
  await sql`update contribution set root_id = ${toRoot}, root_place = ${rootPlace} where forum_id = ${forumId} and id = any(${[...m.ids]}::uuid[])`.execute(db);
  return id;
}

/** Gives contributions new places at the end of another question, in the order they had; with them go drafts of replies. */
export async function place({ db, sight }: ForumContext, ids: readonly string[], { from, to }: { from: string; to: string }): Promise<void> {
  if (from === to || ids.length === 0) return;
  const { forumId } = sight;
  const { rows } = await sql<{ base: number }>`select greatest(last_place, last_number::bigint * 1000000) as base from thread where forum_id = ${forumId} and question_id = ${to}`.execute(db);
  await sql`update contribution c set stands_in = ${to}, place = ${rows[0]?.base ?? 0}::bigint + n.nth
    from (select id, row_number() over (order by place) as nth from contribution where forum_id = ${forumId} and id = any(${[...ids]}::uuid[])) n
    where c.forum_id = ${forumId} and c.id = n.id`.execute(db);
  await sql`update thread set last_place = ${rows[0]?.base ?? 0}::bigint + ${ids.length} where forum_id = ${forumId} and question_id = ${to}`.execute(db);
  await carry({ db, sight }, ids, { from, to });
}

/** What a question counts, and whose drafts of replies lie there, follows what was moved. */
export async function carry({ db, sight }: Pick<ForumContext, 'db' | 'sight'>, ids: readonly string[], { from, to }: { from: string; to: string }): Promise<void> {
  if (from === to) return;
  const { forumId } = sight;
  await sql`update thread set moved = moved + case when question_id = ${to} then ${ids.length}::int else ${-ids.length}::int end where forum_id = ${forumId} and question_id in (${from}, ${to})`.execute(db);
  await sql`update draft set question_id = ${to} where forum_id = ${forumId} and question_id = ${from} and parent_id = any(${[...ids]}::uuid[])`.execute(db);
}

/** Whether anything of a relocation was moved again, something was put under it, or the thread it came from stands elsewhere. */
export async function wasMovedSince({ db, sight }: ForumContext, id: string): Promise<boolean> {
  const { rows } = await sql<{ since: boolean }>`
    select exists (select from relocation later where later.forum_id = l.forum_id and later.nth > l.nth and later.undone_at is null
        and (later.to_root = l.subject_id or exists (select from relocated a join relocated b on b.forum_id = a.forum_id and b.contribution_id = a.contribution_id
          where a.forum_id = l.forum_id and a.relocation_id = l.id and b.relocation_id = later.id)))
      or (l.from_root <> l.subject_id and not exists (select from contribution c where c.forum_id = l.forum_id and c.id = l.from_root
        and c.root_id = c.id and c.stands_in = l.from_question and c.root_place = l.from_root_place)) as since
    from relocation l where l.forum_id = ${sight.forumId} and l.id = ${id}`.execute(db);
  return rows[0]?.since ?? true;
}

/** Puts everything back exactly where it stood; what was replied since follows what it replies to. Answers with how many. */
export async function undoRelocation(ctx: ForumContext, row: RelocationRow): Promise<number> {
  const { db, sight, now } = ctx;
  const { forumId } = sight;
  const now_ = row.underId ? row.toRoot : row.subjectId;
  const moved = (await db.selectFrom('relocated').select('contribution_id').where('forum_id', '=', forumId).where('relocation_id', '=', row.id).execute()).map((r) => r.contribution_id);
  const { rows: since } = await sql<{ id: string }>`
    with recursive branch as (
      select contribution_id as id from relocated where forum_id = ${forumId} and relocation_id = ${row.id}
      union
      select c.id from branch b join contribution c on c.forum_id = ${forumId} and c.parent_id = b.id and c.root_id = ${now_} and c.id <> ${now_}
    ) select id from branch where not (id = any(${moved}::uuid[]))`.execute(db);
  const followers = since.map(({ id }) => id);
  const way = { from: row.toQuestion, to: row.from.questionId };
  await place(ctx, followers, way);
  await carry(ctx, moved, way);
  await sql`update contribution c set stands_in = d.stands_in, root_id = d.root_id, root_place = d.root_place, place = d.place
    from relocated d where d.forum_id = c.forum_id and d.contribution_id = c.id and d.relocation_id = ${row.id} and c.forum_id = ${forumId}`.execute(db);
  await sql`update contribution set root_id = ${row.from.rootId}, root_place = ${row.from.rootPlace}::bigint where forum_id = ${forumId} and id = any(${followers}::uuid[])`.execute(db);
  await db.updateTable('relocation').set({ undone_at: now }).where('forum_id', '=', forumId).where('id', '=', row.id).execute();
  return moved.length + followers.length;
}
