import type { Context, ForumContext } from '../context.ts';
import { administratorActsAs } from '../rights.ts';
import { type ForumSight, type Role, roles, type Seat } from './model.ts';
import { seatOf } from './store.ts';

/**
 * The context of one forum for this actor, or null when it is not there or not for them: the two are one answer.
 *
 * Without a seat an administrator sees a forum as its organiser, the operator and the clock as everyone;
 * a seat suspended or withdrawn sees nothing.
 */
export async function enter(ctx: Context, forumId: string): Promise<ForumContext | null> {
  const seat = ctx.actor.personId ? await seatOf(ctx, forumId, ctx.actor.personId) : null;
  const sight = sightOf(ctx.actor, forumId, seat);
  return sight ? { ...ctx, sight } : null;
}

/**
 * The context for the appeal of a party. Whoever is suspended sees nothing of the forum, and may still have the decision
 * that did it reviewed: this sight is for that command, its page and its letter alone.
 */
export async function enterAsParty(ctx: Context, forumId: string): Promise<ForumContext | null> {
  const seat = ctx.actor.personId ? await seatOf(ctx, forumId, ctx.actor.personId) : null;
  return seat?.standing === 'suspended' ? { ...ctx, sight: mint(forumId, seat, seat.roles) } : enter(ctx, forumId);
}

/** Whether and as what an actor sees a forum, given the seat they hold there. */
export function sightOf(actor: Context['actor'], forumId: string, seat: Seat | null): ForumSight | null {
  if (seat?.standing === 'suspended' || seat?.standing === 'withdrawn') return null;
  if (seat) return mint(forumId, seat, seat.roles);
  if (actor.administrator) return mint(forumId, null, [administratorActsAs]);
  if (actor.kind === 'operator' || actor.kind === 'clock') return mint(forumId, null, roles);
  return null;
}

const mint = (forumId: string, seat: Seat | null, held: readonly Role[]): ForumSight => ({ forumId, seat, roles: held }) as ForumSight;
