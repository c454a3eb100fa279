import { census } from '../../accreditation/queries/seats-page.ts';
import { enter } from '../../accreditation/sight.ts';
import type { Context, ForumContext } from '../../context.ts';
import type { AuthorFacts, Byline, Capacity, Category, Regime, StateNames } from '../../disclosure/model.ts';
import { byline } from '../../disclosure/rules.ts';
import type { Aspect, Forum, Series } from '../../programme/model.ts';
import { wholeSeries } from '../../programme/queries/forum-facts.ts';
import { excerptsOf, type FindingRow, findingsOf } from '../../synthesis/queries/findings.ts';
import { type Quotation, quotationsOf } from '../../synthesis/queries/quotations.ts';
import { type Cited, citedTexts } from '../../synthesis/queries/cited-texts.ts';
import type { Lineage, Paragraph } from '../model.ts';
import { romanOf } from '../rules.ts';
import { loadLineage, loadParagraphs } from '../store.ts';

export type ExcerptOf = Awaited<ReturnType<typeof excerptsOf>>[number];
/** One forum as the report draws on it; `bylines`: each author as they may be shown outside. */
export type WholeForum = { forum: Forum & { aspects: Aspect[] }; roman: string; inside: ForumContext; findings: FindingRow[]; excerpts: ExcerptOf[]; texts: Cited[]; quotations: Quotation[]; bylines: Map<string, Byline> };
export type WholeReport = { series: Series; forums: WholeForum[]; paragraphs: Paragraph[]; lineage: Lineage[] };

/** Everything the report of a series is made of, read as the clock sees it: what may leave is decided by who prints it. */
export async function wholeReport(ctx: Context, slug: string): Promise<WholeReport | null> {
  const whole = await wholeSeries(ctx, slug);
  if (!whole) return null;
  const forums: WholeForum[] = [];
  for (const forum of whole.forums) {
    const inside = await enter({ ...ctx, actor: { kind: 'clock', personId: null, administrator: false } }, forum.id);
    if (!inside) continue;
    const [findings, excerpts, texts, quotations, bylines] = await Promise.all([findingsOf(inside), excerptsOf(inside), citedTexts(inside), quotationsOf(inside), bylinesOutside(inside, forum)]);
    forums.push({ forum, roman: romanOf(forum.number), inside, findings, excerpts, texts, quotations, bylines });
  }
  const [paragraphs, lineage] = await Promise.all([loadParagraphs(ctx, whole.series.id), loadLineage(ctx, whole.series.id)]);
  return { series: whole.series, forums, paragraphs, lineage };
}

/** Each contribution's author as they may be shown outside the forum. */
async function bylinesOutside(ctx: ForumContext, forum: Forum): Promise<Map<string, Byline>> {
  const [rows, seats] = await Promise.all([ctx.db.selectFrom('byline_source').selectAll().where('forum_id', '=', forum.id).execute(), census(ctx, forum.id)]);
  return new Map(rows.map((r) => {
    const facts: AuthorFacts = { regime: r.regime as Regime, person: r.person, affiliation: r.affiliation, affiliationNames: r.affiliation_names as StateNames | null, category: r.category as Category | null, capacity: r.capacity as Capacity | null, states: r.states as StateNames[] | null, former: r.former ?? false };
    return [String(r.contribution_id), byline(facts, 'outside', seats, forum.smallCell)];
  }));
}
