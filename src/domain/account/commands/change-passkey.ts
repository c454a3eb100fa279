import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import { type Notice, noticeLetter } from '../letters/notice.ts';
import { mayRemove } from '../rules/passkey.ts';
import { personById } from '../store.ts';
import { passkeysOfPerson } from '../store/passkey.ts';

type Absent = 'account.no_such_passkey' | 'account.signed_out';

/** A person names one of their passkeys anew. Refuses `account.no_such_passkey` for any that is not theirs. */
export function renamePasskey(ctx: Context, { id, name }: { id: string; name: string }): Promise<Outcome<null, Absent>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, Absent>> => {
    const { personId } = ctx.actor;
    if (!personId) return refused('account.signed_out');
    const own = await passkeysOfPerson(ctx, personId, { lock: true });
    if (!own.some((key) => key.id === id)) return refused('account.no_such_passkey');
    await ctx.db.updateTable('passkey').set({ name }).where('id', '=', id).execute();
    await journal(ctx, { kind: events.passkeyRenamed, forumId: null, subject: null, commit: { passkey: id } });
    return granted(null);
  });
}

/**
 * A person removes one of their passkeys; every session it started ends, here and on all nodes.
 *
 * Shape    `toldLast`: they were told that it is their last one.
 * Writes   the key and its sessions out of the tables, one journal entry, a notice to the person.
 * Refuses  as `mayRemove` does.
 */
export function removePasskey(ctx: Context, { id, toldLast }: { id: string; toldLast: boolean }): Promise<Outcome<{ sessionsEnded: number }, Absent | 'account.passkey_last'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ sessionsEnded: number }, Absent | 'account.passkey_last'>> => {
    const { personId } = ctx.actor;
    if (!personId) return refused('account.signed_out');
    const ruling = mayRemove(await passkeysOfPerson(ctx, personId, { lock: true }), id, toldLast);
    if (!ruling.ok) return ruling;
    const ended = await ctx.db.deleteFrom('session').where('passkey_id', '=', id).returning('token_hash').execute();
    await ctx.db.deleteFrom('passkey').where('id', '=', id).execute();
    await journal(ctx, { kind: events.passkeyRemoved, forumId: null, subject: null, facts: { sessionsEnded: ended.length }, commit: { passkey: id } });
    await tellOf(ctx, 'passkeyRemoved');
    for (const { token_hash } of ended) await notify(ctx, { topic: 'session', what: token_hash.toString('hex') });
    return granted({ sessionsEnded: ended.length });
  });
}

/** A person to whom a passkey was offered says "not now": they are not asked again. */
export function declinePasskey(ctx: Context): Promise<Outcome<null, 'account.signed_out'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, 'account.signed_out'>> => {
    const { personId } = ctx.actor;
    if (!personId) return refused('account.signed_out');
    await ctx.db.updateTable('person').set({ passkey_declined_at: ctx.now }).where('id', '=', personId).execute();
    await journal(ctx, { kind: events.passkeyDeclined, forumId: null, subject: null });
    return granted(null);
  });
}

/** Tells the acting person by letter that something about their passkeys changed: should it not have been they. */
export async function tellOf(ctx: Context, notice: Notice): Promise<void> {
  const person = ctx.actor.personId ? await personById(ctx, ctx.actor.personId) : null;
  if (person) await queueLetter(ctx, { ...noticeLetter(notice, person.locale), forumId: null, personId: person.id, address: person.email, kind: 'account.notice', locale: person.locale });
}
