import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { findingHeld } from '../../synthesis/queries/findings.ts';
import { events } from '../events.ts';
import type { AdoptionRefusal } from '../model.ts';
import { objectorOf } from '../queries/acting.ts';
import { mayWithdrawObjection } from '../rules.ts';
import type { PlainInput } from '../schema.ts';
import { holdProcedure } from '../store.ts';

/**
 * A delegation takes back its objection. Silence stays broken; the same words may be put to all again once no objection
 * to them stands.
 *
 * Refuses  `adoption.not_yours`; `adoption.no_such_procedure`; as `mayWithdrawObjection` does.
 */
export function withdrawObjection(ctx: ForumContext, reference: string, input: PlainInput): Promise<Outcome<null, AdoptionRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { withdraws: reference }, async (ctx): Promise<Outcome<null, AdoptionRefusal>> => {
    const { forumId } = ctx.sight;
    if (!may(ctx.sight, 'break-silence')) return refused('adoption.not_yours');
    const finding = await findingHeld(ctx, reference);
    const held = finding && (await holdProcedure(ctx, finding.id));
    if (!held) return refused('adoption.no_such_procedure');
    const { procedure, now } = held;
    const ruling = mayWithdrawObjection(procedure, await objectorOf(ctx, now));
    if (!ruling.ok) return ruling;
    await ctx.db.updateTable('objection').set({ withdrawn_at: now }).where('forum_id', '=', forumId).where('procedure_id', '=', procedure.id).where('state_id', '=', ruling.value).execute();
    await journal({ ...ctx, now }, { kind: events.objectionWithdrawn, forumId, subject: procedure.id, facts: { state: ruling.value } });
    return granted(null);
  });
}
