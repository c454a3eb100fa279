import { when } from '#platform/i18n/time.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import type { Writing } from '../../accreditation/rules/writing.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { quotationLetter } from '../letters/quotation.ts';
import { ownQuotations } from './own-quotations.ts';

/** The letter about exact words, of those requests that still wait for its reader; null when none does. */
export async function writeQuotation(ctx: ForumContext, { requests, locale, zone, origin }: Writing & { requests: readonly string[] }): Promise<NoticeText | null> {
  const forum = await forumFacts(ctx, ctx.sight.forumId);
  const open = (await ownQuotations(ctx)).filter(({ id, standing }) => requests.includes(id) && standing === 'asked');
  if (!forum || open.length === 0) return null;
  const { seat } = ctx.sight;
  const state = seat?.speaksForState && seat.stateId && open.some(({ mayReply }) => mayReply) ? await ctx.db.selectFrom('state').select('names').where('id', '=', seat.stateId).executeTakeFirst() : null;
  const names = (state?.names ?? {}) as Record<string, string>;
  return quotationLetter({
    forum: titleOf(forum), marking: forum.defaultMarking,
    items: open.map(({ ref, quote, marking, kind, lapsesAt }) => ({ ref, quote, marking, kind, until: when(locale, lapsesAt, zone, { year: true }) })),
    link: `${origin}/${locale}/f/${forum.key}/quotations`,
    speaksFor: names[locale] ?? names['en'] ?? null,
    settingsLink: `${origin}/${locale}/me`,
  }, locale);
}
