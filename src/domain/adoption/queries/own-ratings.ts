import type { Context } from '../../context.ts';
import type { RatingValue } from '../model.ts';

export type OwnRating = { forumId: string; finding: string; value: RatingValue; comment: string | null; at: Date };

/** The ratings a seat gave; for that person's own eyes. */
export async function ownRatings({ db }: Pick<Context, 'db'>, { forumId, seatId }: { forumId: string; seatId: string }): Promise<OwnRating[]> {
  const rows = await db
    .selectFrom('rating as r')
    .innerJoin('finding as f', (on) => on.onRef('f.forum_id', '=', 'r.forum_id').onRef('f.id', '=', 'r.finding_id'))
    .select(['f.reference', 'r.value', 'r.comment', 'r.at'])
    .where('r.forum_id', '=', forumId)
    .where('r.seat_id', '=', seatId)
    .orderBy('r.at')
    .orderBy('f.reference')
    .execute();
  return rows.map((r) => ({ forumId, finding: r.reference, value: r.value as RatingValue, comment: r.comment, at: r.at }));
}
