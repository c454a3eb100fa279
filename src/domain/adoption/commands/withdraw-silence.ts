import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { freezeFinding } from '../../synthesis/commands/edit-finding.ts';
import { findingHeld } from '../../synthesis/queries/findings.ts';
import { events } from '../events.ts';
import type { AdoptionRefusal } from '../model.ts';
import { mayWithdrawProposal } from '../rules.ts';
import type { WithdrawalInput } from '../schema.ts';
import { holdProcedure } from '../store.ts';

/** A text is taken out of silence while nothing is decided, for a reason that all are told; its wording may be changed again. */
export function withdrawSilence(ctx: ForumContext, reference: string, input: WithdrawalInput): Promise<Outcome<null, AdoptionRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { withdraws: reference, ...input }, async (ctx): Promise<Outcome<null, AdoptionRefusal>> => {
    if (!may(ctx.sight, 'open-silence')) return refused('adoption.not_yours');
    const { forumId } = ctx.sight;
    const finding = await findingHeld(ctx, reference);
    const held = finding && (await holdProcedure(ctx, finding.id));
    if (!held) return refused('adoption.no_such_procedure');
    const { procedure, now } = held;
    const ruling = mayWithdrawProposal(procedure, now);
    if (!ruling.ok) return ruling;
    await ctx.db.updateTable('silence_procedure').set({ withdrawn_at: now, withdrawn_reason: input.reason }).where('forum_id', '=', forumId).where('id', '=', procedure.id).execute();
    await freezeFinding(ctx, finding.id, false);
    await journal({ ...ctx, now }, { kind: events.silenceWithdrawn, forumId, subject: procedure.id, commit: { reason: input.reason } });
    return granted(null);
  });
}
