import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import { closingTime } from '../rules.ts';
import type { Extension } from '../schema.ts';
import { takeForum } from '../store.ts';

/**
 * A forum closes later than agreed, for a reason that everyone is told.
 *
 * Refuses  `programme.not_yours`, `programme.never_shortened`, `programme.forum_closed` once it has closed.
 */
export function extendForum(ctx: ForumContext, input: Extension) {
  return once(ctx, input.submissionId, input, async (ctx) => {
    if (!may(ctx.sight, 'edit-programme')) return refused('programme.not_yours');
    const forum = await takeForum(ctx, ctx.sight.forumId);
    if (!forum?.opensAt || !forum.closesAt) return refused('programme.hours_incomplete');
    if (ctx.now >= forum.closesAt) return refused('programme.forum_closed');
    const later = closingTime(input.closes, forum.zone, forum.closesAt);
    if (!later.ok) return later;
    const closesAt = later.value;
    await ctx.db.updateTable('forum').set({ closes_local: input.closes, closes_at: closesAt, revision: (eb) => eb('revision', '+', 1) }).where('id', '=', forum.id).execute();
    await journal(ctx, { kind: events.forumExtended, forumId: forum.id, subject: forum.id, facts: { from: forum.closesAt.toISOString(), to: closesAt.toISOString() }, commit: { reason: input.reason } });
    return granted({ closesAt: closesAt.toISOString() });
  });
}
