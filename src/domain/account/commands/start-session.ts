import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { Device, Method } from '../model.ts';
import { factorsOf, sessionHours } from '../rules/session.ts';
import { freshToken, hashOf } from '../rules/token.ts';

export type Start = { method: Method; device?: Device | null; /** Proved otherwise than by the method: a one-time password. */ factors?: 2 };

/**
 * Starts a session for a person, always under a new id; every way of signing in ends here.
 * It counts once it has the factors that are asked of its person (`rules/session.ts`).
 *
 * Writes   the session with method and device, one journal entry.
 */
export async function startSession(ctx: Context, personId: string, { method, device = null, factors }: Start): Promise<string> {
  const session = freshToken(ctx);
  await ctx.db
    .insertInto('session')
    .values({ token_hash: hashOf(session), id: ctx.world.mint(), person_id: personId, method, factors: factors ?? factorsOf(method), browser: device?.browser ?? null, system: device?.system ?? null, started_at: ctx.now, last_used_at: ctx.now, expires_at: new Date(ctx.now.getTime() + sessionHours * 3_600_000) })
    .execute();
  await journal({ ...ctx, actor: { ...ctx.actor, personId } }, { kind: events.signedIn, forumId: null, subject: null, facts: { method } });
  return session;
}

/** Ends a session everywhere at once: other nodes and open streams hear of it. */
export function signOut(ctx: Context, session: string): Promise<Outcome<null, never>> {
  return atomically(ctx, async (ctx) => {
    const hash = hashOf(session);
    await ctx.db.deleteFrom('session').where('token_hash', '=', hash).execute();
    await journal(ctx, { kind: events.signedOut, forumId: null, subject: null });
    await notify(ctx, { topic: 'session', what: hash.toString('hex') });
    return granted(null);
  });
}
