import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { isAuthor } from '../../disclosure/custody.ts';
import { tightens } from '../../disclosure/rules.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { ContributionRefusal } from '../model.ts';
import { readRef } from '../rules.ts';
import type { TighteningInput } from '../schema.ts';
import { bumpThread, loadContribution } from '../store.ts';

/**
 * Less is shown of an author from now on, by the author or by an organiser: in the thread and in search, on every page
 * kept in memory, in letters not yet sent, in the report and in whatever else leaves later. All of them read the
 * regime where this changes it. What was read or sent before cannot be called back.
 *
 * Writes   the regime, one journal entry. Letters that wait hold no byline: their words are found when they are sent.
 * Refuses  `discussion.no_such_contribution` where it is somebody else's; `discussion.regime_not_allowed` in this
 *          forum; `discussion.never_loosened` for what shows anything that was hidden, inside or outside.
 */
export function tightenRegime(ctx: ForumContext, ref: string, input: TighteningInput): Promise<Outcome<null, ContributionRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { ref, regime: input.regime }, async (ctx): Promise<Outcome<null, ContributionRefusal>> => {
    const { seat, forumId } = ctx.sight;
    const asked = readRef(ref);
    const contribution = asked && (await loadContribution(ctx, asked, { lock: true }));
    const forum = await forumFacts(ctx, forumId);
    if (!contribution || !forum) return refused('discussion.no_such_contribution');
    const own = seat !== null && may(ctx.sight, 'revise') && (await isAuthor(ctx, forumId, contribution.id, seat.id));
    if (!own && !may(ctx.sight, 'tighten-regime')) return refused('discussion.no_such_contribution');
    if (!forum.allowedRegimes.includes(input.regime)) return refused('discussion.regime_not_allowed');
    if (!tightens(contribution.regime, input.regime)) return refused('discussion.never_loosened');
    await ctx.db.updateTable('contribution').set({ regime: input.regime }).where('forum_id', '=', forumId).where('id', '=', contribution.id).execute();
    await journal(ctx, { kind: events.tightened, forumId, subject: contribution.id, facts: { from: contribution.regime, to: input.regime } });
    await bumpThread(ctx, contribution.questionId);
    return granted(null);
  });
}
