import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { PositionRow } from './positions.ts';

export type CopyRow = { id: string; forumId: string; positionId: string; bodyId: string; wording: number; reader: string; madeAt: Date; expiresAt: Date; revokedAt: Date | null };
type In = Pick<Context, 'db' | 'now' | 'world'>;

/** The copy a token opens now; null for one unknown, expired or revoked: the three are one answer. */
export async function copyOfToken({ db, now }: Pick<Context, 'db' | 'now'>, tokenHash: Buffer): Promise<CopyRow | null> {
  if (!db.isTransaction) throw new Error('a clearance link is read inside a transaction only');
  await sql`select set_config('colloquy.clearance', ${tokenHash.toString('hex')}, true)`.execute(db);
  const row = await db.selectFrom('clearance_copy').selectAll().where('token_hash', '=', tokenHash).where('revoked_at', 'is', null).where('expires_at', '>', now).executeTakeFirst();
  await sql`select set_config('colloquy.clearance', '', true)`.execute(db);
  return row ? { id: row.id, forumId: row.forum_id, positionId: row.position_id, bodyId: row.body_id, wording: row.wording, reader: row.reader, madeAt: row.made_at, expiresAt: row.expires_at, revokedAt: row.revoked_at } : null;
}

export async function insertCopy({ db, now, world }: In, p: PositionRow, copy: { tokenHash: Buffer; reader: string; madeBy: string; expiresAt: Date }): Promise<void> {
  await db.insertInto('clearance_copy').values({ forum_id: p.forumId, id: world.mint(), position_id: p.id, body_id: p.bodyId, wording: p.wording, reader: copy.reader, token_hash: copy.tokenHash, made_by: copy.madeBy, made_at: now, expires_at: copy.expiresAt }).execute();
}

/** Ends a link; answers with its reader, or null where there is none to end. */
export async function revokeCopy({ db, now }: Pick<Context, 'db' | 'now'>, p: PositionRow, copyId: string): Promise<string | null> {
  const row = await db.updateTable('clearance_copy').set({ revoked_at: now }).where('forum_id', '=', p.forumId).where('position_id', '=', p.id).where('id', '=', copyId).where('revoked_at', 'is', null).returning('reader').executeTakeFirst();
  return row?.reader ?? null;
}

export async function loadCopies({ db }: Pick<Context, 'db'>, p: PositionRow): Promise<Pick<CopyRow, 'id' | 'reader' | 'wording' | 'expiresAt' | 'revokedAt'>[]> {
  const rows = await db.selectFrom('clearance_copy').select(['id', 'reader', 'wording', 'expires_at', 'revoked_at']).where('forum_id', '=', p.forumId).where('position_id', '=', p.id).orderBy('made_at').execute();
  return rows.map((row) => ({ id: row.id, reader: row.reader, wording: row.wording, expiresAt: row.expires_at, revokedAt: row.revoked_at }));
}

export type Verdict = 'cleared' | 'not-cleared';
export type AnswerRow = { id: string; wording: number; reader: string | null; verdict: Verdict | null; markdown: string | null; note: string | null; receivedAt: Date; settled: 'accepted' | 'declined' | null };

export async function insertAnswer({ db, now, world }: In, p: PositionRow, a: { copyId: string | null; wording: number; verdict: Verdict | null; markdown: string | null; note: string | null; broughtBy: string | null }): Promise<void> {
  await db.insertInto('clearance_answer').values({ forum_id: p.forumId, id: world.mint(), position_id: p.id, body_id: p.bodyId, copy_id: a.copyId, wording: a.wording, verdict: a.verdict, markdown: a.markdown, note: a.note, brought_by: a.broughtBy, received_at: now }).execute();
}

export async function loadAnswers({ db }: Pick<Context, 'db'>, p: PositionRow): Promise<AnswerRow[]> {
  const rows = await db
    .selectFrom('clearance_answer as a')
    .leftJoin('clearance_copy as c', (on) => on.onRef('c.forum_id', '=', 'a.forum_id').onRef('c.id', '=', 'a.copy_id'))
    .select(['a.id', 'a.wording', 'a.verdict', 'a.markdown', 'a.note', 'a.received_at', 'a.settled', 'c.reader'])
    .where('a.forum_id', '=', p.forumId).where('a.position_id', '=', p.id)
    .orderBy('a.received_at', 'desc')
    .execute();
  return rows.map((row) => ({ id: row.id, wording: row.wording, reader: row.reader, verdict: row.verdict as Verdict | null, markdown: row.markdown, note: row.note, receivedAt: row.received_at, settled: row.settled as AnswerRow['settled'] }));
}

export const loadAnswer = async (ctx: Pick<Context, 'db'>, p: PositionRow, id: string): Promise<AnswerRow | null> => (await loadAnswers(ctx, p)).find((answer) => answer.id === id) ?? null;

export async function settle({ db, now }: Pick<Context, 'db' | 'now'>, p: PositionRow, id: string, settled: 'accepted' | 'declined', seatId: string): Promise<void> {
  await db.updateTable('clearance_answer').set({ settled, settled_by: seatId, settled_at: now }).where('forum_id', '=', p.forumId).where('id', '=', id).execute();
}
