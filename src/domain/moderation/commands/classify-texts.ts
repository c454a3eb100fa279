import { atomically } from '#platform/atomically.ts';
import type { Classifier } from '#platform/classify.ts';
import { granted } from '#platform/outcome.ts';
import type { Context, ForumContext } from '../../context.ts';
import type { Marking } from '../../disclosure/model.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import { contributionById, wordingsOf } from '../../discussion/queries/contribution-facts.ts';
import { fromClassifier } from '../aids/classifier.ts';
import { loadForums, loadToClassify, noteClassified, noteTry, replaceSignals } from '../store/signals.ts';

/**
 * The site's classifier looks at the texts it has not seen, as far as their marking lets them go there. A fault leaves
 * everything as it is; a text it failed on is tried three times.
 *
 * Writes   signals.
 * Shape    whether it answered; after a fault the other texts wait for the next turn.
 */
export async function classifyTexts(ctx: ForumContext, { classify, ceiling }: { classify: Classifier; ceiling: Marking }): Promise<boolean> {
  for (const one of await loadToClassify(ctx)) {
    const contribution = await contributionById(ctx, one.id);
    const text = (await wordingsOf(ctx, one.id)).find(({ number }) => number === one.revision)?.markdown;
    if (!contribution || text === undefined || !mayRelease(contribution.marking, ceiling)) continue;
    try {
      const signals = fromClassifier(text, await classify(text, contribution.lang), contribution.lang);
      await atomically(ctx, async (ctx) => {
        await replaceSignals(ctx, one, ['classifier'], signals);
        await noteClassified(ctx, one);
        return granted(null);
      });
    } catch {
      // Not there, too slow, or not as agreed: an aid that fails is an aid less, and nobody waits for it.
      await noteTry(ctx, one.id);
      return false;
    }
  }
  return true;
}

/** Forums in which there may be something for the aids to look at. */
export const forumsToObserve = (ctx: Pick<Context, 'db'>): Promise<string[]> => loadForums(ctx);
