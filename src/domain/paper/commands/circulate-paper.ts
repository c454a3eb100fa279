import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { PaperRefusal } from '../model.ts';
import { countFates } from '../rules/settle.ts';
import type { CirculationInput } from '../schema.ts';
import { holdPaper, loadPaper } from '../store.ts';
import { keepPlaces, standingIn } from '../store/annotations.ts';
import { sendPaper } from './send-paper.ts';

/**
 * The newest version of the paper goes to named audiences; recorded with its instant. Where each earlier remark stands
 * in it is settled with it: carried, moved or no longer there, and none is lost. Those who answer for the bodies at the
 * table get a letter.
 *
 * Refuses  `paper.not_yours`, `paper.no_such_paper`.
 */
export function circulatePaper(ctx: ForumContext, input: CirculationInput, { origin }: { origin: string }): Promise<Outcome<{ version: number }, PaperRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ version: number }, PaperRefusal>> => {
    if (!may(ctx.sight, 'circulate-paper')) return refused('paper.not_yours');
    await holdPaper(ctx);
    const paper = await loadPaper(ctx);
    if (!paper || paper.version === 0) return refused('paper.no_such_paper');
    for (const audience of input.audiences) {
      await ctx.db.insertInto('circulation').values({ forum_id: ctx.sight.forumId, paper_id: paper.id, version: paper.version, audience, at: ctx.now }).onConflict((c) => c.doNothing()).execute();
    }
    const earlier = (await standingIn(ctx, paper.id, paper.version)).filter(({ version }) => version < paper.version);
    await keepPlaces(ctx, paper.version, earlier);
    const { bodies } = await sendPaper(ctx, { what: 'sent', paperId: paper.id, version: paper.version, origin });
    await journal(ctx, { kind: events.circulated, forumId: ctx.sight.forumId, subject: paper.id, facts: { version: paper.version, audiences: input.audiences, bodies, ...countFates(earlier.map(({ place }) => place)) } });
    return granted({ version: paper.version });
  });
}
