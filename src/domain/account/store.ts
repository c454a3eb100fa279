import type { Locale } from '#platform/i18n/locales.ts';
import type { Context } from '../context.ts';
import type { Departure, Person } from './model.ts';
import { type Limited, limits, spanOf } from './rules/limits.ts';
import { freshToken, hashOf } from './rules/token.ts';

const columns = ['id', 'email', 'name', 'locale', 'zone', 'administrator'] as const;
const toPerson = (row: { id: string; email: string; name: string; locale: string; zone: string; administrator: boolean }): Person => ({ ...row, locale: row.locale as Locale });

export async function personByEmail({ db }: Pick<Context, 'db'>, email: string): Promise<Person | null> {
  const row = await db.selectFrom('person').select(columns).where((eb) => eb(eb.fn('lower', ['email']), '=', email.toLowerCase())).where('left_at', 'is', null).executeTakeFirst();
  return row ? toPerson(row) : null;
}

export async function personById({ db }: Pick<Context, 'db'>, id: string): Promise<Person | null> {
  const row = await db.selectFrom('person').select(columns).where('id', '=', id).executeTakeFirst();
  return row ? toPerson(row) : null;
}

export async function insertPerson(ctx: Context, person: { email: string; name: string; locale: string; zone?: string; administrator?: boolean; demonstration?: boolean; languages?: string[] }): Promise<string> {
  const id = ctx.world.mint();
  await ctx.db.insertInto('person').values({ id, ...person, created_at: ctx.now }).execute();
  return id;
}

export async function insertLink(ctx: Context, personId: string, expiresAt: Date, newAddress: string | null = null): Promise<string> {
  const token = freshToken(ctx);
  await ctx.db.insertInto('sign_in_link').values({ token_hash: hashOf(token), person_id: personId, expires_at: expiresAt, new_address: newAddress }).execute();
  return token;
}

export type Link = { hash: Buffer; personId: string | null; expiresAt: Date; usedAt: Date | null; fromAddress: string | null; newAddress: string | null; codeHash: Buffer | null; tries: number };

/** The link of a token, or the one a browser asked for, by the hash of either. */
export async function findLink({ db }: Pick<Context, 'db'>, by: { token: string } | { browser: string }, { lock = false } = {}): Promise<Link | null> {
  let query = db.selectFrom('sign_in_link').select(['token_hash', 'person_id', 'expires_at', 'used_at', 'address', 'new_address', 'code_hash', 'attempts']);
  query = 'token' in by ? query.where('token_hash', '=', hashOf(by.token)) : query.where('browser_hash', '=', hashOf(by.browser));
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row ? { hash: row.token_hash, personId: row.person_id, expiresAt: row.expires_at, usedAt: row.used_at, fromAddress: row.address, newAddress: row.new_address, codeHash: row.code_hash, tries: row.attempts } : null;
}

/** Link and code of one letter are used up together. */
export const spendLink = (ctx: Context, link: Link) => ctx.db.updateTable('sign_in_link').set({ used_at: ctx.now }).where('token_hash', '=', link.hash).execute();

/** Counts a try and tells whether it is within the limit; counted for good, whatever comes of it. */
export async function countTry(ctx: Context, kind: Limited, key: string): Promise<boolean> {
  const { tries } = await ctx.db
    .insertInto('try_count')
    .values({ kind, key: hashOf(key), since: spanOf(ctx.now, kind), tries: 1 })
    .onConflict((c) => c.columns(['kind', 'key', 'since']).doUpdateSet({ tries: (eb) => eb('try_count.tries', '+', 1) }))
    .returning('tries')
    .executeTakeFirstOrThrow();
  return tries <= limits[kind];
}

/** Ends sessions of a person; the database tells every node of each. Answers with how many. */
export async function endSessions(ctx: Context, personId: string, { but = null as Buffer | null } = {}): Promise<number> {
  let query = ctx.db.deleteFrom('session').where('person_id', '=', personId);
  if (but) query = query.where('token_hash', '!=', but);
  return Number((await query.executeTakeFirst()).numDeletedRows);
}

/** The wish of a person to leave; null if there is none. */
export async function departureOf({ db }: Pick<Context, 'db'>, personId: string): Promise<Departure | null> {
  const row = await db.selectFrom('departure').selectAll().where('person_id', '=', personId).executeTakeFirst();
  return row ? { askedAt: row.asked_at, dueAt: row.due_at, keepName: row.keep_name } : null;
}

/** Whether nobody would administer the site without this person. Two who leave at once take turns at the rows. */
export async function isLastAdministrator({ db }: Pick<Context, 'db'>, personId: string): Promise<boolean> {
  const all = await db.selectFrom('person').select('id').where('administrator', '=', true).where('left_at', 'is', null).forNoKeyUpdate().execute();
  return all.every(({ id }) => id === personId);
}

/** Takes away every way in: what a new way of signing in keeps of a person is to be dropped here as well. */
export async function dropSignIn({ db }: Pick<Context, 'db'>, personId: string): Promise<void> {
  for (const table of ['session', 'sign_in_link', 'totp', 'recovery_code', 'recovery', 'passkey', 'passkey_challenge', 'provider_identity', 'known_device'] as const) {
    await db.deleteFrom(table).where('person_id', '=', personId).execute();
  }
}
