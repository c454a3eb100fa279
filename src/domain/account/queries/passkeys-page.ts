import type { Context } from '../../context.ts';
import { getsLetters } from '../rules/passkey.ts';
import { personById } from '../store.ts';
import { passkeysOfPerson } from '../store/passkey.ts';

export type PasskeyLine = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null; /** The session that asks was started by it. */ here: boolean };
/** `byLetter`: where a link to sign in goes, null when no letter reaches this person. */
export type PasskeysPage = { passkeys: PasskeyLine[]; byLetter: string | null };

/** A person's passkeys, for their own page; `session` is the hash of the token of the session that asks. */
export async function passkeysPage(ctx: Context, session: Buffer | null): Promise<PasskeysPage> {
  const { personId } = ctx.actor;
  const person = personId ? await personById(ctx, personId) : null;
  if (!person) return { passkeys: [], byLetter: null };
  const started = session ? await ctx.db.selectFrom('session').select('passkey_id').where('token_hash', '=', session).executeTakeFirst() : null;
  const keys = await passkeysOfPerson(ctx, person.id);
  return {
    passkeys: keys.map(({ id, name, createdAt, lastUsedAt }) => ({ id, name, createdAt, lastUsedAt, here: started?.passkey_id === id })),
    byLetter: getsLetters(person.email) ? person.email : null,
  };
}

/** Whether to offer a passkey: to somebody who has none and did not say "not now". */
export async function offersPasskey(ctx: Context): Promise<boolean> {
  const { personId } = ctx.actor;
  if (!personId) return false;
  const row = await ctx.db
    .selectFrom('person')
    .select('id')
    .where('id', '=', personId)
    .where('passkey_declined_at', 'is', null)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('passkey').select('passkey.id').whereRef('passkey.person_id', '=', 'person.id'))))
    .executeTakeFirst();
  return row !== undefined;
}
