import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import { noticeLetter } from '../letters/notice.ts';
import type { Device, Method } from '../model.ts';
import { hashOf } from '../rules/token.ts';
import { endSessions, personById } from '../store.ts';
import { takeAwayFactors } from './set-second-factor.ts';
import { startSession } from './start-session.ts';

type Taken = Outcome<{ session: string }, 'account.no_such_recovery'>;

/**
 * A person half signed in takes up a recovery that is ready: their second factor is taken away, and the session
 * counts, unless the house asks for a new one to be set up first.
 *
 * Writes   the recovery as done, the factors away, a new session for the old one, a notice, one journal entry.
 * Refuses  `account.no_such_recovery` when none is ready.
 */
export function takeRecovery(ctx: Context, half: { personId: string; session: string; device: Device | null }): Promise<Taken> {
  return atomically(ctx, async (ctx): Promise<Taken> => {
    const person = await personById(ctx, half.personId);
    const ready = await ctx.db.updateTable('recovery').set({ ended_at: ctx.now, ending: 'done' }).where('person_id', '=', half.personId).where('ended_at', 'is', null).where('ready_at', '<=', ctx.now).returning('id').executeTakeFirst();
    const old = await ctx.db.deleteFrom('session').where('token_hash', '=', hashOf(half.session)).where('person_id', '=', half.personId).returning('method').executeTakeFirst();
    if (!person || !ready || !old) return refused('account.no_such_recovery');
    await takeAwayFactors(ctx, person.id);
    // Sessions a passkey started end with it.
    await ctx.db.deleteFrom('passkey').where('person_id', '=', person.id).execute();
    await journal({ ...ctx, actor: { ...ctx.actor, personId: person.id } }, { kind: events.recoveryTaken, forumId: null, subject: ready.id });
    await queueLetter(ctx, { ...noticeLetter('factorRemoved', person.locale), forumId: null, personId: person.id, address: person.email, kind: 'account.notice', locale: person.locale });
    return granted({ session: await startSession(ctx, person.id, { method: old.method as Method, device: half.device }) });
  });
}

/** Tells a person that letting them in without their second factor was asked for; by the stage that knows who may ask. */
export async function tellOfRecovery(ctx: Context, personId: string, what: 'recoveryAsked' | 'recoveryConfirmed'): Promise<void> {
  const person = await personById(ctx, personId);
  if (!person) return;
  if (what === 'recoveryConfirmed') await endSessions(ctx, personId);
  await queueLetter(ctx, { ...noticeLetter(what, person.locale), forumId: null, personId, address: person.email, kind: 'account.notice', locale: person.locale });
}
