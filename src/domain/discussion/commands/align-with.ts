import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { bodiesOf, saveAlignment } from '../../disclosure/custody.ts';
import { forumFactsHeld } from '../../programme/queries/forum-facts.ts';
import { events } from '../events.ts';
import type { ContributionRefusal } from '../model.ts';
import { readRef } from '../rules.ts';
import { mayAlign, mayBindDelegation } from '../rules/position.ts';
import type { AlignInput } from '../schema.ts';
import { bumpThread, loadContribution } from '../store.ts';

type Refused = ContributionRefusal | 'discussion.already_so' | 'platform.submission_reused';

/**
 * A delegation aligns with another's position or with a group's statement, or ends that before closing. The text stays
 * one voice; its byline names the States that stand with it, where its regime shows States.
 *
 * Refuses  as `mayBindDelegation` and `mayAlign` do, `discussion.no_such_contribution`.
 */
export function alignWith(ctx: ForumContext, ref: string, input: AlignInput): Promise<Outcome<{ aligned: boolean }, Refused>> {
  return once(ctx, input.submissionId, { ref, aligned: input.aligned }, async (ctx): Promise<Outcome<{ aligned: boolean }, Refused>> => {
    const acting = mayBindDelegation(ctx.sight);
    if (!acting.ok) return acting;
    const { forumId } = ctx.sight;
    const { bodyId, id: seatId } = acting.value;
    const asked = readRef(ref);
    const forum = await forumFactsHeld(ctx, forumId);
    const contribution = asked && (await loadContribution(ctx, asked, { lock: true }));
    if (!forum || !contribution) return refused('discussion.no_such_contribution');
    const bodies = await bodiesOf(ctx, forumId, contribution.id);
    const wish = input.aligned === 'yes';
    const ruling = mayAlign({ hours: forum, regime: contribution.regime, visible: contribution.visibility === 'shown', of: bodies?.of ?? null, bodyId, aligned: bodies?.aligned.includes(bodyId) ?? false, wish }, ctx.now);
    if (!ruling.ok) return ruling;
    await saveAlignment(ctx, forumId, contribution.id, { bodyId, seatId }, wish);
    await journal(ctx, { kind: wish ? events.aligned : events.alignmentEnded, forumId, subject: contribution.id, commit: { body: bodyId } });
    await bumpThread(ctx, contribution.questionId);
    return granted({ aligned: wish });
  });
}
