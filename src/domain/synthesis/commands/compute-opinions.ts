import { createHash } from 'node:crypto';
import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import type { Context, ForumContext } from '../../context.ts';
import { countOpinionsSince, opinionRows } from '../../disclosure/custody-of-opinion.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { computeOpinion } from '../opinion-process.ts';
import { type VotesDocument, votesFormat } from '../rules/opinion/document.ts';
import { mayDrawMap, shownOpinion } from '../rules/opinion/shown.ts';
import { loadResult, loadStatements, saveResult } from '../store/opinion.ts';

const everyMs = 60 * 60_000;

/** Forums in which something is put to everyone. */
export async function forumsWithStatements({ db }: Pick<Context, 'db'>): Promise<string[]> {
  return (await db.selectFrom('opinion_statement').select('forum_id').distinct().where('state', '=', 'accepted').execute()).map((row) => row.forum_id);
}

/**
 * The clock computes the opinion groups of a forum anew: at most once an hour, and only when as many people as the
 * smallest cell shown have answered since. From one result to the next nobody can tell what one person answered.
 *
 * Writes   what may be shown of the result, with the digests by which the whole can be made again.
 * Shape    whether it computed.
 */
export async function computeOpinions(ctx: ForumContext): Promise<boolean> {
  const forum = await forumFacts(ctx, ctx.sight.forumId);
  const last = await loadResult(ctx);
  if (!forum || (last && ctx.now.getTime() - last.computedAt.getTime() < everyMs)) return false;
  const votes = await votesDue(ctx, { since: last?.computedAt ?? null, smallCell: forum.smallCell });
  if (!votes) return false;
  // Outside any transaction: seconds of arithmetic hold no row.
  const { bytes, result } = await computeOpinion(votes);
  const shown = shownOpinion(result, { smallCell: forum.smallCell, mapAllowed: mayDrawMap(forum.allowedRegimes) });
  await saveResult(ctx, { votes: result.votes, method: result.method, seed: result.seed, groups: createHash('sha256').update(bytes).digest('hex'), shown });
  return true;
}

async function votesDue(ctx: ForumContext, { since, smallCell }: { since: Date | null; smallCell: number }): Promise<VotesDocument | null> {
  const statements = (await loadStatements(ctx)).filter(({ state }) => state === 'accepted' || state === 'taken-out');
  const read = await atomically(ctx, async (ctx) => granted((await countOpinionsSince(ctx, ctx.sight.forumId, since)) < smallCell ? null : await opinionRows(ctx, ctx.sight.forumId, statements.map(({ id }) => id))));
  const rows = read.ok ? read.value : null;
  return rows && { format: votesFormat, seed: seedOf(ctx.sight.forumId), statements: statements.map(({ number, state }) => ({ number, ...(state === 'taken-out' ? { out: true } : {}) })), rows };
}

/** The seed of a forum: the same for its whole life, and nobody's choice. */
const seedOf = (forumId: string): number => createHash('sha256').update(`opinion ${forumId}`).digest().readUInt32BE(0);
