import type { Context, ForumContext } from '../../context.ts';
import { isAuthor, isOfBodyOrState, waitingOf } from '../../disclosure/custody.ts';
import { loadAttachment, loadAttachmentsAt } from '../store/attachments.ts';
import { type HeldRow, loadForumsToCompare, loadHeld, loadToCompare, type ToCompare } from '../store/held.ts';
import { loadContribution } from '../store.ts';

export type { HeldRow, ToCompare } from '../store/held.ts';

/** What is held, with what was taken out of sight: for the commands that open it to two people, and for nobody else. */
export const heldById = (ctx: ForumContext, id: string): Promise<HeldRow | null> => loadHeld(ctx, id);

/** Files that were not compared with the lists named; one alone where `only` says which. */
export const filesToCompare = (ctx: ForumContext, lists: string, asked: { only?: string | null; most: number }): Promise<ToCompare[]> => loadToCompare(ctx, lists, asked);
export const forumsToCompare = (ctx: Pick<Context, 'db'>, lists: string): Promise<string[]> => loadForumsToCompare(ctx, lists);

/** With which contribution a file went, if with any yet. */
export const contributionOfFile = async (ctx: ForumContext, attachmentId: string): Promise<string | null> => (await loadAttachment(ctx, attachmentId))?.contributionId ?? null;

/** A file of a contribution by its number. */
export async function fileByNumber(ctx: ForumContext, contributionId: string, number: number): Promise<string | null> {
  const contribution = await loadContribution(ctx, { id: contributionId });
  return contribution ? ((await loadAttachmentsAt(ctx, { contributionId, questionId: contribution.questionId })).find((file) => file.number === number)?.id ?? null) : null;
}

/** What ties a seat to material: whether it is theirs, wherever it lies, or their delegation’s where the regime shows that. To be asked in a transaction. */
export async function tieTo(ctx: ForumContext, of: { attachmentId: string } | { contributionId: string }): Promise<{ isAuthor: boolean; sharesBody: boolean }> {
  const { seat, forumId } = ctx.sight;
  if (!seat) return { isAuthor: false, sharesBody: false };
  const file = 'attachmentId' in of ? await loadAttachment(ctx, of.attachmentId) : null;
  const contributionId = 'contributionId' in of ? of.contributionId : (file?.contributionId ?? null);
  if (contributionId) return { isAuthor: await isAuthor(ctx, forumId, contributionId, seat.id), sharesBody: await isOfBodyOrState(ctx, forumId, contributionId, seat) };
  if (file?.waitingId) return { isAuthor: (await waitingOf(ctx, forumId, seat.id)).some(({ id }) => id === file.waitingId), sharesBody: false };
  return { isAuthor: file?.seatId === seat.id, sharesBody: false };
}
