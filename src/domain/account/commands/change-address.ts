import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import { newAddressLetter, noticeLetter } from '../letters/notice.ts';
import type { LinkRefusal, TooMany } from '../model.ts';
import { linkMinutes, mayUseLink } from '../rules.ts';
import { countTry, endSessions, findLink, insertLink, personByEmail, personById, spendLink } from '../store.ts';

type Asked = Outcome<null, 'account.signed_out' | TooMany>;

/**
 * A person asks for another address: a link goes to the new one, a notice to the old. The door asks for a recent
 * proof first. Whether somebody has the new address already is not told.
 *
 * Writes   the link, both letters, one journal entry.
 * Refuses  `account.signed_out`; `account.tries_too_many`.
 */
export async function askNewAddress(ctx: Context, email: string, origin: string): Promise<Asked> {
  const counted = await atomically(ctx, async (ctx) => granted(await countTry(ctx, 'ask-by-address', email)));
  if (!counted.ok || !counted.value) return refused('account.tries_too_many');
  return atomically(ctx, async (ctx): Promise<Asked> => {
    const person = ctx.actor.personId ? await personById(ctx, ctx.actor.personId) : null;
    if (!person) return refused('account.signed_out');
    const token = await insertLink(ctx, person.id, new Date(ctx.now.getTime() + linkMinutes * 60_000), email);
    const to = { forumId: null, personId: person.id, locale: person.locale };
    await queueLetter(ctx, { ...newAddressLetter({ link: `${origin}/${person.locale}/address/${token}`, minutes: linkMinutes }, person.locale), ...to, address: email, kind: 'account.new-address' });
    await queueLetter(ctx, { ...noticeLetter('addressAsked', person.locale), ...to, address: person.email, kind: 'account.notice' });
    await journal(ctx, { kind: events.linkIssued, forumId: null, subject: null });
    return granted(null);
  });
}

/**
 * The link that came to the new address is used: it is the person's from now on, and every session ends.
 *
 * Writes   the address, the link as used, older links of the person as used, a notice to the old address, one journal entry.
 * Refuses  as `mayUseLink` does; an address somebody else has by now counts as no such link.
 */
export function confirmNewAddress(ctx: Context, token: string): Promise<Outcome<null, LinkRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, LinkRefusal>> => {
    const found = await findLink(ctx, { token }, { lock: true });
    const link = found?.newAddress ? found : null;
    const ruling = mayUseLink(link, ctx.now);
    if (!ruling.ok) return ruling;
    const person = link?.personId ? await personById(ctx, link.personId) : null;
    if (!link?.newAddress || !person || (await personByEmail(ctx, link.newAddress))) return refused('account.no_such_link');
    await spendLink(ctx, link);
    // Whatever was sent to the old address signs nobody in any more.
    await ctx.db.updateTable('sign_in_link').set({ used_at: ctx.now }).where('person_id', '=', person.id).where('used_at', 'is', null).execute();
    await ctx.db.updateTable('person').set({ email: link.newAddress }).where('id', '=', person.id).execute();
    await endSessions(ctx, person.id);
    await queueLetter(ctx, { ...noticeLetter('addressChanged', person.locale), forumId: null, personId: person.id, locale: person.locale, address: person.email, kind: 'account.notice' });
    await journal({ ...ctx, actor: { ...ctx.actor, personId: person.id } }, { kind: events.addressChanged, forumId: null, subject: null });
    return granted(null);
  });
}
