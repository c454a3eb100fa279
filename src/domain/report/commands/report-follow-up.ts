import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { rolesInSeries } from '../../accreditation/queries/roles-in-series.ts';
import { enter } from '../../accreditation/sight.ts';
import type { Context } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { ReportRefusal } from '../model.ts';
import { findingByReference } from '../queries/finding-by-reference.ts';
import { publishedSince } from '../queries/publication.ts';
import type { FollowUpInput } from '../schema.ts';

/**
 * What became of a recommendation is reported, with a milestone and evidence: by those who write the report, or by
 * who speaks for a State, in its name. Entries are added and never changed.
 *
 * Refuses  `report.follow_up_not_yours`, `report.no_such_recommendation`; `report.not_published_yet` before there is a report.
 */
export function reportFollowUp(ctx: Context, slug: string, input: FollowUpInput): Promise<Outcome<{ id: string }, ReportRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ id: string }, ReportRefusal>> => {
    const found = await findingByReference(ctx, slug, input.recommendation);
    const inside = found && (await enter(ctx, found.forumId));
    const staff = may(await rolesInSeries(ctx, slug), 'write-report');
    const stateId = !staff && inside?.sight.seat?.speaksForState && may(inside.sight, 'act-for-delegation') ? inside.sight.seat.stateId : null;
    if (!staff && stateId === null) return refused('report.follow_up_not_yours');
    if (found?.kind !== 'recommendation') return refused('report.no_such_recommendation');
    if (!(await publishedSince(ctx, found.seriesId))) return refused('report.not_published_yet');
    const id = ctx.world.mint();
    await ctx.db.insertInto('follow_up').values({ series_id: found.seriesId, id, forum_id: found.forumId, finding_id: found.findingId, standing: input.standing, milestone: input.milestone, due_on: input.dueOn ?? null, evidence: input.evidence ?? null, state_id: stateId, reported_at: ctx.now }).execute();
    await journal(ctx, { kind: events.followedUp, forumId: found.forumId, subject: id, facts: { recommendation: input.recommendation, standing: input.standing, evidence: input.evidence !== undefined }, commit: { milestone: input.milestone } });
    return granted({ id });
  });
}
