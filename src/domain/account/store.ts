import { freshToken, hashOf as tokenHash } from './rules/token.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import type { Context } from '../context.ts';
import type { Person } from './model.ts';

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

export async function insertLink(ctx: Context, personId: string, expiresAt: Date): Promise<string> {
  const token = freshToken(ctx);
  await ctx.db.insertInto('sign_in_link').values({ token_hash: tokenHash(token), person_id: personId, expires_at: expiresAt }).execute();
  return token;
}

export async function findLink({ db }: Pick<Context, 'db'>, token: string, { lock = false } = {}): Promise<{ personId: string; expiresAt: Date; usedAt: Date | null } | null> {
  let query = db.selectFrom('sign_in_link').select(['person_id', 'expires_at', 'used_at']).where('token_hash', '=', tokenHash(token));
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row ? { personId: row.person_id, expiresAt: row.expires_at, usedAt: row.used_at } : null;
}
