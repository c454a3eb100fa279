import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import type { Category, Regime } from '../../disclosure/model.ts';
import type { TaskKind, TaskSubject } from '../model.ts';
import { refOf } from '../rules.ts';

export type TaskRow = TaskSubject & { id: string; raisedAt: Date; assigneeId: string | null; assignee: string | null; doneAt: Date | null; note: string | null };

const taskRows = ({ db, sight }: ForumContext) =>
  db
    .selectFrom('desk_task as t')
    .leftJoin('seat as s', (on) => on.onRef('s.forum_id', '=', 't.forum_id').onRef('s.id', '=', 't.assignee_id'))
    .leftJoin('person as p', 'p.id', 's.person_id')
    .leftJoin('contribution as c', (on) => on.onRef('c.forum_id', '=', 't.forum_id').onRef('c.id', '=', 't.contribution_id'))
    .select(['t.id', 't.key', 't.kind', 't.part', 't.question_code', 't.category', 't.contribution_id', 't.raised_at', 't.assignee_id', 'p.name', 't.done_at', 't.note', 'c.number'])
    .where('t.forum_id', '=', sight.forumId);

type Read = Awaited<ReturnType<ReturnType<typeof taskRows>['executeTakeFirstOrThrow']>>;
const asTask = (r: Read): TaskRow => ({
  id: r.id, key: r.key, kind: r.kind as TaskKind, part: r.part, code: r.question_code, category: r.category as Category | null, contributionId: r.contribution_id,
  ref: r.number === null || r.question_code === null ? null : refOf(r.question_code, r.number),
  raisedAt: r.raised_at, assigneeId: r.assignee_id, assignee: r.name, doneAt: r.done_at, note: r.note,
});

/** The tasks of a forum: those to do first, the oldest first. */
export async function loadTasks(ctx: ForumContext): Promise<TaskRow[]> {
  return (await taskRows(ctx).orderBy(sql`t.done_at is not null`).orderBy('t.raised_at').orderBy('t.key').execute()).map(asTask);
}

/** One task; `lock` holds it until the transaction ends. */
export async function loadTask(ctx: ForumContext, id: string, { lock = false } = {}): Promise<TaskRow | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  const query = taskRows(ctx).where('t.id', '=', id);
  const row = await (lock ? query.forUpdate('t') : query).executeTakeFirst();
  return row ? asTask(row) : null;
}

/** Keeps a task unless one of its key was ever raised here; answers whether it was kept. */
export async function insertTask({ db, sight, now, world }: ForumContext, task: TaskSubject, assigneeId: string | null): Promise<string | null> {
  const row = await db
    .insertInto('desk_task')
    .values({ forum_id: sight.forumId, id: world.mint(), key: task.key, kind: task.kind, part: task.part, question_code: task.code, category: task.category, contribution_id: task.contributionId, raised_at: now, assignee_id: assigneeId })
    .onConflict((c) => c.columns(['forum_id', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export type UnansweredRow = { id: string; ref: string; code: string; regime: Regime; receivedAt: Date };

/** First contributions of their threads, shown, that have no reply. */
export async function loadUnanswered({ db, sight }: ForumContext): Promise<UnansweredRow[]> {
  const rows = await db
    .selectFrom('contribution as c')
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id'))
    .select(['c.id', 'c.number', 'c.regime', 'c.received_at', 'q.code'])
    .where('c.forum_id', '=', sight.forumId).where('c.parent_id', 'is', null).whereRef('c.root_id', '=', 'c.id').where('c.kind', '=', 'contribution').where('c.visibility', '=', 'shown')
    .where((eb) => eb.not(eb.exists(eb.selectFrom('contribution as r').select('r.id').whereRef('r.forum_id', '=', 'c.forum_id').whereRef('r.root_id', '=', 'c.id').whereRef('r.id', '<>', 'c.id').where('r.visibility', '<>', 'withdrawn'))))
    .orderBy('q.position').orderBy('c.number').execute();
  return rows.map((r) => ({ id: r.id, ref: refOf(r.code, r.number), code: r.code, regime: r.regime as Regime, receivedAt: r.received_at }));
}

export type TextCounts = { byQuestion: Map<string, number>; total: number; outsideCells: number };

/** How many contributions there are; and how many of them show no category, so that they stand in no cell. */
export async function countTexts({ db, sight }: ForumContext, shownCategories: readonly string[]): Promise<TextCounts> {
  const { rows } = await sql<{ question_id: string; n: number; outside: number }>`
    select c.stands_in as question_id, count(*)::int as n,
      (count(*) filter (where c.regime = 'unattributed' or (c.regime = 'category' and not coalesce(b.category = any(${[...shownCategories, 'staff']}::text[]), false))))::int as outside
    from contribution c left join byline_source b on b.forum_id = c.forum_id and b.contribution_id = c.id
    where c.forum_id = ${sight.forumId} and c.kind = 'contribution' and c.visibility <> 'withdrawn'
    group by c.stands_in`.execute(db);
  return { byQuestion: new Map(rows.map((r) => [r.question_id, r.n])), total: rows.reduce((n, r) => n + r.n, 0), outsideCells: rows.reduce((n, r) => n + r.outside, 0) };
}
