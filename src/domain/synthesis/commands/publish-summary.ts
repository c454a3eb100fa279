import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { contributionByRef } from '../../discussion/queries/contribution-facts.ts';
import { forumAspects } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { SynthesisRefusal } from '../model.ts';
import { hasSources } from '../rules.ts';
import type { SummaryInput } from '../schema.ts';

/**
 * The summary of one day is published; a later one of the same day replaces it.
 *
 * Refuses  `synthesis.not_yours`; `synthesis.sentence_without_source` naming the sentence;
 *          `synthesis.source_not_shown` for a reference that is not there, withheld or withdrawn.
 */
export function publishSummary(ctx: ForumContext, input: SummaryInput): Promise<Outcome<{ summaryId: string }, SynthesisRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ summaryId: string }, SynthesisRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!seat || !may(ctx.sight, 'write-summary')) return refused('synthesis.not_yours');
    const ruling = hasSources(input.sentences);
    if (!ruling.ok) return ruling;
    const sentences = [];
    for (const sentence of input.sentences) {
      const ids: string[] = [];
      for (const ref of sentence.refs) {
        const contribution = await contributionByRef(ctx, ref);
        if (contribution?.visibility !== 'shown') return refused('synthesis.source_not_shown', { ref });
        ids.push(contribution.id);
      }
      sentences.push({ text: sentence.text, remark: sentence.remark, refs: ids });
    }
    const summaryId = ctx.world.mint();
    const row = await ctx.db.insertInto('daily_summary').values({ forum_id: forumId, id: summaryId, day: input.day, seat_id: seat.id, published_at: ctx.now }).onConflict((c) => c.columns(['forum_id', 'day']).doUpdateSet({ published_at: ctx.now, seat_id: seat.id })).returning('id').executeTakeFirstOrThrow();
    for (const table of ['summary_sentence', 'summary_not_addressed'] as const) await ctx.db.deleteFrom(table).where('forum_id', '=', forumId).where('summary_id', '=', row.id).execute();
    await ctx.db.insertInto('summary_sentence').values(sentences.map((s, i) => ({ forum_id: forumId, summary_id: row.id, position: i + 1, ...s }))).execute();
    const questions = (await forumAspects(ctx, forumId)).flatMap((a) => a.questions).filter(({ code }) => input.notAddressed.includes(code));
    if (questions.length > 0) await ctx.db.insertInto('summary_not_addressed').values(questions.map(({ id }) => ({ forum_id: forumId, summary_id: row.id, question_id: id }))).execute();
    await journal(ctx, { kind: events.summaryPublished, forumId, subject: row.id, facts: { day: input.day, sentences: sentences.length }, commit: { text: sentences.map(({ text }) => text).join('\n') } });
    return granted({ summaryId: row.id });
  });
}
