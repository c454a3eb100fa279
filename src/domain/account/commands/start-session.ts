import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import { newDeviceLetter } from '../letters/notice.ts';
import type { Device, Method } from '../model.ts';
import { factorsOf, sessionHours } from '../rules/session.ts';
import { freshToken, hashOf } from '../rules/token.ts';
import { personById } from '../store.ts';
import { knowDevice } from '../store/device.ts';

export type Start = { method: Method; device?: Device | null; /** Proved otherwise than by the method: a one-time password. */ factors?: 2 };

/**
 * Starts a session for a person, always under a new id; every way of signing in ends here.
 * It counts once it has the factors that are asked of its person (`rules/session.ts`).
 *
 * Writes   the session with method and device, one journal entry; a notice to the person where it is from a device not seen before.
 */
export async function startSession(ctx: Context, personId: string, { method, device = null, factors }: Start): Promise<string> {
  // With the second factor a session begun before goes on.
  if (factors === undefined && !(await knowDevice(ctx, personId, device))) await tellOfDevice(ctx, personId, device);
  const session = freshToken(ctx);
  await ctx.db
    .insertInto('session')
    .values({ token_hash: hashOf(session), id: ctx.world.mint(), person_id: personId, method, factors: factors ?? factorsOf(method), browser: device?.browser ?? null, system: device?.system ?? null, started_at: ctx.now, last_used_at: ctx.now, expires_at: new Date(ctx.now.getTime() + sessionHours * 3_600_000) })
    .execute();
  await journal({ ...ctx, actor: { ...ctx.actor, personId } }, { kind: events.signedIn, forumId: null, subject: null, facts: { method } });
  return session;
}

async function tellOfDevice(ctx: Context, personId: string, device: Device | null): Promise<void> {
  const person = await personById(ctx, personId);
  if (person) await queueLetter(ctx, { ...newDeviceLetter(device, person.locale), forumId: null, personId, address: person.email, kind: 'account.notice', locale: person.locale });
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
