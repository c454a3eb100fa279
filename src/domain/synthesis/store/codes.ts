import type { Context, ForumContext } from '../../context.ts';
import type { Code } from '../model.ts';

/** The series of the forum in sight. */
export async function seriesOf({ db, sight }: ForumContext): Promise<string> {
  return (await db.selectFrom('forum').select('series_id').where('id', '=', sight.forumId).executeTakeFirstOrThrow()).series_id;
}

/** The codes of a series that stand, each with how many excerpts bear it in all its forums. */
export async function loadCodes({ db }: Pick<Context, 'db'>, seriesId: string): Promise<Code[]> {
  const rows = await db
    .selectFrom('code as c')
    .select((eb) => ['c.id', 'c.parent_id', 'c.label', 'c.description', 'c.colour', eb.selectFrom('excerpt_code as ec').select((e) => e.fn.count<number>('ec.excerpt_id').distinct().as('n')).whereRef('ec.code_id', '=', 'c.id').as('uses')])
    .where('c.series_id', '=', seriesId)
    .where('c.merged_into', 'is', null)
    .orderBy('c.label')
    .execute();
  return rows.map((r) => ({ id: r.id, parentId: r.parent_id, label: r.label, description: r.description, colour: r.colour, uses: Number(r.uses ?? 0) }));
}

/** The same, held against other changes of the tree until the transaction ends: moves could else meet in a circle. */
export async function holdCodes(ctx: ForumContext): Promise<{ seriesId: string; codes: Code[] }> {
  const seriesId = await seriesOf(ctx);
  await ctx.db.selectFrom('series').select('id').where('id', '=', seriesId).forUpdate().executeTakeFirst();
  return { seriesId, codes: await loadCodes(ctx, seriesId) };
}

export type ExcerptRow = { id: string; contributionId: string; revision: number; start: number; end: number; quote: string; own: boolean; codes: { id: string; label: string; own: boolean }[]; findings: { reference: string; kind: string; opposing: boolean }[] };

/** All excerpts of one contribution, of all its wordings, with their codes and findings; `own` is what the actor put there. */
export async function loadExcerptsOf({ db, sight }: ForumContext, contributionId: string): Promise<ExcerptRow[]> {
  const ids = db.selectFrom('excerpt').select('id').where('forum_id', '=', sight.forumId).where('contribution_id', '=', contributionId);
  const [rows, codes, findings] = await Promise.all([
    db.selectFrom('excerpt').select(['id', 'contribution_id', 'revision', 'range_start', 'range_end', 'quote', 'seat_id']).where('forum_id', '=', sight.forumId).where('contribution_id', '=', contributionId).orderBy('revision').orderBy('range_start').orderBy('range_end').orderBy('id').execute(),
    db.selectFrom('excerpt_code').where('excerpt_code.forum_id', '=', sight.forumId).innerJoin('code', 'code.id', 'excerpt_code.code_id').select(['excerpt_code.excerpt_id', 'code.id', 'code.label', 'excerpt_code.seat_id']).where('excerpt_code.excerpt_id', 'in', ids).orderBy('code.label').execute(),
    db.selectFrom('finding_excerpt').where('finding_excerpt.forum_id', '=', sight.forumId).innerJoin('finding', (on) => on.onRef('finding.forum_id', '=', 'finding_excerpt.forum_id').onRef('finding.id', '=', 'finding_excerpt.finding_id')).select(['finding_excerpt.excerpt_id', 'finding.reference', 'finding.kind', 'finding_excerpt.opposing']).where('finding_excerpt.excerpt_id', 'in', ids).where('finding.forum_id', '=', sight.forumId).orderBy('finding.reference').execute(),
  ]);
  return rows.map((r) => ({
    id: r.id, contributionId: r.contribution_id, revision: r.revision, start: r.range_start, end: r.range_end, quote: r.quote, own: r.seat_id === sight.seat?.id,
    codes: codes.filter((c) => c.excerpt_id === r.id).map((c) => ({ id: c.id, label: c.label, own: c.seat_id === sight.seat?.id })),
    findings: findings.filter((f) => f.excerpt_id === r.id).map(({ reference, kind, opposing }) => ({ reference, kind, opposing })),
  }));
}
