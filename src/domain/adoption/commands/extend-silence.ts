import { instantOf, type LocalTimeRefusal } from '#platform/instant.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { findingHeld } from '../../synthesis/queries/findings.ts';
import { events } from '../events.ts';
import type { AdoptionRefusal } from '../model.ts';
import { mayExtend } from '../rules.ts';
import type { ExtensionInput } from '../schema.ts';
import { holdProcedure } from '../store.ts';

type Refused = AdoptionRefusal | LocalTimeRefusal;

/** The end of a running silence is set later, for a reason that all are told. Refuses as `mayExtend` does. */
export function extendSilence(ctx: ForumContext, reference: string, input: ExtensionInput): Promise<Outcome<{ endsAt: string }, Refused | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { extends: reference, ...input }, async (ctx): Promise<Outcome<{ endsAt: string }, Refused>> => {
    if (!may(ctx.sight, 'open-silence')) return refused('adoption.not_yours');
    const { forumId } = ctx.sight;
    const forum = await forumFacts(ctx, forumId);
    const finding = await findingHeld(ctx, reference);
    const held = finding && (await holdProcedure(ctx, finding.id));
    if (!held || !forum) return refused('adoption.no_such_procedure');
    const { procedure, now } = held;
    const at = instantOf(input.ends, forum.zone);
    if (!at.ok) return at;
    const ruling = mayExtend(procedure, at.value, now);
    if (!ruling.ok) return ruling;
    await ctx.db.insertInto('silence_extension').values({ forum_id: forumId, procedure_id: procedure.id, ends_at: at.value, reason: input.reason, made_at: now }).execute();
    await journal({ ...ctx, now }, { kind: events.silenceExtended, forumId, subject: procedure.id, facts: { endsAt: at.value.toISOString() }, commit: { reason: input.reason } });
    return granted({ endsAt: at.value.toISOString() });
  });
}
