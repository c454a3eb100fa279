import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { PaperRefusal } from '../model.ts';
import { standsIn } from '../rules.ts';
import type { AnnotationInput } from '../schema.ts';
import { circulatedVersion, loadPaper, loadParagraph } from '../store.ts';

/**
 * A remark is anchored to exact words of a paragraph, in whichever language of the paper they stand.
 *
 * Refuses  `paper.not_yours`, `paper.no_such_paper` (also while it has not been circulated),
 *          `paper.no_such_paragraph`, `paper.quote_not_there`.
 */
export function annotateParagraph(ctx: ForumContext, input: AnnotationInput): Promise<Outcome<{ id: string }, PaperRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ id: string }, PaperRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!seat || !may(ctx.sight, 'annotate')) return refused('paper.not_yours');
    const paper = await loadPaper(ctx);
    const version = paper ? await circulatedVersion(ctx, paper.id) : 0;
    if (!paper || version === 0) return refused('paper.no_such_paper');
    const paragraph = await loadParagraph(ctx, paper.id, version, input.paragraph);
    if (paragraph.length === 0) return refused('paper.no_such_paragraph');
    if (!paragraph.some((text) => standsIn(input.quote, text))) return refused('paper.quote_not_there');
    const id = ctx.world.mint();
    await ctx.db.insertInto('annotation').values({ forum_id: forumId, id, paper_id: paper.id, version, paragraph: input.paragraph, quote: input.quote, seat_id: seat.id, at: ctx.now, lang: input.lang, text: input.text, proposal: input.proposal ?? null }).execute();
    await journal(ctx, { kind: events.annotated, forumId, subject: id, facts: { paragraph: input.paragraph, version }, commit: { text: input.text, author: seat.id } });
    return granted({ id });
  });
}
