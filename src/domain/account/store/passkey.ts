import type { MadeKey } from '#platform/webauthn.ts';
import type { Context } from '../../context.ts';
import { hashOf } from '../rules/token.ts';

export type StoredPasskey = { id: string; personId: string; credentialId: string; publicKey: Buffer; signCount: number; transports: string[]; name: string; createdAt: Date; lastUsedAt: Date | null };

type Row = { id: string; person_id: string; credential_id: string; public_key: Buffer; sign_count: string | number | bigint; transports: string[]; name: string; created_at: Date; last_used_at: Date | null };
const toPasskey = (row: Row): StoredPasskey => ({ id: row.id, personId: row.person_id, credentialId: row.credential_id, publicKey: row.public_key, signCount: Number(row.sign_count), transports: row.transports, name: row.name, createdAt: row.created_at, lastUsedAt: row.last_used_at });

/** Oldest first. With `lock` nobody else adds or removes one of them until this deed is done. */
export async function passkeysOfPerson({ db }: Pick<Context, 'db'>, personId: string, { lock = false } = {}): Promise<StoredPasskey[]> {
  // The person is what is locked: a key that is being added has no row yet.
  if (lock) await db.selectFrom('person').select('id').where('id', '=', personId).forUpdate().execute();
  const rows = await db.selectFrom('passkey').selectAll().where('person_id', '=', personId).orderBy('created_at').orderBy('id').execute();
  return rows.map(toPasskey);
}

export async function passkeyByCredential({ db }: Pick<Context, 'db'>, credentialId: string): Promise<StoredPasskey | null> {
  const row = await db.selectFrom('passkey').selectAll().where('credential_id', '=', credentialId).forUpdate().executeTakeFirst();
  return row ? toPasskey(row) : null;
}

/** Keeps a key; null when some person has it already. */
export async function insertPasskey(ctx: Context, personId: string, key: MadeKey, name: string): Promise<string | null> {
  const row = await ctx.db
    .insertInto('passkey')
    .values({ id: ctx.world.mint(), person_id: personId, credential_id: key.credentialId, public_key: Buffer.from(key.publicKey), sign_count: key.signCount, transports: key.transports, name, created_at: ctx.now })
    .onConflict((c) => c.column('credential_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Uses a challenge up, whatever comes of it; null when it was not asked, was answered before or waited too long. */
export async function takeChallenge(ctx: Context, challenge: string): Promise<{ personId: string | null } | null> {
  const row = await ctx.db.deleteFrom('passkey_challenge').where('challenge_hash', '=', hashOf(challenge)).returning(['person_id', 'expires_at']).executeTakeFirst();
  return row && ctx.now < row.expires_at ? { personId: row.person_id } : null;
}
