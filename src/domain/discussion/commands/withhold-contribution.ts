import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { events } from '../events.ts';
import type { Visibility } from '../model.ts';
import { setBefore } from '../store/held.ts';
import { bumpThread, loadContribution } from '../store.ts';

type Refused = 'discussion.no_such_contribution' | 'discussion.already_so';

/**
 * A contribution is taken from view by decision: the text stays, its place and number stay, the reason shows.
 * Called by moderation, which has decided; this stage owns what is visible.
 */
export const withholdContribution = (ctx: ForumContext, id: string, ground: string): Promise<Outcome<null, Refused>> => setVisibility(ctx, id, 'shown', 'withheld', ground);

/** A withheld contribution is put back where it was, under its number. */
export const restoreContribution = (ctx: ForumContext, id: string): Promise<Outcome<null, Refused>> => setVisibility(ctx, id, 'withheld', 'shown', null);

function setVisibility(ctx: ForumContext, id: string, from: Visibility, to: Visibility, ground: string | null): Promise<Outcome<null, Refused>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, Refused>> => {
    const contribution = await loadContribution(ctx, { id }, { lock: true });
    if (!contribution) return refused('discussion.no_such_contribution');
    // What is held is out of sight already: the decision says how it is to be shown if it comes back.
    if (contribution.held) await setBefore(ctx, id, { visibility: to, ground });
    else if (contribution.visibility !== from) return refused('discussion.already_so');
    else await ctx.db.updateTable('contribution').set({ visibility: to, withheld_ground: ground }).where('forum_id', '=', ctx.sight.forumId).where('id', '=', id).execute();
    await journal(ctx, { kind: to === 'withheld' ? events.withheld : events.restored, forumId: ctx.sight.forumId, subject: id, facts: { ground } });
    await bumpThread(ctx, contribution.questionId);
    return granted(null);
  });
}
