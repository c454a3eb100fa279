import type { Context } from '../../context.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import type { Person } from '../model.ts';
import { mayUseLink } from '../rules.ts';
import { findLink, personByEmail, personById } from '../store.ts';

export type Who = Person & { expiresAt: Date };

/** Who a session belongs to, by the hash of its token; null when it ended. */
export async function who({ db }: Pick<Context, 'db'>, tokenHash: Buffer, now: Date): Promise<Who | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .select(['person.id', 'person.email', 'person.name', 'person.locale', 'person.zone', 'person.administrator', 'session.expires_at'])
    .where('session.token_hash', '=', tokenHash)
    .where('session.expires_at', '>', now)
    .executeTakeFirst();
  return row ? { id: row.id, email: row.email, name: row.name, locale: row.locale as Locale, zone: row.zone, administrator: row.administrator, expiresAt: row.expires_at } : null;
}

/** Whether a link can be used, for the page that shows its button; looking does not use it. */
export async function linkState(ctx: Context, token: string) {
  return mayUseLink(await findLink(ctx, token), ctx.now);
}

/** One person, for their own page. */
export const myself = (ctx: Context): Promise<Person | null> => (ctx.actor.personId ? personById(ctx, ctx.actor.personId) : Promise.resolve(null));

/** The person of an address, for deeds that may meet somebody known. */
export const personWithAddress = (ctx: Pick<Context, 'db'>, email: string): Promise<Person | null> => personByEmail(ctx, email);
