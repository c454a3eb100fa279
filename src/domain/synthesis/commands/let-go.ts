import type { Context } from '../../context.ts';
import { forgetOpinions } from '../../disclosure/custody-of-opinion.ts';
import { forgetRoundAnswers } from '../../disclosure/custody-of-rounds.ts';

/** Destroys what everybody in a forum answered to statements and in rounds; what was computed of it stays, which names nobody. */
export const destroyOpinions = async (ctx: Context, forumId: string): Promise<number> => (await forgetOpinions(ctx, { forumId })) + (await forgetRoundAnswers(ctx, { forumId }));

/** Destroys what a person answered to statements and in rounds, with the seats they answered from. */
export async function forgetOwnOpinions(ctx: Context, seats: readonly { forumId: string; seatId: string }[]): Promise<void> {
  for (const seat of seats) {
    await forgetOpinions(ctx, seat);
    await forgetRoundAnswers(ctx, seat);
  }
}

/** Forgets what was written towards a forum's daily summaries, and what stood beside it: what was published stays. */
export async function letSummaryDraftsGo({ db }: Pick<Context, 'db'>, forumId: string): Promise<number> {
  return Number((await db.deleteFrom('summary_draft').where('forum_id', '=', forumId).executeTakeFirst()).numDeletedRows);
}
