import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { SynthesisRefusal } from '../model.ts';
import { ownQuotations } from '../queries/own-quotations.ts';
import type { QuotationAnswer } from '../schema.ts';

/**
 * The author of exact words releases them for the report or does not; a State that was told of its words may reply to
 * their being quoted.
 *
 * Refuses  `synthesis.no_such_request` where it is not one's to answer, `synthesis.request_already_answered`,
 *          `synthesis.request_closed` once its days are over; `synthesis.notice_not_refused`: of words that may be
 *          quoted anyway one is told, not asked.
 */
export function answerQuotation(ctx: ForumContext, input: QuotationAnswer): Promise<Outcome<null, SynthesisRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, SynthesisRefusal>> => {
    if (!may(ctx.sight, 'revise')) return refused('synthesis.no_such_request');
    const { forumId } = ctx.sight;
    await ctx.db.selectFrom('quotation_request').select('id').where('forum_id', '=', forumId).where('id', '=', input.request).forUpdate().executeTakeFirst();
    const request = (await ownQuotations(ctx)).find(({ id }) => id === input.request);
    if (!request) return refused('synthesis.no_such_request');
    if (request.standing === 'granted' || request.standing === 'refused') return refused('synthesis.request_already_answered');
    if (request.standing !== 'asked') return refused('synthesis.request_closed');
    if (request.kind === 'notice' && input.answer === 'refused') return refused('synthesis.notice_not_refused');
    const reply = input.reply && request.mayReply ? { reply: input.reply, reply_lang: input.replyLang ?? 'en' } : {};
    await ctx.db.updateTable('quotation_request').set({ answer: input.answer, reason: input.reason ?? null, answered_at: ctx.now, ...reply }).where('forum_id', '=', forumId).where('id', '=', input.request).execute();
    await journal(ctx, { kind: events.quotationAnswered, forumId, subject: input.request, facts: { answer: input.answer, replied: 'reply' in reply }, commit: { reason: input.reason ?? '', reply: input.reply ?? '' } });
    return granted(null);
  });
}
