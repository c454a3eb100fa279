import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import type { ContributionRefusal } from '../model.ts';
import { readRef } from '../rules.ts';
import type { ReadInput } from '../schema.ts';
import { loadQuestion } from '../store.ts';
import { deleteMarks, insertMarks } from '../store/reading.ts';

/**
 * A reader marks contributions as read: those named, all of a question, or all of the forum; or takes back what was
 * marked at one instant. Only the reader ever learns of it, so it has no journal entry and no live event.
 *
 * Shape    `at` is the instant of the marks, by which they can be taken back.
 * Refuses  `discussion.not_yours` without a seat; `discussion.no_such_question`.
 */
export function markRead(ctx: ForumContext, input: ReadInput): Promise<Outcome<{ marked: number; at: Date }, ContributionRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ marked: number; at: Date }, ContributionRefusal>> => {
    const { seat } = ctx.sight;
    if (!seat) return refused('discussion.not_yours');
    if (input.undo) {
      await deleteMarks(ctx, seat.id, new Date(input.undo));
      return granted({ marked: 0, at: ctx.now });
    }
    if (input.refs) {
      const numbers = input.refs.split(/[\s,]+/).flatMap((ref) => readRef(ref) ?? []);
      return granted({ marked: await insertMarks(ctx, seat.id, { numbers }), at: ctx.now });
    }
    const question = input.question ? await loadQuestion(ctx, input.question) : null;
    if (input.question && !question) return refused('discussion.no_such_question');
    return granted({ marked: await insertMarks(ctx, seat.id, { questionId: question?.id ?? null }), at: ctx.now });
  });
}
