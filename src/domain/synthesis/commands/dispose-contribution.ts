import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { contributionByRef } from '../../discussion/queries/contribution-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { SynthesisRefusal } from '../model.ts';
import { mayEnd } from '../rules/accounting.ts';
import type { DispositionInput } from '../schema.ts';
import { loadAccounts } from '../store/accounts.ts';

/**
 * How a contribution ended in the synthesis: nothing that was said is unaccounted for.
 *
 * Shape    `revision`: the wording the rapporteur read; the decision stands for that wording.
 * Refuses  `synthesis.not_yours`; `synthesis.no_such_contribution`; `synthesis.text_changed` when
 *          its author revised it meanwhile; as `mayEnd` does.
 */
export function disposeContribution(ctx: ForumContext, input: DispositionInput): Promise<Outcome<null, SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'draft-finding')) return refused('synthesis.not_yours');
    const contribution = await contributionByRef(ctx, input.contribution);
    if (!contribution) return refused('synthesis.no_such_contribution');
    const [account] = await loadAccounts(ctx, contribution.id);
    if (!account) return refused('synthesis.no_such_contribution');
    if (input.revision !== undefined && input.revision !== account.revision) return refused('synthesis.text_changed', { ref: account.ref });
    const ruling = mayEnd(account, input.fate, input.reason);
    if (!ruling.ok) return ruling;
    const row = { fate: input.fate, reason: input.reason || null, revision: account.revision };
    await ctx.db.insertInto('disposition').values({ forum_id: ctx.sight.forumId, contribution_id: contribution.id, ...row }).onConflict((c) => c.columns(['forum_id', 'contribution_id']).doUpdateSet(row)).execute();
    await journal(ctx, { kind: events.disposed, forumId: ctx.sight.forumId, subject: contribution.id, facts: { fate: input.fate, revision: account.revision } });
    return granted(null);
  });
}
