import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { saveOpinion } from '../../disclosure/custody-of-opinion.ts';
import { forumFactsHeld } from '../../programme/queries/forum-facts.ts';
import { isOpen } from '../../programme/rules.ts';
import { may } from '../../rights.ts';
import type { OpinionRefusal } from '../model.ts';
import type { AnswerInput } from '../schema.ts';
import { holdStatement } from '../store/opinion.ts';

const answers = { agree: 1, pass: 0, disagree: -1 } as const;

/**
 * Somebody at the table agrees with a statement, disagrees, or passes; until the forum closes they may change it.
 *
 * Writes   the answer, behind custody. Not journaled: an entry would say when somebody was there, and the record
 *          would hold how often each statement changed hands. The same answer sent twice is one answer.
 * Refuses  `opinion.not_yours`, `opinion.no_such_statement` for one that is not accepted, `opinion.forum_closed`.
 */
export function answerStatement(ctx: ForumContext, input: AnswerInput): Promise<Outcome<null, OpinionRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, OpinionRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!seat || !may(ctx.sight, 'rate')) return refused('opinion.not_yours');
    const forum = await forumFactsHeld(ctx, forumId);
    if (!forum || !isOpen(forum, ctx.now)) return refused('opinion.forum_closed');
    const statement = await holdStatement(ctx, input.number);
    if (statement?.state !== 'accepted') return refused('opinion.no_such_statement');
    await saveOpinion(ctx, forumId, seat.id, { statementId: statement.id, answer: answers[input.answer] });
    return granted(null);
  });
}
