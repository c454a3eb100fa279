import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { events } from '../events.ts';
import type { ModerationRefusal } from '../model.ts';
import { standingIn } from '../queries/standing.ts';
import { mayClaim, mayHandOver } from '../rules.ts';
import type { ClaimInput } from '../schema.ts';
import { flagsOf, loadCase, takeStep } from '../store.ts';

/**
 * A moderator takes a case, from nobody or from a colleague, or puts it back for others.
 *
 * Refuses  as `mayClaim` and `mayHandOver` do.
 */
export function claimCase(ctx: ForumContext, number: number, { submissionId, step }: ClaimInput): Promise<Outcome<null, ModerationRefusal | 'platform.submission_reused'>> {
  return once(ctx, submissionId, { number, step }, async (ctx): Promise<Outcome<null, ModerationRefusal>> => {
    const { seat, forumId } = ctx.sight;
    const found = await loadCase(ctx, number, { lock: true });
    if (!found || !seat) return refused('moderation.no_such_case');
    const facts = { ...(await standingIn(ctx, found, await flagsOf(ctx, found.id))), state: found.state, claimedBy: found.claimedBy };
    const ruling = step === 'claim' ? mayClaim(facts) : mayHandOver(facts);
    if (!ruling.ok) return ruling;
    await takeStep(ctx, found, step, seat.id, step === 'claim' ? { claimed_by: seat.id, claimed_at: ctx.now } : { claimed_by: null, claimed_at: null });
    await journal(ctx, { kind: step === 'claim' ? events.claimed : events.handedOver, forumId, subject: found.id, facts: { fromAnother: step === 'claim' && found.claimedBy !== null && found.claimedBy !== seat.id } });
    return granted(null);
  });
}
