import { atomically } from '#platform/atomically.ts';
import { instantOf, type LocalTimeRefusal } from '#platform/instant.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { findingsOf } from '../../synthesis/queries/findings.ts';
import { events } from '../events.ts';
import type { AdoptionRefusal } from '../model.ts';
import { mayExtend } from '../rules.ts';
import { loadProcedures } from '../store.ts';

/** The end of a running silence is set later, for a reason. Refuses as `mayExtend` does. */
export function extendSilence(ctx: ForumContext, reference: string, ends: string, reason: string): Promise<Outcome<{ endsAt: string }, AdoptionRefusal | LocalTimeRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ endsAt: string }, AdoptionRefusal | LocalTimeRefusal>> => {
    if (!may(ctx.sight, 'open-silence')) return refused('adoption.not_yours');
    const [[finding], forum] = [await findingsOf(ctx, reference), await forumFacts(ctx, ctx.sight.forumId)];
    const [procedure] = finding ? await loadProcedures(ctx, { findingId: finding.id, lock: true }) : [];
    if (!procedure || !forum) return refused('adoption.no_such_procedure');
    const at = instantOf(ends, forum.zone);
    if (!at.ok) return at;
    const ruling = mayExtend(procedure, at.value, ctx.now);
    if (!ruling.ok) return ruling;
    await ctx.db.insertInto('silence_extension').values({ forum_id: ctx.sight.forumId, procedure_id: procedure.id, ends_at: at.value, reason, made_at: ctx.now }).execute();
    await journal(ctx, { kind: events.silenceExtended, forumId: ctx.sight.forumId, subject: procedure.id, facts: { endsAt: at.value.toISOString() }, commit: { reason } });
    return granted({ endsAt: at.value.toISOString() });
  });
}
