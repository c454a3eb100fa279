import { atomically } from '#platform/atomically.ts';
import type { Model } from '#platform/model.ts';
import { granted } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import type { Marking } from '../../disclosure/model.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import { fromModel } from '../aids/model.ts';
import { loadCodes, seriesOf } from '../store/codes.ts';
import { loadToAsk, noteTried, saveAnswer } from '../store/model.ts';

/** What one turn of the clock asks; the rest has its turn later. */
const mostAsked = 500;

/**
 * The site's model is asked about the texts it has not seen, as far as their marking lets them go there. What it points
 * to becomes a suggestion only where its words stand in the text; a fault leaves everything as it is.
 *
 * Writes   passages pointed to, how many were dropped.
 * Shape    whether it answered; after a fault the other texts wait for the next turn.
 */
export async function askModel(ctx: ForumContext, { model, ceiling }: { model: Model; ceiling: Marking }): Promise<boolean> {
  const codes = new Map((await loadCodes(ctx, await seriesOf(ctx))).map(({ id, label }) => [label, id]));
  for (const one of await loadToAsk(ctx, mostAsked)) {
    if (!mayRelease(one.marking as Marking, ceiling)) continue;
    try {
      const answer = fromModel(one.text, await model.ask(one.text, one.language, [...codes.keys()]), codes);
      await atomically(ctx, async (ctx) => {
        await saveAnswer(ctx, one, model.name, answer);
        return granted(null);
      });
    } catch {
      // Not there, too slow, or not as agreed: an aid that fails is an aid less, and nobody waits for it.
      await noteTried(ctx, one);
      return false;
    }
  }
  return true;
}
