import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { QuestionEdit } from '../schema.ts';
import { loadAspects, takeForum } from '../store.ts';

export type QuestionRefusal = 'programme.not_yours' | 'programme.no_such_question' | 'programme.forum_has_opened';

/**
 * An organiser changes the wording of a guiding question; its code and its thread stay.
 *
 * Refuses  `programme.not_yours`, `programme.no_such_question`; `programme.forum_has_opened` for the wording and the
 *          kind once the forum has opened: nobody's answer may come to stand under another question.
 */
export function editQuestion(ctx: ForumContext, code: string, input: QuestionEdit): Promise<Outcome<{ code: string }, QuestionRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { code, ...input }, async (ctx): Promise<Outcome<{ code: string }, QuestionRefusal>> => {
    const forum = may(ctx.sight, 'edit-programme') ? await takeForum(ctx, ctx.sight.forumId) : null;
    if (!forum) return refused('programme.not_yours');
    const question = (await loadAspects(ctx, forum.id)).flatMap(({ questions }) => questions).find((q) => q.code === code);
    if (!question) return refused('programme.no_such_question');
    const opened = forum.opensAt !== null && forum.opensAt <= ctx.now;
    if (opened && (input.text !== question.text || input.kind !== question.kind)) return refused('programme.forum_has_opened');
    await ctx.db.updateTable('guiding_question').set({ text: input.text, short_text: input.shortText, kind: input.kind, paragraph: input.paragraph ?? null }).where('forum_id', '=', forum.id).where('id', '=', question.id).execute();
    await journal(ctx, { kind: events.questionEdited, forumId: forum.id, subject: question.id, facts: { kind: input.kind, paragraph: input.paragraph ?? null }, commit: { text: input.text } });
    return granted({ code });
  });
}
