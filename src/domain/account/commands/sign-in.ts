import { atomically } from '#platform/atomically.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import { signInLetter } from '../letters/sign-in-link.ts';
import type { LinkRefusal } from '../model.ts';
import { linkMinutes, mayUseLink, operatorLinkHours } from '../rules.ts';
import { freshToken, hashOf as tokenHash } from '../rules/token.ts';
import { findLink, insertLink, insertPerson, personByEmail } from '../store.ts';

const later = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * 60_000);

/** Adds a person, or finds the one who has that address. */
export async function addPerson(ctx: Context, person: { email: string; name: string; locale: Locale; zone?: string; demonstration?: boolean; languages?: string[] }): Promise<Outcome<{ personId: string; added: boolean }, never>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ personId: string; added: boolean }, never>> => {
    const found = await personByEmail(ctx, person.email);
    if (found) return granted({ personId: found.id, added: false });
    const personId = await insertPerson(ctx, person);
    await journal(ctx, { kind: events.personAdded, forumId: null, subject: personId });
    return granted({ personId, added: true });
  });
}

/**
 * A link that makes the first administrator.
 *
 * Refuses  `account.administrator_exists`: after the first, administrators are made by administrators.
 */
export async function linkForFirstAdministrator(ctx: Context): Promise<Outcome<{ token: string }, 'account.administrator_exists'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ token: string }, 'account.administrator_exists'>> => {
    const email = 'administrator@localhost.invalid';
    const others = await ctx.db.selectFrom('person').select('id').where('administrator', '=', true).where('email', '!=', email).executeTakeFirst();
    const first = await personByEmail(ctx, email);
    const usedBefore = first && (await ctx.db.selectFrom('session').select('token_hash').where('person_id', '=', first.id).executeTakeFirst());
    if (others || usedBefore) return refused('account.administrator_exists');
    const personId = first?.id ?? (await insertPerson(ctx, { email, name: 'Administrator', locale: 'en', administrator: true }));
    if (!first) await journal(ctx, { kind: events.administratorMade, forumId: null, subject: personId });
    return granted({ token: await insertLink(ctx, personId, later(ctx.now, operatorLinkHours * 60)) });
  });
}

/**
 * A sign-in link the operator hands over in person.
 *
 * Refuses  `account.no_such_person`.
 */
export function issueSignInLink(ctx: Context, email: string): Promise<Outcome<{ token: string }, 'account.no_such_person'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ token: string }, 'account.no_such_person'>> => {
    const person = await personByEmail(ctx, email);
    if (!person) return refused('account.no_such_person');
    await journal(ctx, { kind: events.linkIssued, forumId: null, subject: person.id });
    return granted({ token: await insertLink(ctx, person.id, later(ctx.now, operatorLinkHours * 60)) });
  });
}

/** Sends a link to an address if a person has it; whether one has is told to nobody. */
export function requestSignInLink(ctx: Context, email: string, origin: string): Promise<Outcome<null, never>> {
  return atomically(ctx, async (ctx) => {
    const person = await personByEmail(ctx, email);
    if (!person) return granted(null);
    const token = await insertLink(ctx, person.id, later(ctx.now, linkMinutes));
    const letter = signInLetter({ link: `${origin}/${person.locale}/sign-in/${token}`, minutes: linkMinutes }, person.locale);
    await queueLetter(ctx, { ...letter, forumId: null, personId: person.id, address: person.email, kind: 'account.sign-in-link', locale: person.locale });
    await journal(ctx, { kind: events.linkIssued, forumId: null, subject: person.id });
    return granted(null);
  });
}

export const sessionHours = 12;

/**
 * A one-time link is used: from now on its person is signed in on this device.
 *
 * Writes   the link as used, a session, one journal entry.
 * Refuses  as `mayUseLink` does.
 */
export function useSignInLink(ctx: Context, token: string): Promise<Outcome<{ session: string; personId: string }, LinkRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ session: string; personId: string }, LinkRefusal>> => {
    const link = await findLink(ctx, token, { lock: true });
    const ruling = mayUseLink(link, ctx.now);
    if (!ruling.ok || !link) return ruling.ok ? refused('account.no_such_link') : ruling;
    await ctx.db.updateTable('sign_in_link').set({ used_at: ctx.now }).where('token_hash', '=', tokenHash(token)).execute();
    return granted({ session: await startSession(ctx, link.personId), personId: link.personId });
  });
}

/** Starts a session for a person; for the deeds that end signed in. */
export async function startSession(ctx: Context, personId: string): Promise<string> {
  const session = freshToken(ctx);
  await ctx.db.insertInto('session').values({ token_hash: tokenHash(session), person_id: personId, started_at: ctx.now, expires_at: later(ctx.now, sessionHours * 60) }).execute();
  await journal({ ...ctx, actor: { ...ctx.actor, personId } }, { kind: events.signedIn, forumId: null, subject: null });
  return session;
}

/** Ends a session everywhere at once: other nodes and open streams hear of it. */
export function signOut(ctx: Context, session: string): Promise<Outcome<null, never>> {
  return atomically(ctx, async (ctx) => {
    const hash = tokenHash(session);
    await ctx.db.deleteFrom('session').where('token_hash', '=', hash).execute();
    await journal(ctx, { kind: events.signedOut, forumId: null, subject: null });
    await notify(ctx, { topic: 'session', what: hash.toString('hex') });
    return granted(null);
  });
}
