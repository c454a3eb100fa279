import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { contributionByRef } from '../../discussion/queries/contribution-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { SynthesisRefusal } from '../model.ts';
import type { DispositionInput } from '../schema.ts';

/**
 * How a contribution ended in the synthesis: nothing that was said is unaccounted for.
 *
 * Refuses  `synthesis.not_yours`, `synthesis.no_such_contribution`, `synthesis.fate_needs_reason` out of scope.
 */
export function disposeContribution(ctx: ForumContext, input: DispositionInput): Promise<Outcome<null, SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'draft-finding')) return refused('synthesis.not_yours');
    const contribution = await contributionByRef(ctx, input.contribution);
    if (!contribution) return refused('synthesis.no_such_contribution');
    if (input.fate === 'out-of-scope' && !input.reason) return refused('synthesis.fate_needs_reason');
    const row = { fate: input.fate, reason: input.reason ?? null };
    await ctx.db.insertInto('disposition').values({ forum_id: ctx.sight.forumId, contribution_id: contribution.id, ...row }).onConflict((c) => c.columns(['forum_id', 'contribution_id']).doUpdateSet(row)).execute();
    await journal(ctx, { kind: events.disposed, forumId: ctx.sight.forumId, subject: contribution.id, facts: { fate: input.fate } });
    return granted(null);
  });
}
