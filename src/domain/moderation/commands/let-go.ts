import { eraseOpenings } from '#platform/journal-erasure.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';

/**
 * Destroys in the record who appealed in a forum: only an author appeals, so it would tell who wrote.
 *
 * Shape   how many openings went.
 */
export const forgetAppellants = (ctx: Pick<Context, 'db'>, forumId: string): Promise<number> => eraseOpenings(ctx, { forumId, kind: events.appealed, fields: ['actor'] }, 'retention');

/** Forgets the roster of a forum, with what was said at handing over: who served when is of no use once all is decided. Returns how many shifts went. */
export async function letShiftsGo({ db }: Pick<Context, 'db'>, forumId: string): Promise<number> {
  return Number((await db.deleteFrom('duty_shift').where('forum_id', '=', forumId).executeTakeFirst()).numDeletedRows);
}
