import type { Locale } from '#platform/i18n/locales.ts';
import type { Context } from '../context.ts';
import type { Person } from './model.ts';
import { type Limited, limits, spanOf } from './rules/limits.ts';
import { freshToken, hashOf } from './rules/token.ts';

const columns = ['id', 'email', 'name', 'locale', 'zone', 'administrator'] as const;
const toPerson = (row: { id: string; email: string; name: string; locale: string; zone: string; administrator: boolean }): Person => ({ ...row, locale: row.locale as Locale });

export async function personByEmail({ db }: Pick<Context, 'db'>, email: string): Promise<Person | null> {
  const row = await db.selectFrom('person').select(columns).where((eb) => eb(eb.fn('lower', ['email']), '=', email.toLowerCase())).executeTakeFirst();
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
    .values({ kind, key: hashOf(key), since: spanOf(ctx.now), tries: 1 })
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
