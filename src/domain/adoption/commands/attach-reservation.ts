import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { findingHeld } from '../../synthesis/queries/findings.ts';
import { events } from '../events.ts';
import type { AdoptionRefusal } from '../model.ts';
import { objectorOf, stateCode } from '../queries/acting.ts';
import { mayAttachStatement } from '../rules.ts';
import type { StatementInput } from '../schema.ts';
import { holdProcedure } from '../store.ts';

/**
 * The authorised sender of a State attaches an interpretative statement or reservation; every output carries it. It
 * breaks nothing.
 *
 * Refuses  `adoption.not_yours`; `adoption.no_such_procedure`; as `mayAttachStatement` does.
 */
export function attachReservation(ctx: ForumContext, reference: string, input: StatementInput): Promise<Outcome<null, AdoptionRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { reference, ...input }, async (ctx): Promise<Outcome<null, AdoptionRefusal>> => {
    const { forumId } = ctx.sight;
    if (!may(ctx.sight, 'break-silence')) return refused('adoption.not_yours');
    const finding = await findingHeld(ctx, reference);
    const held = finding && (await holdProcedure(ctx, finding.id));
    if (!held) return refused('adoption.no_such_procedure');
    const { procedure, now } = held;
    const ruling = mayAttachStatement(procedure, await objectorOf(ctx, now), now);
    if (!ruling.ok) return ruling;
    await ctx.db.insertInto('reservation').values({ forum_id: forumId, id: ctx.world.mint(), procedure_id: procedure.id, state_id: ruling.value, kind: input.kind, lang: input.lang ?? null, text: input.text, made_at: now }).execute();
    await journal({ ...ctx, now }, { kind: events.reserved, forumId, subject: procedure.id, facts: { state: ruling.value, code: await stateCode(ctx, ruling.value), kind: input.kind }, commit: { text: input.text } });
    return granted(null);
  });
}
