import { sql } from 'kysely';
import type { Context, ForumContext } from '../../context.ts';
import type { Marking } from '../../disclosure/model.ts';
import type { Channel, ContributionKind } from '../model.ts';
import type { BatchWindow } from '../rules/batch.ts';

export type WaitingText = { id: string; questionId: string; parentId: string | null; kind: ContributionKind; marking: Marking; lang: string; channel: Channel; late: boolean; markdown: string; html: string };
export type WaitingRow = WaitingText & { latest: Date };

/** Keeps a text that waits; who wrote it is custody's to keep. */
export async function insertWaiting({ db, sight }: ForumContext, t: WaitingText, { from, latest }: BatchWindow): Promise<void> {
  await db.insertInto('waiting_contribution').values({ forum_id: sight.forumId, id: t.id, question_id: t.questionId, parent_id: t.parentId, kind: t.kind, marking: t.marking, lang: t.lang, channel: t.channel, late: t.late, markdown: t.markdown, html: t.html, batch_from: from, batch_latest: latest }).execute();
}

/**
 * What may be released now, held until the transaction ends: a second worker finds it gone. Ordered by what the texts
 * say, so that the order of chance they get begins from one in which their arrival has no part.
 */
export async function loadBatch({ db, sight, now }: ForumContext): Promise<WaitingRow[]> {
  const rows = await db.selectFrom('waiting_contribution').selectAll().where('forum_id', '=', sight.forumId).where('batch_from', '<=', now).orderBy(sql`sha256(convert_to(markdown, 'UTF8'))`).orderBy('question_id').orderBy('parent_id').orderBy('id').forUpdate().execute();
  return rows.map(asText);
}

/** Texts that wait under a question, of those with these ids. */
export async function loadWaiting({ db, sight }: ForumContext, questionId: string, ids: readonly string[]): Promise<WaitingRow[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('waiting_contribution').selectAll().where('forum_id', '=', sight.forumId).where('question_id', '=', questionId).where('id', 'in', [...ids]).orderBy('batch_latest').orderBy('id').execute();
  return rows.map(asText);
}

/** Takes a waiting text away, its author with it; answers whether it was still there. */
export async function deleteWaiting({ db, sight }: ForumContext, id: string): Promise<boolean> {
  return (await db.deleteFrom('waiting_contribution').where('forum_id', '=', sight.forumId).where('id', '=', id).returning('id').executeTakeFirst()) !== undefined;
}

/** Notes that a contribution is to be withdrawn with the next batch. */
export async function insertWithdrawal({ db, sight }: ForumContext, contributionId: string, { from, latest }: BatchWindow): Promise<void> {
  await db.insertInto('waiting_withdrawal').values({ forum_id: sight.forumId, contribution_id: contributionId, batch_from: from, batch_latest: latest }).onConflict((c) => c.doNothing()).execute();
}

/** Withdrawals that may be carried out now, held. */
export async function loadWithdrawals({ db, sight, now }: ForumContext): Promise<{ contributionId: string; latest: Date }[]> {
  const rows = await db.selectFrom('waiting_withdrawal').select(['contribution_id', 'batch_latest']).where('forum_id', '=', sight.forumId).where('batch_from', '<=', now).orderBy('contribution_id').forUpdate().execute();
  return rows.map((row) => ({ contributionId: row.contribution_id, latest: row.batch_latest }));
}

/** Which of these contributions wait to be withdrawn; for their author's own eyes. */
export async function waitToGo({ db, sight }: ForumContext, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom('waiting_withdrawal').select('contribution_id').where('forum_id', '=', sight.forumId).where('contribution_id', 'in', [...ids]).execute();
  return new Set(rows.map((row) => row.contribution_id));
}

export async function deleteWithdrawal({ db, sight }: ForumContext, contributionId: string): Promise<void> {
  await db.deleteFrom('waiting_withdrawal').where('forum_id', '=', sight.forumId).where('contribution_id', '=', contributionId).execute();
}

/** Forums in which something may be released at this instant. */
export async function forumsWithBatches({ db, now }: Pick<Context, 'db' | 'now'>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select forum_id as id from waiting_contribution where batch_from <= ${now} union select forum_id from waiting_withdrawal where batch_from <= ${now} order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

type Read = { id: string; question_id: string; parent_id: string | null; kind: string; marking: string; lang: string; channel: string; late: boolean; markdown: string; html: string; batch_latest: Date };
const asText = (r: Read): WaitingRow => ({ id: r.id, questionId: r.question_id, parentId: r.parent_id, kind: r.kind as ContributionKind, marking: r.marking as Marking, lang: r.lang, channel: r.channel as Channel, late: r.late, markdown: r.markdown, html: r.html, latest: r.batch_latest });
