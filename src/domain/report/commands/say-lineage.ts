import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { rolesInSeries } from '../../accreditation/queries/roles-in-series.ts';
import type { Context } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { ReportRefusal } from '../model.ts';
import type { LineageInput } from '../schema.ts';
import { findingByReference } from '../queries/finding-by-reference.ts';

/**
 * A rapporteur says what a later forum made of a finding of an earlier one; `none` takes it back.
 *
 * Refuses  `report.not_yours`, `report.no_such_reference`; `report.lineage_backwards` where the later finding is not of a later forum.
 */
export function sayLineage(ctx: Context, slug: string, input: LineageInput): Promise<Outcome<null, ReportRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, ReportRefusal>> => {
    if (!may(await rolesInSeries(ctx, slug), 'write-report')) return refused('report.not_yours');
    const [later, earlier] = [await findingByReference(ctx, slug, input.later), await findingByReference(ctx, slug, input.earlier)];
    if (!later || !earlier) return refused('report.no_such_reference', { refs: later ? input.earlier : input.later });
    if (later.forumNumber <= earlier.forumNumber) return refused('report.lineage_backwards');
    const at = { forum_id: later.forumId, finding_id: later.findingId, from_forum_id: earlier.forumId, from_finding_id: earlier.findingId };
    if (input.relation === 'none') await ctx.db.deleteFrom('finding_lineage').where((eb) => eb.and(at)).execute();
    else await ctx.db.insertInto('finding_lineage').values({ series_id: later.seriesId, ...at, relation: input.relation, made_at: ctx.now }).onConflict((c) => c.columns(['forum_id', 'finding_id', 'from_forum_id', 'from_finding_id']).doUpdateSet({ relation: input.relation, made_at: ctx.now })).execute();
    await journal(ctx, { kind: events.lineageSaid, forumId: later.forumId, subject: later.findingId, facts: { later: input.later, earlier: input.earlier, relation: input.relation } });
    return granted(null);
  });
}
