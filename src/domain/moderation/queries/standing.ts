import type { ForumContext } from '../../context.ts';
import { isAuthor, isOfBodyOrState } from '../../disclosure/custody.ts';
import type { Standing } from '../rules.ts';
import type { FlagRow } from '../store.ts';

/** What ties who acts to a case, for the rules; to be asked in a transaction. */
export async function standingIn(ctx: ForumContext, { contributionId }: { contributionId: string }, flags: readonly FlagRow[]): Promise<Standing> {
  const { seat, roles, forumId } = ctx.sight;
  if (!seat) return { roles: [], seatId: '', isAuthor: false, hasFlagged: false, sharesBody: false };
  return { roles, seatId: seat.id, isAuthor: await isAuthor(ctx, forumId, contributionId, seat.id), hasFlagged: flags.some(({ seatId }) => seatId === seat.id), sharesBody: await isOfBodyOrState(ctx, forumId, contributionId, seat) };
}
