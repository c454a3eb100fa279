import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { freezeFinding } from '../../synthesis/commands/edit-finding.ts';
import { findingHeld } from '../../synthesis/queries/findings.ts';
import { events } from '../events.ts';
import type { AdoptionRefusal } from '../model.ts';
import { objectorOf } from '../queries/acting.ts';
import { mayObject } from '../rules.ts';
import type { ObjectionInput } from '../schema.ts';
import { holdProcedure } from '../store.ts';

/**
 * A delegation breaks silence, by an objection or an amendment. No reason is needed. What counts is the instant at which
 * its turn came on the text: of two nodes one waits for the other.
 *
 * Writes   one objection and one journal entry, together or not at all.
 * Refuses  `adoption.not_yours`; as `mayObject` does; `adoption.amendment_needs_text`; `adoption.not_authorised_ticked`.
 * Source   docs/explanation/silence-procedure.md
 */
export function breakSilence(ctx: ForumContext, reference: string, input: ObjectionInput): Promise<Outcome<{ stateId: string }, AdoptionRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { reference, ...input }, async (ctx): Promise<Outcome<{ stateId: string }, AdoptionRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!may(ctx.sight, 'break-silence')) return refused('adoption.not_yours');
    const finding = await findingHeld(ctx, reference);
    const held = finding && (await holdProcedure(ctx, finding.id));
    if (!held) return refused('adoption.no_such_procedure');
    const { procedure, now } = held;
    const ruling = mayObject(procedure, await objectorOf(ctx, now), now);
    if (!ruling.ok) return ruling;
    if (input.kind === 'amendment' && !input.text) return refused('adoption.amendment_needs_text');
    if (input.authorised !== 'yes') return refused('adoption.not_authorised_ticked');
    await ctx.db.insertInto('objection').values({ forum_id: forumId, id: ctx.world.mint(), procedure_id: procedure.id, seat_id: seat?.id ?? '', state_id: ruling.value, kind: input.kind, text: input.text ?? null, lang: input.lang ?? null, made_at: now }).execute();
    await freezeFinding(ctx, finding.id, false);
    await journal({ ...ctx, now }, { kind: events.silenceBroken, forumId, subject: procedure.id, facts: { state: ruling.value, kind: input.kind }, commit: { text: input.text ?? '' } });
    return granted({ stateId: ruling.value });
  });
}
