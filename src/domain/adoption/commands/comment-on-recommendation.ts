import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import type { Regime } from '../../disclosure/model.ts';
import { type Anchor, anchorAt, squeezed } from '../../paper/rules/anchor.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { findingHeld } from '../../synthesis/queries/findings.ts';
import { textsAt } from '../../synthesis/queries/wording.ts';
import { events } from '../events.ts';
import type { AdoptionRefusal } from '../model.ts';
import { objectorOf } from '../queries/acting.ts';
import { mayComment } from '../rules/consultation.ts';
import type { CommentInput } from '../schema.ts';
import { loadProcedures, receiptNow } from '../store.ts';
import { consultationsOf, nextCommentNumber } from '../store/comments.ts';

/**
 * A comment on a recommendation, or on words of it, with another wording where one is proposed. It is kept with the
 * version that was read, in the language it was read in.
 *
 * Refuses  `adoption.not_yours`; `adoption.no_such_finding`; as `mayComment` does; `adoption.regime_not_allowed`;
 *          `adoption.quote_not_there`.
 */
export function commentOnRecommendation(ctx: ForumContext, reference: string, input: CommentInput): Promise<Outcome<{ number: number }, AdoptionRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { reference, ...input }, async (ctx): Promise<Outcome<{ number: number }, AdoptionRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!seat || !may(ctx.sight, 'comment-recommendation')) return refused('adoption.not_yours');
    const [finding, forum] = [await findingHeld(ctx, reference), await forumFacts(ctx, forumId)];
    if (!finding || !forum || finding.kind !== 'recommendation') return refused('adoption.no_such_finding');
    const now = await receiptNow(ctx);
    const [silence = null] = await loadProcedures(ctx, { findingId: finding.id });
    const ruling = mayComment(await consultationsOf(ctx, finding.id), silence, { good: seat.standing === 'good', participating: (await objectorOf(ctx, now)).participating }, now);
    if (!ruling.ok) return ruling;
    const regime: Regime = input.regime ?? forum.defaultRegime;
    if (!forum.allowedRegimes.includes(regime)) return refused('adoption.regime_not_allowed');
    const version = input.version !== undefined && input.version <= finding.version ? input.version : finding.version;
    const about = passageIn(await textsAt(ctx, finding.id, version), input);
    if (!about) return refused('adoption.quote_not_there');
    const id = ctx.world.mint();
    const number = await nextCommentNumber(ctx, finding.id);
    const { quote, prefix, suffix, start } = about.anchor ?? { quote: null, prefix: '', suffix: '', start: null };
    // Where nobody may be shown, nobody is kept: not even custody could say whose it was.
    await ctx.db.insertInto('finding_comment').values({ forum_id: forumId, id, finding_id: finding.id, version, number, seat_id: regime === 'unattributed' ? null : seat.id, regime, text_lang: about.locale, quote, prefix, suffix, start, lang: input.lang, text: input.text, proposal: input.proposal ?? null, at: now }).execute();
    const entry = { kind: events.commented, forumId, subject: id, facts: { finding: finding.id, version, proposal: input.proposal !== undefined }, commit: { text: input.text, proposal: input.proposal ?? '' } };
    await journal({ ...ctx, now, ...(regime === 'unattributed' ? { actor: { ...ctx.actor, personId: null } } : {}) }, entry);
    return granted({ number });
  });
}

/** The passage in the language it was read in, else in any the wording has; without a quotation the whole is meant. */
function passageIn(texts: ReadonlyMap<string, string>, input: CommentInput): { locale: string; anchor: Anchor | null } | null {
  const rank = (locale: string) => (locale === input.in ? 0 : locale === input.lang ? 1 : 2);
  const read = [...texts].sort(([a], [b]) => rank(a) - rank(b));
  const [first] = read;
  if (!first) return null;
  if (input.quote === undefined) return { locale: first[0], anchor: null };
  for (const [locale, text] of read) {
    const anchor = anchorAt(squeezed(text), input.quote, { before: input.before ?? '' });
    if (anchor) return { locale, anchor };
  }
  return null;
}
