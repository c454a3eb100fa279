import { eraseOpenings } from '#platform/journal-erasure.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';

/**
 * Destroys in the record who appealed in a forum: only an author appeals, so it would tell who wrote.
 *
 * Shape   how many openings went.
 */
export const forgetAppellants = (ctx: Pick<Context, 'db'>, forumId: string): Promise<number> => eraseOpenings(ctx, { forumId, kind: events.appealed, fields: ['actor'] }, 'retention');
