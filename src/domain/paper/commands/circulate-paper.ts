import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { PaperRefusal } from '../model.ts';
import type { CirculationInput } from '../schema.ts';
import { loadPaper } from '../store.ts';

/**
 * The newest version of the paper goes to named audiences; recorded with its instant.
 *
 * Refuses  `paper.not_yours`, `paper.no_such_paper`.
 */
export function circulatePaper(ctx: ForumContext, input: CirculationInput): Promise<Outcome<{ version: number }, PaperRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ version: number }, PaperRefusal>> => {
    if (!may(ctx.sight, 'circulate-paper')) return refused('paper.not_yours');
    const paper = await loadPaper(ctx);
    if (!paper || paper.version === 0) return refused('paper.no_such_paper');
    for (const audience of input.audiences) {
      await ctx.db.insertInto('circulation').values({ forum_id: ctx.sight.forumId, paper_id: paper.id, version: paper.version, audience, at: ctx.now }).onConflict((c) => c.doNothing()).execute();
    }
    await journal(ctx, { kind: events.circulated, forumId: ctx.sight.forumId, subject: paper.id, facts: { version: paper.version, audiences: input.audiences } });
    return granted({ version: paper.version });
  });
}
