import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { isAuthor } from '../../disclosure/custody.ts';
import { restoreContribution } from '../../discussion/commands/withhold-contribution.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { Measure, ModerationRefusal } from '../model.ts';
import { mayAppeal, mayReview, takesFromView } from '../rules.ts';
import type { AppealInput, ReviewInput } from '../schema.ts';
import { appealOf, decisionOf, flagsOf, loadCase } from '../store.ts';
import { settleSignals } from './judge-signal.ts';

/**
 * The author of a text asks that another person review the decision on it.
 *
 * Refuses  as `mayAppeal` does; `moderation.already_appealed`; for anyone else there is no such decision.
 */
export function lodgeAppeal(ctx: ForumContext, number: number, input: AppealInput): Promise<Outcome<{ appealId: string }, ModerationRefusal | 'moderation.already_appealed' | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { number, ...input }, async (ctx): Promise<Outcome<{ appealId: string }, ModerationRefusal | 'moderation.already_appealed'>> => {
    const { seat, forumId } = ctx.sight;
    const found = await loadCase(ctx, number, { lock: true });
    const decision = found && (await decisionOf(ctx, found.id));
    if (!found || !decision || !seat || !may(ctx.sight, 'appeal')) return refused('moderation.no_such_decision');
    const ruling = mayAppeal({ isAuthor: await isAuthor(ctx, forumId, found.contributionId, seat.id), appealUntil: decision.appealUntil }, ctx.now);
    if (!ruling.ok) return ruling;
    if (await appealOf(ctx, decision.id)) return refused('moderation.already_appealed');
    const id = ctx.world.mint();
    await ctx.db.insertInto('appeal').values({ forum_id: forumId, id, decision_id: decision.id, text: input.text, lodged_at: ctx.now }).execute();
    await journal(ctx, { kind: events.appealed, forumId, subject: found.id, commit: { text: input.text } });
    return granted({ appealId: id });
  });
}

/**
 * Another moderator upholds or reverses a decision; a reversal puts the text back.
 *
 * Refuses  as `mayReview` does; `moderation.no_such_decision` where no appeal waits.
 */
export function decideAppeal(ctx: ForumContext, number: number, input: ReviewInput): Promise<Outcome<{ outcome: string }, ModerationRefusal | 'discussion.no_such_contribution' | 'discussion.already_so' | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { number, ...input }, async (ctx): Promise<Outcome<{ outcome: string }, ModerationRefusal | 'discussion.no_such_contribution' | 'discussion.already_so'>> => {
    const { seat, roles, forumId } = ctx.sight;
    const found = await loadCase(ctx, number, { lock: true });
    const decision = found && (await decisionOf(ctx, found.id));
    const appeal = decision && (await appealOf(ctx, decision.id));
    if (!found || !decision || !appeal || appeal.outcome || !seat) return refused('moderation.no_such_decision');
    const hasFlagged = (await flagsOf(ctx, found.id)).some(({ seatId }) => seatId === seat.id);
    const ruling = mayReview({ roles, seatId: seat.id, decidedBy: decision.seatId, isAuthor: await isAuthor(ctx, forumId, found.contributionId, seat.id), hasFlagged });
    if (!ruling.ok) return ruling;
    if (input.outcome === 'reversed' && takesFromView(decision.measure as Measure)) {
      const restored = await restoreContribution(ctx, found.contributionId);
      if (!restored.ok) return restored;
    }
    await ctx.db.updateTable('appeal').set({ outcome: input.outcome, reasons: input.reasons, reviewer_seat_id: seat.id, decided_at: ctx.now }).where('forum_id', '=', forumId).where('id', '=', appeal.id).execute();
    if (input.outcome === 'reversed') await settleSignals(ctx, found, { measure: decision.measure as Measure, rule: decision.ground, reversed: true });
    await journal(ctx, { kind: events.reviewed, forumId, subject: found.id, facts: { outcome: input.outcome }, commit: { reasons: input.reasons } });
    return granted({ outcome: input.outcome });
  });
}
