import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { countWaiting } from '../../disclosure/custody.ts';
import { forumFactsHeld } from '../../programme/queries/forum-facts.ts';
import { events } from '../events.ts';
import { batchIsDue, shuffled } from '../rules/batch.ts';
import { enterWaiting } from '../store/enter-contribution.ts';
import { deleteWithdrawal, loadBatch, loadWithdrawals } from '../store/waiting.ts';
import { bumpThread, loadContribution } from '../store.ts';

export type Released = { released: number; withdrawn: number; /** In the order of chance that gave them their numbers. */ refs: string[] };
const nothing: Released = { released: 0, withdrawn: 0, refs: [] };

/**
 * The unattributed texts of a forum that wait are released together, in an order of chance: when enough people wait,
 * and at the announced hours however many they are; withdrawals of such texts with them. Two workers release once.
 *
 * Writes   the contributions with their numbers and authors, one journal entry each, by the clock and by nobody else.
 */
export function releaseWaiting(ctx: ForumContext): Promise<Outcome<Released, never>> {
  return atomically(ctx, async (ctx) => {
    const { forumId } = ctx.sight;
    const forum = await forumFactsHeld(ctx, forumId);
    const [texts, withdrawals] = [await loadBatch(ctx), await loadWithdrawals(ctx)];
    const latest = [...texts, ...withdrawals].map((one) => one.latest.getTime());
    if (!forum || latest.length === 0) return granted(nothing);
    const authors = await countWaiting(ctx, forumId, texts.map(({ id }) => id), withdrawals.map(({ contributionId }) => contributionId));
    if (!batchIsDue({ authors, latest: new Date(Math.min(...latest)) }, forum, ctx.now)) return granted(nothing);
    const refs: string[] = [];
    for (const text of shuffled(texts, ctx.world.bytes)) refs.push((await enterWaiting(ctx, text, forum, (parentId) => rootOf(ctx, parentId))).ref);
    for (const { contributionId } of withdrawals) await withdrawNow(ctx, contributionId);
    return granted({ released: texts.length, withdrawn: withdrawals.length, refs });
  });
}

async function rootOf(ctx: ForumContext, parentId: string): Promise<string> {
  const parent = await loadContribution(ctx, { id: parentId });
  if (!parent) throw new Error('a reply waits to a contribution that is not there');
  return parent.rootId;
}

async function withdrawNow(ctx: ForumContext, id: string): Promise<void> {
  const contribution = await loadContribution(ctx, { id }, { lock: true });
  await deleteWithdrawal(ctx, id);
  if (!contribution || contribution.visibility === 'withdrawn') return;
  await ctx.db.updateTable('contribution').set({ visibility: 'withdrawn' }).where('forum_id', '=', ctx.sight.forumId).where('id', '=', id).execute();
  await journal(ctx, { kind: events.withdrawn, forumId: ctx.sight.forumId, subject: id });
  await bumpThread(ctx, contribution.questionId);
}
