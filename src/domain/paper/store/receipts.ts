import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import type { LetterFate } from '../rules/receipts.ts';

export type SentTo = { bodyId: string; letters: LetterFate[]; firstAt: Date; lastAt: Date };

export async function keepSending({ db, sight, now, world }: ForumContext, sending: { paperId: string; version: number; bodyId: string; letterId: string }): Promise<void> {
  await db.insertInto('paper_sending').values({ id: world.mint(), forum_id: sight.forumId, paper_id: sending.paperId, version: sending.version, body_id: sending.bodyId, at: now, letter_id: sending.letterId }).execute();
}

/** The letters that went to each body about a version. */
export async function sendingsOf({ db, sight }: ForumContext, paperId: string, version: number): Promise<SentTo[]> {
  const { rows } = await sql<SentTo>`
    select s.body_id as "bodyId", min(s.at) as "firstAt", max(s.at) as "lastAt",
      array_agg(case when l.id is null or l.sent_at is not null then 'sent' when l.next_at is null then 'failed' else 'waiting' end) as letters
    from paper_sending s left join letter l on l.id = s.letter_id
    where s.forum_id = ${sight.forumId} and s.paper_id = ${paperId} and s.version = ${version}
    group by s.body_id`.execute(db);
  return rows;
}

/** When each body confirmed a version. */
export async function receiptsOf({ db, sight }: ForumContext, paperId: string, version: number): Promise<Map<string, Date>> {
  const rows = await db.selectFrom('paper_receipt').select(['body_id', 'at']).where('forum_id', '=', sight.forumId).where('paper_id', '=', paperId).where('version', '=', version).execute();
  return new Map(rows.map(({ body_id, at }) => [body_id, at]));
}

/** Keeps a body's word, once; false where it was given before. */
export async function keepReceipt({ db, sight, now }: ForumContext, paperId: string, version: number, bodyId: string): Promise<boolean> {
  const kept = await db.insertInto('paper_receipt').values({ forum_id: sight.forumId, paper_id: paperId, version, body_id: bodyId, at: now }).onConflict((c) => c.doNothing()).returning('at').executeTakeFirst();
  return kept !== undefined;
}
