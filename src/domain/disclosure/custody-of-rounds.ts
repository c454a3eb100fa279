import { asCustodian } from '#platform/db/custodian.ts';
import type { Context } from '../context.ts';
import type { Category } from './model.ts';

export type RoundAnswer = { item: number; value: number; reason: string | null };

/** Keeps what a seat answers in a round; a later answer to the same item takes the earlier one's place. */
export function saveRoundAnswers(ctx: Context, { forumId, roundId, seatId }: { forumId: string; roundId: string; seatId: string }, answers: readonly RoundAnswer[]): Promise<void> {
  return asCustodian(ctx, async () => {
    for (const { item, value, reason } of answers) {
      const row = { value, reason, at: ctx.now };
      await ctx.db.insertInto('opinion_round_answer').values({ forum_id: forumId, round_id: roundId, item, seat_id: seatId, ...row }).onConflict((c) => c.columns(['forum_id', 'round_id', 'item', 'seat_id']).doUpdateSet(row)).execute();
    }
  });
}

/** What a seat answered in a round; for that person's own eyes. */
export async function ownRoundAnswers(ctx: Context, { forumId, roundId, seatId }: { forumId: string; roundId: string; seatId: string }): Promise<RoundAnswer[]> {
  return asCustodian(ctx, () => ctx.db.selectFrom('opinion_round_answer').select(['item', 'value', 'reason']).where('forum_id', '=', forumId).where('round_id', '=', roundId).where('seat_id', '=', seatId).orderBy('item').execute());
}

/** All answers of a round, with the category of who gave each and a key that tells one from another; for computing what may be shown. */
export async function roundAnswers(ctx: Context, forumId: string, roundId: string): Promise<(RoundAnswer & { key: string; category: Category })[]> {
  const rows = await asCustodian(ctx, () => ctx.db.selectFrom('opinion_round_answer as a').select(['a.item', 'a.value', 'a.reason', 'a.seat_id']).where('a.forum_id', '=', forumId).where('a.round_id', '=', roundId).orderBy('a.seat_id').orderBy('a.item').execute());
  const seats = new Map((await ctx.db.selectFrom('seat').select(['id', 'category']).where('forum_id', '=', forumId).execute()).map((seat) => [seat.id, seat.category as Category]));
  return rows.map(({ seat_id, ...answer }) => ({ ...answer, key: seat_id, category: seats.get(seat_id) ?? 'experts' }));
}

/** Destroys what was answered in the rounds of a forum, by everybody or from one seat; says how many answers went. */
export async function forgetRoundAnswers(ctx: Context, { forumId, seatId }: { forumId: string; seatId?: string }): Promise<number> {
  return asCustodian(ctx, async () => {
    const gone = ctx.db.deleteFrom('opinion_round_answer').where('forum_id', '=', forumId);
    return Number((await (seatId ? gone.where('seat_id', '=', seatId) : gone).executeTakeFirst()).numDeletedRows);
  });
}
