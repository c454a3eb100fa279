import type { Locale } from '#platform/i18n/locales.ts';
import type { Context } from '../../context.ts';
import { idsFrom, isMarkedFor, type Marking as Door, type ReplyToken } from '../rules/reply-address.ts';

/** Whom a reply address was made for, and the thing it names. */
export type Holder = { person: { id: string; email: string; name: string; locale: Locale }; forumId: string; placeId: string };

/**
 * The person a reply address was made for, among those whose ids begin as it says, with the one of these things for
 * which its mark holds; null where it holds for none.
 */
export async function holderAmong({ db }: Pick<Context, 'db'>, token: ReplyToken, places: readonly { id: string; forumId: string }[], door: Door): Promise<Holder | null> {
  const { first, last } = idsFrom(token.person);
  const people = await db.selectFrom('person').select(['id', 'email', 'locale', 'name']).where('id', '>=', first).where('id', '<=', last).where('left_at', 'is', null).limit(20).execute();
  for (const person of people) for (const { id, forumId } of places) {
    if (isMarkedFor(token, { personId: person.id, forumId, place: { kind: token.kind, id }, voice: token.voice }, door)) return { person: { ...person, locale: person.locale as Locale }, forumId, placeId: id };
  }
  return null;
}

export type InvitedByLetter = { id: string; forumId: string; email: string; name: string; locale: Locale };

/** The invitation a reply address was made for; its holder is no person here yet, so the mark binds the invitation to itself. */
export async function invitationByLetter({ db }: Pick<Context, 'db'>, token: ReplyToken, door: Door): Promise<InvitedByLetter | null> {
  const { first, last } = idsFrom(token.place);
  const rows = await db.selectFrom('invitation').select(['id', 'forum_id as forumId', 'email', 'name', 'locale']).where('id', '>=', first).where('id', '<=', last).limit(20).execute();
  const found = rows.find(({ id, forumId }) => isMarkedFor(token, { personId: id, forumId, place: { kind: 'invitation', id }, voice: token.voice }, door));
  return found ? { ...found, locale: found.locale as Locale } : null;
}
