import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { AdoptionRefusal } from '../model.ts';
import { objectorOf } from '../queries/acting.ts';
import { silenceState } from '../rules.ts';
import type { PlainInput } from '../schema.ts';
import { loadProcedures } from '../store.ts';

/** A delegation says that it has the texts that are under silence now; it is said for the delegation, whoever of it says so, and for each text once. */
export function confirmSilenceReceipt(ctx: ForumContext, input: PlainInput): Promise<Outcome<{ texts: number }, AdoptionRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { received: ctx.sight.forumId }, async (ctx): Promise<Outcome<{ texts: number }, AdoptionRefusal>> => {
    const { forumId } = ctx.sight;
    if (!may(ctx.sight, 'confirm-receipt')) return refused('adoption.not_yours');
    const { stateId, participating } = await objectorOf(ctx);
    if (stateId === null) return refused('adoption.not_a_delegation');
    if (!participating) return refused('adoption.not_a_participating_state');
    const here = (await loadProcedures(ctx)).filter((one) => silenceState(one, ctx.now) === 'running' && !one.received.includes(stateId));
    for (const one of here) {
      const first = await ctx.db.insertInto('silence_receipt').values({ forum_id: forumId, procedure_id: one.id, state_id: stateId, at: ctx.now }).onConflict((c) => c.doNothing()).returning('procedure_id').executeTakeFirst();
      if (first) await journal(ctx, { kind: events.received, forumId, subject: one.id, facts: { state: stateId } });
    }
    return granted({ texts: here.length });
  });
}
