import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { readRef } from '../rules.ts';
import type { DraftInput } from '../schema.ts';
import { loadContribution, loadQuestion, saveDraft } from '../store.ts';

/**
 * Keeps what is being written, seen by its author only; also what was refused, with the reason. A draft is no
 * deed: nothing of it goes into the record.
 *
 * Refuses  `discussion.no_such_question`.
 */
export function keepDraft(ctx: ForumContext, code: string, input: DraftInput, keptBecause: string | null = null): Promise<Outcome<{ savedAt: string }, 'discussion.no_such_question'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ savedAt: string }, 'discussion.no_such_question'>> => {
    const question = await loadQuestion(ctx, code);
    const { seat } = ctx.sight;
    if (!question || !seat || !may(ctx.sight, 'post')) return refused('discussion.no_such_question');
    const asked = input.parent ? readRef(input.parent) : null;
    const parent = asked ? await loadContribution(ctx, asked) : null;
    await saveDraft(ctx, { seatId: seat.id, questionId: question.id, parentId: parent?.id ?? null }, { markdown: input.text, regime: input.regime ?? null, marking: input.marking ?? null, lang: input.lang ?? null, capacity: input.capacity ?? null, keptBecause });
    return granted({ savedAt: ctx.now.toISOString() });
  });
}
