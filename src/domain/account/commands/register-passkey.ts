import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { challengeIn, type CreationResponse, madeKey, type Site } from '#platform/webauthn.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { PasskeyRefusal } from '../model.ts';
import { mostPasskeys } from '../rules/passkey.ts';
import { hashOf } from '../rules/token.ts';
import { insertPasskey, passkeysOfPerson, takeChallenge } from '../store/passkey.ts';
import { tellOf } from './change-passkey.ts';

type Refused = Exclude<PasskeyRefusal, 'account.passkey_copied' | 'account.passkey_unknown'> | 'account.passkey_known' | 'account.passkeys_full' | 'account.signed_out';

/**
 * A person adds a passkey their device has just made.
 *
 * Writes   the challenge as used up, even when it ends in a refusal; the key with its name; the session as having both factors; one journal entry; a notice to the person.
 * Refuses  `account.passkey_stale` for a challenge that is another's, was used or waited too long;
 *          `account.passkey_unproved` when the answer does not fit; `account.passkey_known`; `account.passkeys_full`.
 */
export async function registerPasskey(ctx: Context, site: Site, input: { name: string; response: CreationResponse; /** The token of the session that adds it. */ session?: string | null }): Promise<Outcome<{ passkeyId: string }, Refused>> {
  const { personId } = ctx.actor;
  if (!personId) return refused('account.signed_out');
  const challenge = challengeIn(input.response.response.clientDataJSON) ?? '';
  const asked = await atomically(ctx, async (ctx) => granted(await takeChallenge(ctx, challenge)));
  if (!asked.ok || asked.value?.personId !== personId) return refused('account.passkey_stale');
  const made = await madeKey(site, challenge, input.response);
  if (!made) return refused('account.passkey_unproved');
  return atomically(ctx, async (ctx): Promise<Outcome<{ passkeyId: string }, Refused>> => {
    if ((await passkeysOfPerson(ctx, personId, { lock: true })).length >= mostPasskeys) return refused('account.passkeys_full');
    const passkeyId = await insertPasskey(ctx, personId, made, input.name);
    if (!passkeyId) return refused('account.passkey_known');
    // Whoever made the key holds the device: the session that added it has both factors, and is not asked for it again.
    if (input.session) await ctx.db.updateTable('session').set({ factors: 2, confirmed_at: ctx.now }).where('token_hash', '=', hashOf(input.session)).where('person_id', '=', personId).execute();
    await journal(ctx, { kind: events.passkeyAdded, forumId: null, subject: null, commit: { passkey: passkeyId } });
    await tellOf(ctx, 'passkeyAdded');
    return granted({ passkeyId });
  });
}
