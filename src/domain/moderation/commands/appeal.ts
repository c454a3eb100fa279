import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { isAuthor } from '../../disclosure/custody.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { ModerationRefusal } from '../model.ts';
import { standingIn } from '../queries/standing.ts';
import { mayAppeal, mayReview } from '../rules.ts';
import type { AppealInput, ReviewInput } from '../schema.ts';
import { appealOf, decisionOf, updateDecision } from '../store/decisions.ts';
import { flagsOf, loadCase, takeStep } from '../store.ts';
import { settleSignals } from './judge-signal.ts';
import { type MeasureRefusal, undoMeasure } from './take-measure.ts';
import { tellOfReview } from './tell-parties.ts';

/**
 * The author of a text asks that another person review the decision on it.
 *
 * Refuses  `moderation.already_appealed`; as `mayAppeal` does; for anyone else there is no such decision.
 */
export function lodgeAppeal(ctx: ForumContext, number: number, input: AppealInput): Promise<Outcome<{ appealId: string }, ModerationRefusal | 'moderation.already_appealed' | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { number, ...input }, async (ctx): Promise<Outcome<{ appealId: string }, ModerationRefusal | 'moderation.already_appealed'>> => {
    const { seat, forumId } = ctx.sight;
    const found = await loadCase(ctx, number, { lock: true });
    const decision = found && (await decisionOf(ctx, found.id));
    if (!found || !decision || !seat || !may(ctx.sight, 'appeal')) return refused('moderation.no_such_decision');
    const author = await isAuthor(ctx, forumId, found.contributionId, seat.id);
    if (author && (await appealOf(ctx, decision.id))) return refused('moderation.already_appealed');
    const ruling = mayAppeal({ isAuthor: author, state: found.state, appealUntil: decision.appealUntil }, ctx.now);
    if (!ruling.ok) return ruling;
    const id = ctx.world.mint();
    await ctx.db.insertInto('appeal').values({ forum_id: forumId, id, decision_id: decision.id, text: input.text, lodged_at: ctx.now }).execute();
    await takeStep(ctx, found, 'appeal', null);
    await journal(ctx, { kind: events.appealed, forumId, subject: found.id, commit: { text: input.text } });
    return granted({ appealId: id });
  });
}

/**
 * Another person upholds or reverses a decision; a reversal undoes what the measure did.
 *
 * Refuses  as `mayReview` does; `moderation.no_such_decision` where no appeal waits.
 */
export function decideAppeal(ctx: ForumContext, number: number, input: ReviewInput): Promise<Outcome<{ outcome: string }, ModerationRefusal | MeasureRefusal>> {
  return once(ctx, input.submissionId, { number, ...input }, async (ctx): Promise<Outcome<{ outcome: string }, ModerationRefusal | MeasureRefusal>> => {
    const { seat, forumId } = ctx.sight;
    const found = await loadCase(ctx, number, { lock: true });
    const decision = found && (await decisionOf(ctx, found.id));
    const appeal = decision && (await appealOf(ctx, decision.id));
    if (!found || !decision || !appeal || appeal.outcome || !seat) return refused('moderation.no_such_decision');
    const ruling = mayReview({ ...(await standingIn(ctx, found, await flagsOf(ctx, found.id))), state: found.state, decidedBy: [decision.seatId, decision.confirmedBy] });
    if (!ruling.ok) return ruling;
    if (input.outcome === 'reversed') {
      const undone = await undoMeasure(ctx, { contributionId: found.contributionId, measure: decision.measure, done: decision.done });
      if (!undone.ok) return undone;
      await updateDecision(ctx, decision.id, { state: 'reversed' });
      await settleSignals(ctx, found, { measure: decision.measure, rule: decision.ground, reversed: true });
    }
    await ctx.db.updateTable('appeal').set({ outcome: input.outcome, reasons: input.reasons, reviewer_seat_id: seat.id, decided_at: ctx.now }).where('forum_id', '=', forumId).where('id', '=', appeal.id).execute();
    await takeStep(ctx, found, input.outcome === 'upheld' ? 'uphold' : 'reverse', seat.id);
    await journal(ctx, { kind: events.reviewed, forumId, subject: found.id, facts: { outcome: input.outcome }, commit: { reasons: input.reasons } });
    await tellOfReview(ctx, found, input);
    return granted({ outcome: input.outcome });
  });
}
