import type { Context } from '../../context.ts';

export type OwnAnnotation = { forumId: string; paragraph: string; version: number; quote: string; text: string; proposal: string | null; lang: string; at: Date };

/** The remarks a seat made on the paper; for that person's own eyes. */
export async function ownAnnotations({ db }: Pick<Context, 'db'>, { forumId, seatId }: { forumId: string; seatId: string }): Promise<OwnAnnotation[]> {
  const rows = await db.selectFrom('annotation').select(['paragraph', 'version', 'quote', 'text', 'proposal', 'lang', 'at']).where('forum_id', '=', forumId).where('seat_id', '=', seatId).orderBy('at').execute();
  return rows.map((row) => ({ forumId, ...row }));
}
