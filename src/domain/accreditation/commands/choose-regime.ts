import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import type { ChooseRegime } from '../schema.ts';

/**
 * A participant chooses how they are shown in a forum unless they choose otherwise for a single contribution.
 * What was said before is shown as it was.
 *
 * Refuses  `accreditation.no_such_seat`, `accreditation.regime_not_allowed`.
 */
export function chooseRegime(ctx: ForumContext, input: ChooseRegime): Promise<Outcome<null, 'accreditation.no_such_seat' | 'accreditation.regime_not_allowed' | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<null, 'accreditation.no_such_seat' | 'accreditation.regime_not_allowed'>> => {
    const { seat, forumId } = ctx.sight;
    const forum = await forumFacts(ctx, forumId);
    if (!seat || !forum) return refused('accreditation.no_such_seat');
    if (!forum.allowedRegimes.includes(input.regime)) return refused('accreditation.regime_not_allowed');
    await ctx.db.updateTable('seat').set({ default_regime: input.regime }).where('forum_id', '=', forumId).where('id', '=', seat.id).execute();
    return granted(null);
  });
}
