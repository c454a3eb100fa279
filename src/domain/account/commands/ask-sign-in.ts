import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { addJob } from '#platform/queue/add-job.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import { signInLetter } from '../letters/sign-in-link.ts';
import type { TooMany } from '../model.ts';
import { linkMinutes } from '../rules.ts';
import { codeHashOf, freshCode, freshToken, hashOf } from '../rules/token.ts';
import { countTry, findLink, personByEmail } from '../store.ts';

export type Asked = { browser: string };
type Ask = { email: string; connection: string };

/**
 * Somebody asks for a letter to sign in with. Nothing here looks whether the address is known: the same is written
 * and answered either way, and the worker finds the person afterwards.
 *
 * Writes   two counts, the link and code (hashed) bound to the browser that asked, and the job of the letter.
 * Refuses  `account.tries_too_many` for a connection or an address that asked too often, known or not.
 */
export async function askSignIn(ctx: Context, { email, connection }: Ask): Promise<Outcome<Asked, TooMany>> {
  const counted = await atomically(ctx, async (ctx): Promise<Outcome<boolean, never>> => {
    const byConnection = await countTry(ctx, 'ask-by-connection', connection);
    return granted((await countTry(ctx, 'ask-by-address', email)) && byConnection);
  });
  if (!counted.ok || !counted.value) return refused('account.tries_too_many');
  return atomically(ctx, async (ctx): Promise<Outcome<Asked, never>> => {
    const [token, browser, code] = [freshToken(ctx), freshToken(ctx), freshCode(ctx)];
    const expires_at = new Date(ctx.now.getTime() + linkMinutes * 60_000);
    await ctx.db.insertInto('sign_in_link').values({ token_hash: hashOf(token), expires_at, address: email, browser_hash: hashOf(browser), code_hash: codeHashOf(browser, code) }).execute();
    await addJob(ctx, 'sign-in-letter', { token, code });
    return granted({ browser });
  });
}

/** The worker's part: writes the letter if a person has the address; a second run writes none. */
export function writeSignInLetter(ctx: Context, { token, code }: { token: string; code: string }, origin: string): Promise<Outcome<'written' | 'nobody', never>> {
  return atomically(ctx, async (ctx): Promise<Outcome<'written' | 'nobody', never>> => {
    const link = await findLink(ctx, { token }, { lock: true });
    const person = link?.fromAddress && !link.personId ? await personByEmail(ctx, link.fromAddress) : null;
    if (!link || !person) return granted('nobody');
    await ctx.db.updateTable('sign_in_link').set({ person_id: person.id }).where('token_hash', '=', link.hash).execute();
    const letter = signInLetter({ link: `${origin}/${person.locale}/sign-in/${token}`, code, minutes: linkMinutes }, person.locale);
    await queueLetter(ctx, { ...letter, forumId: null, personId: person.id, address: person.email, kind: 'account.sign-in-link', locale: person.locale });
    await journal(ctx, { kind: events.linkIssued, forumId: null, subject: person.id });
    return granted('written');
  });
}
