import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { findingsOf } from '../../synthesis/queries/findings.ts';
import { events } from '../events.ts';
import type { AdoptionRefusal } from '../model.ts';
import { loadProcedures } from '../store.ts';

/** The authorised sender of a State attaches an interpretative statement or reservation; every output carries it. */
export function attachReservation(ctx: ForumContext, reference: string, text: string): Promise<Outcome<null, AdoptionRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, AdoptionRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!may(ctx.sight, 'break-silence')) return refused('adoption.not_yours');
    const [finding] = await findingsOf(ctx, reference);
    const [procedure] = finding ? await loadProcedures(ctx, { findingId: finding.id, lock: true }) : [];
    if (!procedure) return refused('adoption.no_such_procedure');
    if (!seat?.stateId) return refused('adoption.not_a_delegation');
    if (!seat.speaksForState) return refused('adoption.not_the_authorised_sender');
    await ctx.db.insertInto('reservation').values({ forum_id: forumId, id: ctx.world.mint(), procedure_id: procedure.id, state_id: seat.stateId, text, made_at: ctx.now }).execute();
    await journal(ctx, { kind: events.reserved, forumId, subject: procedure.id, facts: { state: seat.stateId }, commit: { text } });
    return granted(null);
  });
}
