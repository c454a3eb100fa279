import type { ForumContext } from '../../context.ts';
import type { ShownOpinion } from '../rules/opinion/shown.ts';

export type StatementState = 'proposed' | 'accepted' | 'declined' | 'taken-out';
export type StatementRow = { id: string; number: number; code: string; contribution: number; text: string; lang: string; state: StatementState; proposedBy: string };

/** Statements of the forum in sight, by number. */
export async function loadStatements({ db, sight }: ForumContext): Promise<StatementRow[]> {
  const rows = await db
    .selectFrom('opinion_statement as s')
    .innerJoin('contribution as c', (on) => on.onRef('c.forum_id', '=', 's.forum_id').onRef('c.id', '=', 's.contribution_id'))
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id'))
    .select(['s.id', 's.number', 'q.code', 'c.number as contribution', 's.text', 's.lang', 's.state', 's.proposed_by'])
    .where('s.forum_id', '=', sight.forumId)
    .orderBy('s.number')
    .execute();
  return rows.map((r) => ({ id: r.id, number: r.number, code: r.code, contribution: r.contribution, text: r.text, lang: r.lang, state: r.state as StatementState, proposedBy: r.proposed_by }));
}

/** One statement, held until the transaction ends, so that two reviews take turns. */
export async function holdStatement({ db, sight }: ForumContext, number: number): Promise<{ id: string; state: StatementState; proposedBy: string } | null> {
  const row = await db.selectFrom('opinion_statement').select(['id', 'state', 'proposed_by']).where('forum_id', '=', sight.forumId).where('number', '=', number).forUpdate().executeTakeFirst();
  return row ? { id: row.id, state: row.state as StatementState, proposedBy: row.proposed_by } : null;
}

export type ResultRow = { computedAt: Date; votes: string; method: string; seed: number; groups: string; shown: ShownOpinion };

/** What the clock computed last. */
export async function loadResult({ db, sight }: ForumContext): Promise<ResultRow | null> {
  const row = await db.selectFrom('opinion_result').selectAll().where('forum_id', '=', sight.forumId).executeTakeFirst();
  return row ? { computedAt: row.computed_at, votes: row.votes, method: row.method, seed: Number(row.seed), groups: row.groups, shown: row.shown as ShownOpinion } : null;
}

export async function saveResult({ db, sight, now }: ForumContext, { shown, ...result }: Omit<ResultRow, 'computedAt'>): Promise<void> {
  const row = { computed_at: now, ...result, shown: JSON.stringify(shown) };
  await db.insertInto('opinion_result').values({ forum_id: sight.forumId, ...row }).onConflict((c) => c.column('forum_id').doUpdateSet(row)).execute();
}
