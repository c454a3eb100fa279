import { rolesInSeries } from '../../accreditation/queries/roles-in-series.ts';
import { enter } from '../../accreditation/sight.ts';
import type { Context } from '../../context.ts';
import { wholeSeries } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import type { PrintedFinding } from '../manuscript.ts';
import type { FollowUpStanding } from '../model.ts';
import { romanOf } from '../rules.ts';
import { readerPage } from './reader.ts';

export type FollowUpEntry = { standing: FollowUpStanding; milestone: string; dueOn: string | null; evidence: string | null; by: string | null; at: Date };
export type FollowUpLine = { finding: PrintedFinding; entries: FollowUpEntry[] };
export type FollowUpPage = { title: string; demonstration: boolean; addressees: { addressee: string | null; lines: FollowUpLine[] }[]; counts: Record<FollowUpStanding | 'nothing', number>; mayReport: boolean };

/** What became of the recommendations of a published report, by addressee; null before there is one. The newest entry of each counts. */
export async function followUpPage(ctx: Context, slug: string, locale: string): Promise<FollowUpPage | null> {
  const [whole, reader] = [await wholeSeries(ctx, slug), await readerPage(ctx, slug, locale, { kind: 'recommendation' })];
  if (!whole || !reader) return null;
  const rows = await ctx.db
    .selectFrom('follow_up as u')
    .innerJoin('finding as f', (on) => on.onRef('f.forum_id', '=', 'u.forum_id').onRef('f.id', '=', 'u.finding_id'))
    .innerJoin('forum as o', 'o.id', 'u.forum_id')
    .leftJoin('state as s', 's.id', 'u.state_id')
    .select(['o.number', 'f.reference', 'u.standing', 'u.milestone', 'u.due_on', 'u.evidence', 'u.reported_at', 's.names'])
    .where('u.series_id', '=', whole.series.id)
    .orderBy('u.reported_at', 'desc')
    .orderBy('u.id')
    .execute();
  const entriesOf = (reference: string): FollowUpEntry[] => rows.filter((r) => `${romanOf(r.number)}/${r.reference}` === reference).map((r) => ({ standing: r.standing as FollowUpStanding, milestone: r.milestone, dueOn: r.due_on === null ? null : String(r.due_on), evidence: r.evidence, by: nameIn(r.names, locale), at: r.reported_at }));
  const lines = reader.findings.map((finding): FollowUpLine => ({ finding, entries: entriesOf(finding.reference) }));
  const addressees = [...new Set(lines.map(({ finding }) => finding.addressee))];
  const counts = { planned: 0, 'under-way': 0, done: 0, 'not-taken-up': 0, nothing: 0 };
  for (const { entries } of lines) counts[entries[0]?.standing ?? 'nothing'] += 1;
  return { title: reader.manuscript.title, demonstration: whole.series.demonstration, addressees: addressees.map((addressee) => ({ addressee, lines: lines.filter(({ finding }) => finding.addressee === addressee) })), counts, mayReport: await mayReport(ctx, slug, whole.forums) };
}

const nameIn = (names: unknown, locale: string): string | null => {
  const known = (names ?? {}) as Record<string, string>;
  return known[locale] ?? known['en'] ?? null;
};

/** Whether the reader may report of at least one recommendation; the command asks of which. */
async function mayReport(ctx: Context, slug: string, forums: readonly { id: string }[]): Promise<boolean> {
  if (!ctx.actor.personId && ctx.actor.kind === 'visitor') return false;
  if (may(await rolesInSeries(ctx, slug), 'write-report')) return true;
  for (const { id } of forums) if ((await enter(ctx, id))?.sight.seat?.speaksForState) return true;
  return false;
}
