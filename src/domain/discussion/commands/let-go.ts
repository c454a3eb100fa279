import { eraseOpenings } from '#platform/journal-erasure.ts';
import { notify } from '#platform/live/notify.ts';
import type { Context } from '../../context.ts';
import { forgetArchived } from '../../disclosure/custody-archive.ts';
import { destroyUnattributed } from '../../disclosure/custody.ts';

/** What of an entry tells who wrote: the one who acted, the author, and in what capacity, which few have. */
const telling = ['actor', 'author', 'capacity'];

/** Forgets the drafts of a forum: what was never sent was never said. */
export async function letDraftsGo({ db }: Pick<Context, 'db'>, forumId: string): Promise<number> {
  await db.deleteFrom('attachment').where('forum_id', '=', forumId).where('seat_id', 'is not', null).execute();
  return Number((await db.deleteFrom('draft').where('forum_id', '=', forumId).executeTakeFirst()).numDeletedRows);
}

/**
 * Destroys who wrote the unattributed contributions of a forum, in the table of authors and in the record: for all
 * of them at once, so that no contribution can be found together with another by the hour of its erasure.
 *
 * Shape    how many links and openings went.
 */
export async function destroyAuthors(ctx: Context, forumId: string): Promise<{ links: number; openings: number }> {
  const { destroyed, ids } = await destroyUnattributed(ctx, forumId);
  const openings = ids.length === 0 ? 0 : await eraseOpenings(ctx, { subjects: ids, fields: telling }, 'retention');
  return { links: destroyed, openings };
}

/** Whatever pages of a forum's questions are kept are made anew: a name on them may be gone. */
async function dropPages(ctx: Context, forumId: string): Promise<void> {
  const threads = await ctx.db.updateTable('thread').set((eb) => ({ revision: eb('revision', '+', 1) })).where('forum_id', '=', forumId).returning(['question_id', 'last_number', 'revision']).execute();
  for (const t of threads) await notify(ctx, { topic: `question:${t.question_id}`, what: 'changed', at: `${t.last_number}.${t.revision}` });
}

/** Takes the name of whoever had an address out of archives, in which nobody need hold a seat. */
export async function forgetInArchives(ctx: Context, email: string): Promise<void> {
  for (const forumId of await forgetArchived(ctx, email)) await dropPages(ctx, forumId);
}

/**
 * What a person who leaves leaves in their forums: drafts go, what they said stays. Kept pages are dropped, since a
 * name on them may be gone.
 *
 * Shape   the unattributed contributions of these forums, whoever wrote them: their links go for all at once, later.
 */
export async function forgetDrafts(ctx: Context, seats: readonly { forumId: string; seatId: string }[]): Promise<{ unattributed: string[] }> {
  const unattributed: string[] = [];
  for (const { forumId, seatId } of seats) {
    await ctx.db.deleteFrom('attachment').where('forum_id', '=', forumId).where('seat_id', '=', seatId).execute();
    await ctx.db.deleteFrom('draft').where('forum_id', '=', forumId).where('seat_id', '=', seatId).execute();
    await dropPages(ctx, forumId);
    const rows = await ctx.db.selectFrom('contribution').select('id').where('forum_id', '=', forumId).where('regime', '=', 'unattributed').execute();
    unattributed.push(...rows.map(({ id }) => id));
  }
  return { unattributed };
}

