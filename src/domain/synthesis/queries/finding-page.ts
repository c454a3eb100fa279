import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import { type Change, wordDiff } from '#platform/text/word-diff.ts';
import type { ForumContext } from '../../context.ts';
import { countVoicesApart } from '../../disclosure/custody-of-voices.ts';
import type { Byline } from '../../disclosure/model.ts';
import { refOf } from '../../discussion/rules.ts';
import { may } from '../../rights.ts';
import { placeOf } from '../rules/place.ts';
import { groupsOf, type Standing, type Stands, standingOf } from '../rules/standing.ts';
import { type FindingRow, loadExcerpts, loadFindings } from '../store.ts';
import { type Authors, loadAuthors } from '../store/bylines.ts';

/** What became of the source since: both wordings compared, and whether the quotation still stands in the present one. */
export type SourceChange = { revision: number; changes: Change[]; stillStands: boolean };
export type Evidence = { id: string; ref: string; byline: Byline | null; quote: string; lang: string; opposing: boolean; revision: number; shown: boolean; changed: SourceChange | null };
export type FindingPage = { finding: FindingRow; evidence: Evidence[]; standing: Standing; earlier: { version: number; text: string }[] };

/** One finding with what it rests on, what became of that since, and who stands behind it. */
export async function findingPage(ctx: ForumContext, reference: string): Promise<FindingPage | null> {
  if (!may(ctx.sight, 'draft-finding')) return null;
  const { db, sight: { forumId } } = ctx;
  const [finding] = await loadFindings(ctx, { reference });
  if (!finding) return null;
  const [excerpts, authors, earlier] = await Promise.all([
    loadExcerpts(ctx, finding.id),
    loadAuthors(ctx),
    db.selectFrom('finding_version').select(['number', 'text']).where('forum_id', '=', forumId).where('finding_id', '=', finding.id).where('locale', '=', 'en').where('number', '<', finding.version).orderBy('number', 'desc').execute(),
  ]);
  const changed = excerpts.filter((e) => e.revision !== e.currentRevision);
  const present = changed.length === 0 ? [] : await db.selectFrom('revision as r').innerJoin('contribution as c', (on) => on.onRef('c.forum_id', '=', 'r.forum_id').onRef('c.id', '=', 'r.contribution_id').onRef('c.revision', '=', 'r.number')).select(['c.id', 'r.markdown', 'r.number']).where('r.forum_id', '=', forumId).where('c.id', 'in', changed.map(({ contributionId }) => contributionId)).execute();
  const textNow = new Map(present.map(({ id, markdown }) => [id, markdown]));
  return {
    finding,
    evidence: excerpts.map((e) => {
      const now = textNow.get(e.contributionId);
      const change = now !== undefined && e.revision !== e.currentRevision && e.visibility === 'shown' ? { revision: e.currentRevision, changes: wordDiff(e.text, now), stillStands: placeOf(now, e.quote) !== null } : null;
      return { id: e.id, ref: refOf(e.code, e.number), byline: authors.of.get(e.contributionId)?.byline ?? null, quote: e.quote, lang: e.lang, opposing: e.opposing, revision: e.revision, shown: e.visibility === 'shown', changed: change };
    }),
    standing: await standingBehind(ctx, excerpts, authors),
    earlier: earlier.map(({ number, text }) => ({ version: number, text })),
  };
}

async function standingBehind(ctx: ForumContext, excerpts: readonly { contributionId: string; opposing: boolean }[], authors: Authors): Promise<Standing> {
  const stands = excerpts.flatMap(({ contributionId, opposing }): Stands[] => {
    const said = authors.of.get(contributionId);
    return said ? [{ contributionId, opposing, regime: said.regime, category: said.category }] : [];
  });
  const counted = await atomically(ctx, async (ctx) => granted(await countVoicesApart(ctx, ctx.sight.forumId, groupsOf(stands))));
  return standingOf(stands, counted.ok ? counted.value : new Map());
}
