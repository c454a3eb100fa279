import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import { loadForum } from '../store.ts';

/**
 * The work on findings begins: recorded, since no clock tells it.
 *
 * Refuses  `programme.not_yours`, `programme.forum_not_closed`.
 */
export function beginSynthesis(ctx: ForumContext): Promise<Outcome<null, 'programme.not_yours' | 'programme.forum_not_closed'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, 'programme.not_yours' | 'programme.forum_not_closed'>> => {
    if (!may(ctx.sight, 'draft-finding') && !may(ctx.sight, 'open-silence')) return refused('programme.not_yours');
    const forum = await loadForum(ctx, { id: ctx.sight.forumId });
    if (!forum?.closesAt || ctx.now < forum.closesAt) return refused('programme.forum_not_closed');
    if (forum.life.synthesisAt) return granted(null);
    await ctx.db.updateTable('forum').set({ synthesis_at: ctx.now }).where('id', '=', forum.id).execute();
    await journal(ctx, { kind: events.synthesisBegun, forumId: forum.id, subject: forum.id });
    return granted(null);
  });
}
