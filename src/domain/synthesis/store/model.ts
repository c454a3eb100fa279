import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import type { FromModel } from '../aids/model.ts';

export type ToAsk = { id: string; revision: number; language: string; marking: string; text: string };

/** Wordings that stand, are shown and may be quoted, and that the model has not answered for; three tries for each at most. */
export async function loadToAsk({ db, sight }: ForumContext, limit: number): Promise<ToAsk[]> {
  const { rows } = await sql<ToAsk>`
    select c.id, c.revision, c.lang as language, c.marking, r.markdown as text
    from contribution c join revision r on r.forum_id = c.forum_id and r.contribution_id = c.id and r.number = c.revision
    left join model_run m on m.forum_id = c.forum_id and m.contribution_id = c.id and m.revision = c.revision
    where c.forum_id = ${sight.forumId} and c.kind = 'contribution' and c.visibility = 'shown' and c.marking <> 'TLP:RED'
      and m.answered_at is null and coalesce(m.tries, 0) < 3
    order by c.received_at, c.id limit ${limit}`.execute(db);
  return rows;
}

export async function noteTried({ db, sight }: ForumContext, { id, revision }: Pick<ToAsk, 'id' | 'revision'>): Promise<void> {
  await sql`insert into model_run as m (forum_id, contribution_id, revision, tries) values (${sight.forumId}, ${id}, ${revision}, 1)
    on conflict (forum_id, contribution_id) do update set revision = excluded.revision, answered_at = null, dropped = 0, tries = case when m.revision = excluded.revision then m.tries + 1 else 1 end`.execute(db);
}

/** Puts what the model says of a wording in the place of what it said before. */
export async function saveAnswer({ db, sight, now }: ForumContext, { id, revision }: Pick<ToAsk, 'id' | 'revision'>, model: string, { passages, dropped }: FromModel): Promise<void> {
  const row = { revision, answered_at: now, dropped, tries: 1 };
  await db.insertInto('model_run').values({ forum_id: sight.forumId, contribution_id: id, ...row }).onConflict((c) => c.columns(['forum_id', 'contribution_id']).doUpdateSet(row)).execute();
  await db.deleteFrom('model_suggestion').where('forum_id', '=', sight.forumId).where('contribution_id', '=', id).execute();
  if (passages.length > 0) await db.insertInto('model_suggestion').values(passages.map(({ start, end, quote, codeId }) => ({ forum_id: sight.forumId, contribution_id: id, revision, range_start: start, range_end: end, quote, code_id: codeId, model }))).execute();
}

/** What the model pointed to in the wording that stands; a code merged since is left off. */
export async function loadPointed({ db, sight }: ForumContext, contributionId: string, revision: number): Promise<{ start: number; end: number; quote: string; code: { id: string; label: string } | null; model: string }[]> {
  const rows = await db
    .selectFrom('model_suggestion as m')
    .leftJoin('code', (on) => on.onRef('code.id', '=', 'm.code_id').on('code.merged_into', 'is', null))
    .select(['m.range_start', 'm.range_end', 'm.quote', 'm.model', 'code.id', 'code.label'])
    .where('m.forum_id', '=', sight.forumId)
    .where('m.contribution_id', '=', contributionId)
    .where('m.revision', '=', revision)
    .orderBy('m.range_start')
    .execute();
  return rows.map((r) => ({ start: r.range_start, end: r.range_end, quote: r.quote, code: r.id && r.label ? { id: r.id, label: r.label } : null, model: r.model }));
}

/** How many quotations of the model's were dropped in the forum, and how many were kept. */
export async function countPointed({ db, sight }: ForumContext): Promise<{ kept: number; dropped: number }> {
  const [kept, dropped] = await Promise.all([
    db.selectFrom('model_suggestion').select((eb) => eb.fn.countAll<string>().as('n')).where('forum_id', '=', sight.forumId).executeTakeFirstOrThrow(),
    db.selectFrom('model_run').select((eb) => eb.fn.sum<string>('dropped').as('n')).where('forum_id', '=', sight.forumId).executeTakeFirstOrThrow(),
  ]);
  return { kept: Number(kept.n), dropped: Number(dropped.n ?? 0) };
}
