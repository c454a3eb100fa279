import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import { lateDeadline } from '../rules.ts';
import type { LateDeadline } from '../schema.ts';
import { takeForum } from '../store.ts';

/**
 * An organiser says until when texts announced before closing are still admitted, or that none is.
 *
 * Refuses  `programme.not_yours`; `programme.forum_closed` once it has closed, since delegations then rely on what
 *          was said; as `lateDeadline` does.
 */
export function setLateDeadline(ctx: ForumContext, input: LateDeadline) {
  return once(ctx, input.submissionId, input, async (ctx) => {
    if (!may(ctx.sight, 'edit-programme')) return refused('programme.not_yours');
    const forum = await takeForum(ctx, ctx.sight.forumId);
    if (!forum) return refused('programme.not_yours');
    if (forum.closesAt && ctx.now >= forum.closesAt) return refused('programme.forum_closed');
    const late = lateDeadline(input.late ?? null, forum.zone, forum.closesAt);
    if (!late.ok) return late;
    await ctx.db.updateTable('forum').set({ late_until_local: input.late ?? null, late_until: late.value, revision: (eb) => eb('revision', '+', 1) }).where('id', '=', forum.id).execute();
    await journal(ctx, { kind: events.lateDeadlineSet, forumId: forum.id, subject: forum.id, facts: { until: late.value?.toISOString() ?? null } });
    return granted({ lateUntil: late.value?.toISOString() ?? null });
  });
}
