import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import { hashOf } from '../rules/token.ts';
import { endSessions } from '../store.ts';

type Ended = Outcome<{ ended: number }, 'account.signed_out' | 'account.no_such_session'>;

/**
 * A person ends one of their sessions; its streams end with it.
 *
 * Refuses  `account.signed_out` for a visitor; `account.no_such_session` for one that is over or somebody else's.
 */
export function endSession(ctx: Context, id: string): Promise<Ended> {
  return atomically(ctx, async (ctx): Promise<Ended> => {
    const { personId } = ctx.actor;
    if (!personId) return refused('account.signed_out');
    const { numDeletedRows } = await ctx.db.deleteFrom('session').where('id', '=', id).where('person_id', '=', personId).executeTakeFirst();
    if (Number(numDeletedRows) === 0) return refused('account.no_such_session');
    await journal(ctx, { kind: events.sessionsEnded, forumId: null, subject: null, facts: { count: 1 } });
    return granted({ ended: 1 });
  });
}

/** A person ends every session but the one they are asking in. Refuses `account.signed_out` for a visitor. */
export function endOtherSessions(ctx: Context, session: string): Promise<Ended> {
  return atomically(ctx, async (ctx): Promise<Ended> => {
    const { personId } = ctx.actor;
    if (!personId) return refused('account.signed_out');
    const ended = await endSessions(ctx, personId, { but: hashOf(session) });
    await journal(ctx, { kind: events.sessionsEnded, forumId: null, subject: null, facts: { count: ended } });
    return granted({ ended });
  });
}
