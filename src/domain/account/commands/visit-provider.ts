import { atomically } from '#platform/atomically.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { journal } from '#platform/journal.ts';
import type { Provider } from '#platform/openid.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { Device } from '../model.ts';
import { maySignIn, type ProviderRefusal, providerMinutes, secretsOf } from '../rules/provider.ts';
import { freshToken, hashOf } from '../rules/token.ts';
import { ProviderClaims } from '../schema.ts';
import { personByEmail } from '../store.ts';
import { startSession } from './start-session.ts';

/**
 * Somebody goes to the identity provider to sign in.
 *
 * Writes   the visit, good once, for ten minutes, in the browser that is given `browser` as a cookie.
 * Refuses  `account.provider_away`.
 */
export async function beginProviderVisit(ctx: Context, provider: Provider, locale: Locale): Promise<Outcome<{ address: string; browser: string }, 'account.provider_away'>> {
  const [browser, state] = [freshToken(ctx), freshToken(ctx)];
  const address = await provider.visitAddress({ state, ...secretsOf(browser) });
  if (!address) return refused('account.provider_away');
  return atomically(ctx, async (ctx) => {
    await ctx.db.deleteFrom('provider_visit').where('expires_at', '<', ctx.now).execute();
    await ctx.db.insertInto('provider_visit').values({ state_hash: hashOf(state), browser_hash: hashOf(browser), locale, expires_at: new Date(ctx.now.getTime() + providerMinutes * 60_000) }).execute();
    return granted({ address: address.href, browser });
  });
}

/** The language in which somebody went to the provider; null when this browser did not go, or has come back already. */
export async function takeProviderVisit(ctx: Context, { state, browser }: { state: string; browser: string }): Promise<Locale | null> {
  const taken = await atomically(ctx, async (ctx) => {
    // Another browser's try does not use it up for the one that began.
    const row = await ctx.db.deleteFrom('provider_visit').where('state_hash', '=', hashOf(state)).where('browser_hash', '=', hashOf(browser)).returning(['locale', 'expires_at']).executeTakeFirst();
    return granted(row && ctx.now < row.expires_at ? (row.locale as Locale) : null);
  });
  return taken.ok ? taken.value : null;
}

/**
 * Somebody comes back from the identity provider and is signed in as whom it vouches for. The visit must have been
 * taken before. No person and no seat is ever made here: who was not invited stays outside.
 *
 * Writes   a session; at the first sign-in the subject as bound to the person, with a journal entry.
 * Refuses  `account.provider_away`, `account.provider_refused`, and as `maySignIn` does.
 */
export async function signInByProvider(ctx: Context, provider: Provider, { cameBackTo, state, browser, device = null }: { cameBackTo: URL; state: string; browser: string; device?: Device | null }): Promise<Outcome<{ session: string; personId: string }, ProviderRefusal>> {
  const answer = await provider.vouchedFor(cameBackTo, { state, ...secretsOf(browser) });
  if (answer.kind !== 'vouched') return refused(answer.kind === 'away' ? 'account.provider_away' : 'account.provider_refused');
  const read = ProviderClaims.safeParse(answer.vouched);
  if (!read.success) return refused('account.provider_refused');
  return atomically(ctx, (ctx) => signInAs(ctx, read.data, device));
}

async function signInAs(ctx: Context, { issuer, subject, email, emailVerified }: ProviderClaims, device: Device | null): Promise<Outcome<{ session: string; personId: string }, ProviderRefusal>> {
  const person = emailVerified && email ? await personByEmail(ctx, email) : null;
  const bound = await ctx.db.selectFrom('provider_identity').select(['subject', 'person_id']).where('issuer', '=', issuer).where((eb) => eb.or([eb('subject', '=', subject), ...(person ? [eb('person_id', '=', person.id)] : [])])).execute();
  const ruling = maySignIn({
    personId: person?.id ?? null,
    verified: emailVerified && email !== null,
    subjectIs: bound.find((row) => row.subject === subject)?.person_id ?? null,
    boundTo: bound.find((row) => row.person_id === person?.id)?.subject ?? null,
    subject,
  });
  if (!ruling.ok) return ruling;
  const { personId, first } = ruling.value;
  if (first) {
    await ctx.db.insertInto('provider_identity').values({ issuer, subject, person_id: personId, bound_at: ctx.now }).execute();
    await journal({ ...ctx, actor: { ...ctx.actor, personId } }, { kind: events.identityBound, forumId: null, subject: null, commit: { issuer, subject } });
  }
  return granted({ session: await startSession(ctx, personId, { method: 'identity-provider', device }), personId });
}
