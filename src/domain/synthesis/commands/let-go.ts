import type { Context } from '../../context.ts';
import { forgetOpinions } from '../../disclosure/custody-of-opinion.ts';

/** Destroys what everybody in a forum answered to statements; what was computed of it stays, which names nobody. */
export const destroyOpinions = (ctx: Context, forumId: string): Promise<number> => forgetOpinions(ctx, { forumId });

/** Destroys what a person answered, with the seats they answered from. */
export async function forgetOwnOpinions(ctx: Context, seats: readonly { forumId: string; seatId: string }[]): Promise<void> {
  for (const seat of seats) await forgetOpinions(ctx, seat);
}
