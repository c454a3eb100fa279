import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { findingHeld } from '../../synthesis/queries/findings.ts';
import { events } from '../events.ts';
import type { AdoptionRefusal } from '../model.ts';
import { mayAnswer } from '../rules/consultation.ts';
import type { AnswerInput } from '../schema.ts';

/**
 * A rapporteur answers a comment: taken, taken in part, not taken. A later answer takes the earlier one's place; the
 * record keeps both.
 *
 * Refuses  `adoption.not_yours`; `adoption.no_such_comment`; `adoption.reason_needed`.
 */
export function answerComment(ctx: ForumContext, reference: string, number: number, input: AnswerInput): Promise<Outcome<null, AdoptionRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { reference, number, ...input }, async (ctx): Promise<Outcome<null, AdoptionRefusal>> => {
    if (!may(ctx.sight, 'answer-comment')) return refused('adoption.not_yours');
    const { forumId } = ctx.sight;
    const finding = await findingHeld(ctx, reference);
    const comment = finding && Number.isSafeInteger(number) && (await ctx.db.selectFrom('finding_comment').select('id').where('forum_id', '=', forumId).where('finding_id', '=', finding.id).where('number', '=', Math.min(number, 2_000_000_000)).executeTakeFirst());
    if (!comment) return refused('adoption.no_such_comment');
    const ruling = mayAnswer(input.taken, input.reason);
    if (!ruling.ok) return ruling;
    const answer = { taken: input.taken, reason: input.reason ?? null, at: ctx.now };
    await ctx.db.insertInto('finding_comment_answer').values({ forum_id: forumId, comment_id: comment.id, ...answer }).onConflict((c) => c.columns(['forum_id', 'comment_id']).doUpdateSet(answer)).execute();
    await journal(ctx, { kind: events.commentAnswered, forumId, subject: comment.id, facts: { taken: input.taken }, commit: { reason: input.reason ?? '' } });
    return granted(null);
  });
}
