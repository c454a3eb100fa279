import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { type AssertionResponse, challengeIn, type Site, usedKey } from '#platform/webauthn.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { Device, PasskeyRefusal } from '../model.ts';
import { countGoesOn } from '../rules/passkey.ts';
import { hashOf } from '../rules/token.ts';
import { passkeyByCredential, type StoredPasskey, takeChallenge } from '../store/passkey.ts';
import { handleOf } from './begin-passkey.ts';
import { noteProof } from './prove-factor.ts';
import { startSession } from './start-session.ts';

type SignedIn = { session: string; personId: string };

/**
 * Somebody signs in by a passkey: the key says who they are.
 *
 * Writes   the challenge as used up, even when it ends in a refusal; count and time of the key; an open recovery as ended; a session that ends
 *          with the key; of a count that went back a journal entry and no more.
 * Refuses  `account.passkey_stale`, `account.passkey_unknown` for a key that was removed or never added,
 *          `account.passkey_unproved` when the answer does not fit, `account.passkey_copied` when its count went back.
 */
export async function usePasskey(ctx: Context, site: Site, sent: AssertionResponse, device: Device | null = null): Promise<Outcome<SignedIn, PasskeyRefusal>> {
  return proved(ctx, site, sent, async (ctx, key) => {
    // A recovery under way ends: the factor is not lost.
    await ctx.db.updateTable('recovery').set({ ended_at: ctx.now, ending: 'cancelled' }).where('person_id', '=', key.personId).where('ended_at', 'is', null).execute();
    const session = await startSession(ctx, key.personId, { method: 'passkey', device });
    await ctx.db.updateTable('session').set({ passkey_id: key.id }).where('token_hash', '=', hashOf(session)).execute();
    return granted({ session, personId: key.personId });
  });
}

/** A person signed in proves again who they are, by one of their own passkeys. Refuses as `usePasskey` does. */
export function confirmByPasskey(ctx: Context, site: Site, sent: AssertionResponse, session: string): Promise<Outcome<null, PasskeyRefusal>> {
  return proved(ctx, site, sent, async (ctx, key) => (key.personId === ctx.actor.personId ? granted(await noteProof(ctx, session)) : refused('account.passkey_unknown')));
}

/** What a passkey that was proved leads to, in one transaction with its count. */
async function proved<V>(ctx: Context, site: Site, sent: AssertionResponse, then: (ctx: Context, key: StoredPasskey) => Promise<Outcome<V, PasskeyRefusal>>): Promise<Outcome<V, PasskeyRefusal>> {
  const challenge = challengeIn(sent.response.clientDataJSON) ?? '';
  const asked = await atomically(ctx, async (ctx) => granted(await takeChallenge(ctx, challenge)));
  // A challenge for adding a key is none for signing in.
  if (!asked.ok || asked.value?.personId !== null) return refused('account.passkey_stale');
  const done = await atomically(ctx, async (ctx): Promise<Outcome<{ done: V } | 'copied', PasskeyRefusal>> => {
    const key = await passkeyByCredential(ctx, sent.id);
    if (!key || !isHeldBy(key, sent)) return refused('account.passkey_unknown');
    const used = await usedKey(site, challenge, sent, key);
    if (!used) return refused('account.passkey_unproved');
    if (!countGoesOn(key.signCount, used.signCount)) {
      // The entry must outlive the refusal.
      await journal(ctx, { kind: events.passkeySuspected, forumId: null, subject: null, commit: { passkey: key.id, person: key.personId } });
      return granted('copied');
    }
    await ctx.db.updateTable('passkey').set({ sign_count: used.signCount, last_used_at: ctx.now }).where('id', '=', key.id).execute();
    const outcome = await then(ctx, key);
    return outcome.ok ? granted({ done: outcome.value }) : outcome;
  });
  if (!done.ok) return done;
  return done.value === 'copied' ? refused('account.passkey_copied') : granted(done.value.done);
}

/** What the device kept of its holder, where it kept it, must be whom we know the key by. */
const isHeldBy = (key: StoredPasskey, { response: { userHandle } }: AssertionResponse): boolean =>
  userHandle === undefined || Buffer.from(userHandle, 'base64url').equals(Buffer.from(handleOf(key.personId)));
