import type { ForumContext } from '../../context.ts';

export type Reference = { key: string; reach: string; place: string; hint: string };

/** What of these every seat of the forum may see, with its address; the rest is not there. */
export async function loadReferences({ db, sight }: ForumContext, keys: readonly string[]): Promise<Reference[]> {
  if (keys.length === 0) return [];
  const rows = await db.selectFrom('reference_source').select(['key', 'reach', 'place', 'hint']).where('forum_id', '=', sight.forumId).where('key', 'in', [...keys]).execute();
  return rows.map((row) => ({ key: row.key ?? '', reach: row.reach ?? '', place: row.place ?? '', hint: row.hint ?? '' }));
}
