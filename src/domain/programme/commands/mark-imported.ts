import { journal } from '#platform/journal.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';

/** Marks a forum as a past discussion that was brought in; once, in the transaction that brings in the first of it. */
export async function markImported(ctx: Context, forumId: string): Promise<void> {
  const marked = await ctx.db.updateTable('forum').set({ imported_at: ctx.now }).where('id', '=', forumId).where('imported_at', 'is', null).executeTakeFirst();
  if (marked.numUpdatedRows > 0n) await journal(ctx, { kind: events.forumImported, forumId, subject: forumId });
}
