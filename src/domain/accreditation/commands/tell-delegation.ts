import { isLocale } from '#platform/i18n/locales.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { type DelegationNotice, delegationLetter } from '../letters/delegation-notice.ts';
import { nameIn } from '../rules/membership.ts';
import { type Addressee, organisersOf } from '../store.ts';

type Told = { what: DelegationNotice; bodyId: string; people?: readonly string[]; detail?: string; origin: string };

/** Letters to the organisers of the forum, with the way to the page where they decide. */
export async function tellOrganisers(ctx: ForumContext, told: Told): Promise<void> {
  await tell(ctx, await organisersOf(ctx, ctx.sight.forumId), told, 'delegations');
}

/** A letter to each of some people of a delegation; `page` is where it leads, null for who no longer has a way in. */
export async function tell(ctx: ForumContext, addressees: readonly Addressee[], told: Told, page: 'delegations' | 'delegation' | null): Promise<void> {
  const { forumId } = ctx.sight;
  const forum = await forumFacts(ctx, forumId);
  const body = await ctx.db.selectFrom('body').select(['name', 'names']).where('id', '=', told.bodyId).executeTakeFirst();
  if (!forum || !body) throw new Error('a notice of a delegation that is not there');
  for (const { personId, email, locale: kept } of addressees) {
    const locale = isLocale(kept) ? kept : 'en';
    const link = page ? `${told.origin}/${locale}/f/${forum.key}/${page}` : null;
    const letter = delegationLetter({ what: told.what, forum: forum.announcedTitle ?? forum.shortTitle, body: nameIn(locale, body.names as Record<string, string>, body.name), people: (told.people ?? []).join(', '), detail: told.detail ?? '', link }, locale);
    await queueLetter(ctx, { ...letter, sender: titleOf(forum), forumId, personId, address: email, kind: 'accreditation.delegation', locale });
  }
}
