import type { ForumContext } from '../../context.ts';
import type { FindingKind } from '../../synthesis/model.ts';
import type { Rateable } from '../rules/rating-call.ts';

/** The drafts of the forum in sight, as far as it matters for telling that they can be rated; by reference. */
export async function rateable({ db, sight }: ForumContext): Promise<Rateable[]> {
  const rows = await db.selectFrom('finding').select(['id', 'kind', 'ready_at', 'frozen']).where('forum_id', '=', sight.forumId).where('state', '=', 'ready').orderBy('reference').execute();
  return rows.map((row) => ({ id: row.id, kind: row.kind as FindingKind, readyAt: row.ready_at, frozen: row.frozen }));
}
