import { wordDiff, type Change } from '#platform/text/word-diff.ts';
import { rolesInSeries } from '../../accreditation/queries/roles-in-series.ts';
import type { Context } from '../../context.ts';
import { wholeSeries } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';

export type ProposalLine = { id: string; subject: 'paragraph' | 'finding'; name: string; href: string; changes: Change[]; comments: string[]; at: Date; decision: 'taken' | 'declined' | null; reason: string | null };
export type ProposalsPage = { demonstration: boolean; proposals: ProposalLine[] };

/** What came back in Word documents, the open ones first. */
export async function proposalsPage(ctx: Context, slug: string): Promise<ProposalsPage | null> {
  const whole = may(await rolesInSeries(ctx, slug), 'write-report') ? await wholeSeries(ctx, slug) : null;
  if (!whole) return null;
  const rows = await ctx.db.selectFrom('wording_proposal').selectAll().where('series_id', '=', whole.series.id).orderBy('decision', (order) => order.desc().nullsFirst()).orderBy('proposed_at', 'desc').orderBy('id').limit(200).execute();
  return {
    demonstration: whole.series.demonstration,
    proposals: rows.map((row) => {
      const forum = whole.forums.find(({ id }) => id === row.forum_id);
      const href = row.subject === 'finding' && forum ? `/f/${forum.key}/finding/${(row.reference ?? '').replace(/^.*\//, '')}` : `/s/${slug}/report/paragraph/${row.subject_id}`;
      return { id: row.id, subject: row.subject as ProposalLine['subject'], name: row.reference ?? '¶', href, changes: wordDiff(row.before, row.after), comments: row.comments as unknown as string[], at: row.proposed_at, decision: row.decision as ProposalLine['decision'], reason: row.reason };
    }),
  };
}
