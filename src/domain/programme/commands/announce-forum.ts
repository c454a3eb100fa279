import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { Announcement } from '../schema.ts';
import { takeForum } from '../store.ts';

/**
 * A forum becomes public: from now on its page, its calendar and its line in the feed exist for everyone.
 * Announced already, it stays announced since then.
 *
 * Refuses  `programme.not_yours`.
 */
export function announceForum(ctx: ForumContext, input: Announcement): Promise<Outcome<{ announcedAt: string }, 'programme.not_yours' | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, {}, async (ctx): Promise<Outcome<{ announcedAt: string }, 'programme.not_yours'>> => {
    const forum = may(ctx.sight, 'edit-programme') ? await takeForum(ctx, ctx.sight.forumId) : null;
    if (!forum) return refused('programme.not_yours');
    if (forum.announcedAt) return granted({ announcedAt: forum.announcedAt.toISOString() });
    await ctx.db.updateTable('forum').set({ announced_at: ctx.now, revision: (eb) => eb('revision', '+', 1) }).where('id', '=', forum.id).execute();
    await journal(ctx, { kind: events.forumAnnounced, forumId: forum.id, subject: forum.id });
    return granted({ announcedAt: ctx.now.toISOString() });
  });
}
