import type { Context } from '../../context.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import type { Departure, Digest } from '../model.ts';
import { mixesScripts } from '../rules.ts';
import { departureOf, personByEmail } from '../store.ts';

export type ProfilePage = { name: string; email: string; locale: Locale; languages: Locale[]; zone: string; digest: Digest; digestHour: number; mixedScripts: boolean; createdAt: Date };

/** A person's own profile; null for a visitor. */
export async function profilePage({ db, actor }: Pick<Context, 'db' | 'actor'>): Promise<ProfilePage | null> {
  const row = actor.personId ? await db.selectFrom('person').selectAll().where('id', '=', actor.personId).where('left_at', 'is', null).executeTakeFirst() : undefined;
  if (!row) return null;
  return { name: row.name, email: row.email, locale: row.locale as Locale, languages: row.languages as Locale[], zone: row.zone, digest: row.digest as Digest, digestHour: row.digest_hour, mixedScripts: mixesScripts(row.name), createdAt: row.created_at };
}

/** One's own wish to leave; null if there is none. */
export const ownDeparture = (ctx: Pick<Context, 'db' | 'actor'>): Promise<Departure | null> => (ctx.actor.personId ? departureOf(ctx, ctx.actor.personId) : Promise.resolve(null));

/** Who has an address, for the operator; null if nobody. */
export const personIdOf = async (ctx: Pick<Context, 'db'>, email: string): Promise<string | null> => (await personByEmail(ctx, email))?.id ?? null;

/** The departures that are due, the oldest first. */
export async function dueDepartures({ db, now }: Pick<Context, 'db' | 'now'>): Promise<{ personId: string; keepName: boolean }[]> {
  const rows = await db.selectFrom('departure').select(['person_id', 'keep_name']).where('due_at', '<=', now).orderBy('due_at').execute();
  return rows.map((r) => ({ personId: r.person_id, keepName: r.keep_name }));
}

/** One's own sessions: since when and until when. */
export async function ownSessions({ db, actor }: Pick<Context, 'db' | 'actor'>): Promise<{ startedAt: Date; expiresAt: Date }[]> {
  if (!actor.personId) return [];
  const rows = await db.selectFrom('session').select(['started_at', 'expires_at']).where('person_id', '=', actor.personId).orderBy('started_at').execute();
  return rows.map((r) => ({ startedAt: r.started_at, expiresAt: r.expires_at }));
}

/** The letters sent to a person: of what kind, when, under what subject. What stood in them is not kept for long. */
export async function ownLetters({ db, actor }: Pick<Context, 'db' | 'actor'>): Promise<{ kind: string; subject: string; address: string; writtenAt: Date; sentAt: Date | null }[]> {
  if (!actor.personId) return [];
  const rows = await db.selectFrom('letter').select(['kind', 'subject', 'address', 'written_at', 'sent_at']).where('person_id', '=', actor.personId).orderBy('written_at').execute();
  return rows.map((r) => ({ kind: r.kind, subject: r.subject, address: r.address, writtenAt: r.written_at, sentAt: r.sent_at }));
}
