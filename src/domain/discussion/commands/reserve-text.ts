import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumFactsHeld } from '../../programme/queries/forum-facts.ts';
import { events } from '../events.ts';
import type { ContributionRefusal } from '../model.ts';
import { mayBindDelegation } from '../rules/position.ts';
import type { ReserveInput } from '../schema.ts';
import { forDelegation } from '../store/positions.ts';
import { bumpThread, loadQuestion } from '../store.ts';

/**
 * A delegation announces before closing that a text is coming on a question; it is then admitted until the forum's
 * late deadline. Others see that a text is announced, and by whom only where its regime shows it.
 *
 * Refuses  as `mayBindDelegation` does; `discussion.forum_closed` from the closing on;
 *          `discussion.nothing_admitted_late` in a forum without a late deadline; `discussion.already_reserved`.
 */
export function reserveText(ctx: ForumContext, code: string, input: ReserveInput): Promise<Outcome<{ until: string }, ContributionRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { code, regime: input.regime ?? null }, async (ctx): Promise<Outcome<{ until: string }, ContributionRefusal>> => {
    const acting = mayBindDelegation(ctx.sight);
    if (!acting.ok) return acting;
    const { forumId } = ctx.sight;
    const { bodyId, id: seatId } = acting.value;
    const [forum, question] = [await forumFactsHeld(ctx, forumId), await loadQuestion(ctx, code)];
    if (!forum || !question) return refused('discussion.no_such_question');
    if (!forum.lateUntil) return refused('discussion.nothing_admitted_late');
    if (!forum.closesAt || ctx.now >= forum.closesAt) return refused('discussion.forum_closed');
    const regime = input.regime ?? forum.defaultRegime;
    if (!forum.allowedRegimes.includes(regime)) return refused('discussion.regime_not_allowed');
    const kept = await forDelegation(ctx, bodyId, () =>
      ctx.db.insertInto('reserve').values({ forum_id: forumId, question_id: question.id, body_id: bodyId, regime, by_seat: seatId, announced_at: ctx.now })
        // One that was used makes room for the next text on the same question.
        .onConflict((c) => c.columns(['forum_id', 'question_id', 'body_id']).doUpdateSet({ regime, by_seat: seatId, announced_at: ctx.now, used_at: null }).where('reserve.used_at', 'is not', null))
        .returning('body_id').executeTakeFirst(),
    );
    if (!kept) return refused('discussion.already_reserved');
    await journal(ctx, { kind: events.reserved, forumId, subject: question.id, facts: { regime, until: forum.lateUntil.toISOString() }, commit: { body: bodyId } });
    await bumpThread(ctx, question.id);
    return granted({ until: forum.lateUntil.toISOString() });
  });
}
