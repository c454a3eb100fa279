import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { creationOptions, requestOptions, type Site } from '#platform/webauthn.ts';
import type { Context } from '../../context.ts';
import { challengeMinutes } from '../rules/passkey.ts';
import { hashOf } from '../rules/token.ts';
import { personById } from '../store.ts';
import { passkeysOfPerson } from '../store/passkey.ts';

type CreationOptions = Awaited<ReturnType<typeof creationOptions>>;
type RequestOptions = Awaited<ReturnType<typeof requestOptions>>;

/**
 * A person begins to add a passkey: what their browser must ask the device for.
 *
 * Writes   a challenge for this person alone, good once, for five minutes.
 * Refuses  `account.signed_out` for a visitor.
 */
export function beginPasskey(ctx: Context, site: Site): Promise<Outcome<CreationOptions, 'account.signed_out'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<CreationOptions, 'account.signed_out'>> => {
    const person = ctx.actor.personId ? await personById(ctx, ctx.actor.personId) : null;
    if (!person) return refused('account.signed_out');
    const known = await passkeysOfPerson(ctx, person.id);
    const challenge = await freshChallenge(ctx, person.id);
    const asked = { challenge, handle: handleOf(person.id), userName: person.email, displayName: person.name };
    return granted(await creationOptions(site, { ...asked, known: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })) }));
  });
}

/** Somebody begins to sign in by passkey; nobody says who, the device finds the key. */
export function beginSignInByPasskey(ctx: Context, site: Site): Promise<Outcome<RequestOptions, never>> {
  return atomically(ctx, async (ctx) => granted(await requestOptions(site, await freshChallenge(ctx, null))));
}

/** What devices keep to tell people apart: the sixteen random bytes of the person's id, which say nothing of them. */
export const handleOf = (personId: string): Uint8Array => Buffer.from(personId.replaceAll('-', ''), 'hex');

async function freshChallenge(ctx: Context, personId: string | null): Promise<Uint8Array> {
  const challenge = ctx.world.bytes(32);
  await ctx.db.deleteFrom('passkey_challenge').where('expires_at', '<', ctx.now).execute();
  await ctx.db
    .insertInto('passkey_challenge')
    .values({ challenge_hash: hashOf(Buffer.from(challenge).toString('base64url')), person_id: personId, expires_at: new Date(ctx.now.getTime() + challengeMinutes * 60_000) })
    .execute();
  return challenge;
}
