import type { Context } from '../../context.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import type { Method, Person, StaffSecondFactor } from '../model.ts';
import { mayUseLink } from '../rules.ts';
import { needsSecondFactor, stands, useIsDue } from '../rules/session.ts';
import { findLink, personByEmail, personById } from '../store.ts';

export type Who = Person & {
  expiresAt: Date;
  session: { id: string; method: Method; startedAt: Date; confirmedAt: Date | null };
  /** Whether a second factor is asked for before the session counts; and whether it is there to be given. */
  waitsFor: 'nothing' | 'second-factor' | 'setting-up';
  /** Whether the use is worth writing down. */
  useIsDue: boolean;
};

/** Who a session belongs to, by the hash of its token; null when it ended, by its hour or by lying unused. */
export async function who({ db }: Pick<Context, 'db'>, tokenHash: Buffer, now: Date, policy: StaffSecondFactor = 'optional'): Promise<Who | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .leftJoin('second_factor', 'second_factor.person_id', 'person.id')
    .leftJoin('staff_person', 'staff_person.person_id', 'person.id')
    .select(['person.id', 'person.email', 'person.name', 'person.locale', 'person.zone', 'person.administrator'])
    .select(['session.id as session_id', 'session.method', 'session.factors', 'session.started_at', 'session.last_used_at', 'session.confirmed_at', 'session.expires_at', 'second_factor.person_id as factor', 'staff_person.person_id as staff'])
    .where('session.token_hash', '=', tokenHash)
    .where('session.expires_at', '>', now)
    .executeTakeFirst();
  if (!row || !stands({ startedAt: row.started_at, lastUsedAt: row.last_used_at, expiresAt: row.expires_at }, now)) return null;
  const needs = needsSecondFactor({ factors: row.factors, hasFactor: row.factor !== null, staff: row.staff !== null }, policy);
  return {
    id: row.id, email: row.email, name: row.name, locale: row.locale as Locale, zone: row.zone, administrator: row.administrator, expiresAt: row.expires_at,
    session: { id: row.session_id, method: row.method as Method, startedAt: row.started_at, confirmedAt: row.confirmed_at },
    waitsFor: needs ? (row.factor ? 'second-factor' : 'setting-up') : 'nothing',
    useIsDue: useIsDue(row.last_used_at, now),
  };
}

/** Whether a link can be used, for the page that shows its button; looking does not use it. */
export async function linkState(ctx: Context, token: string) {
  const link = await findLink(ctx, { token });
  return mayUseLink(link?.personId && !link.newAddress ? link : null, ctx.now);
}

/** One person, for their own page. */
export const myself = (ctx: Context): Promise<Person | null> => (ctx.actor.personId ? personById(ctx, ctx.actor.personId) : Promise.resolve(null));

/** The person of an address, for deeds that may meet somebody known. */
export const personWithAddress = (ctx: Pick<Context, 'db'>, email: string): Promise<Person | null> => personByEmail(ctx, email);
