import { atomically } from '#platform/atomically.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { CodeRefusal, Device, LinkRefusal, Method, TooMany } from '../model.ts';
import { mayUseCode, mayUseLink, operatorLinkHours } from '../rules.ts';
import { codeHashOf, hashOf } from '../rules/token.ts';
import { countTry, findLink, insertLink, insertPerson, type Link, personByEmail, spendLink } from '../store.ts';
import { startSession } from './start-session.ts';

const operatorLinkEnds = (ctx: Context): Date => new Date(ctx.now.getTime() + operatorLinkHours * 3_600_000);

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
    const usedBefore = first && (await ctx.db.selectFrom('sign_in_link').select('token_hash').where('person_id', '=', first.id).where('used_at', 'is not', null).executeTakeFirst());
    if (others || usedBefore) return refused('account.administrator_exists');
    const personId = first?.id ?? (await insertPerson(ctx, { email, name: 'Administrator', locale: 'en', administrator: true }));
    if (!first) await journal(ctx, { kind: events.administratorMade, forumId: null, subject: personId });
    return granted({ token: await insertLink(ctx, personId, operatorLinkEnds(ctx)) });
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
    return granted({ token: await insertLink(ctx, person.id, operatorLinkEnds(ctx)) });
  });
}

export type SignedIn = { session: string; personId: string };

/**
 * A one-time link is used: from now on its person is signed in on this device.
 *
 * Writes   link and code as used, a session, one journal entry.
 * Refuses  as `mayUseLink` does.
 */
export function useSignInLink(ctx: Context, token: string, device: Device | null = null): Promise<Outcome<SignedIn, LinkRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<SignedIn, LinkRefusal>> => {
    const found = await findLink(ctx, { token }, { lock: true });
    // A link that confirms an address signs nobody in, and one nobody was found for leads nowhere.
    const link = found?.newAddress ? null : found;
    const ruling = mayUseLink(link, ctx.now);
    if (!ruling.ok) return ruling;
    return link?.personId ? granted(await enter(ctx, link, link.personId, link.fromAddress ? 'link' : 'operator', device)) : refused('account.no_such_link');
  });
}

/**
 * The six digits of a letter are typed in the browser that asked for it.
 *
 * Writes   the try, whatever comes of it; then as `useSignInLink` does.
 * Refuses  as `mayUseCode` does; `account.tries_too_many` for a connection that guesses.
 */
export async function useSignInCode(ctx: Context, typed: Typed, device: Device | null = null): Promise<Outcome<SignedIn, CodeRefusal | TooMany>> {
  const counted = await countCode(ctx, typed);
  if (!counted.ok) return counted;
  return atomically(ctx, async (ctx): Promise<Outcome<SignedIn, CodeRefusal>> => {
    const checked = await checkCode(ctx, typed);
    return checked.ok ? granted(await enter(ctx, checked.value, checked.value.personId, 'code', device)) : checked;
  });
}

export type Typed = { browser: string; code: string; connection: string };

/** Counts a try apart, so that the refusal that may follow does not undo it. */
export async function countCode(ctx: Context, { browser, connection }: Typed): Promise<Outcome<null, TooMany>> {
  const counted = await atomically(ctx, async (ctx): Promise<Outcome<boolean, never>> => {
    const allowed = await countTry(ctx, 'code-by-connection', connection);
    await ctx.db.updateTable('sign_in_link').set((eb) => ({ attempts: eb('attempts', '+', 1) })).where('browser_hash', '=', hashOf(browser)).execute();
    return granted(allowed);
  });
  return counted.ok && counted.value ? granted(null) : refused('account.tries_too_many');
}

/** The link whose code was typed, if it fits and stands; for the person it belongs to. */
export async function checkCode(ctx: Context, { browser, code }: Typed): Promise<Outcome<Link & { personId: string }, CodeRefusal>> {
  const link = await findLink(ctx, { browser }, { lock: true });
  const fits = link?.personId != null && link.codeHash?.equals(codeHashOf(browser, code)) === true;
  const ruling = mayUseCode(link, fits, ctx.now);
  if (!ruling.ok) return ruling;
  return link?.personId ? granted({ ...link, personId: link.personId }) : refused('account.code_wrong');
}

async function enter(ctx: Context, link: Link, personId: string, method: Method, device: Device | null): Promise<SignedIn> {
  await spendLink(ctx, link);
  // Whoever uses what a letter brought has a mailbox that takes letters, whatever came back from it before.
  if (link.fromAddress) await ctx.db.deleteFrom('suppressed_address').where('address', '=', link.fromAddress.toLowerCase()).execute();
  return { session: await startSession(ctx, personId, { method, device }), personId };
}
