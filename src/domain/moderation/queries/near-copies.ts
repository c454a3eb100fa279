import type { ForumContext } from '../../context.ts';
import { refOf } from '../../discussion/rules.ts';
import { likeness } from '../aids/duplicates.ts';
import { loadEarlierPrints } from '../store/signals.ts';

/** From this likeness on two texts are the same but for some words: nobody loses a point when one stands for both. */
const leastLikeness = 0.7;

/** Texts shown in the forum in sight that were said before one, and of which it is nearly a copy; the nearest first. */
export async function nearCopies(ctx: ForumContext, contributionId: string): Promise<{ ref: string; percent: number }[]> {
  const { own, others } = await loadEarlierPrints(ctx, contributionId);
  return others
    .map(({ code, number, print }) => ({ ref: refOf(code, number), like: likeness(own, print) }))
    .filter(({ like }) => like >= leastLikeness)
    .sort((a, b) => b.like - a.like || (a.ref < b.ref ? -1 : 1))
    .map(({ ref, like }) => ({ ref, percent: Math.round(like * 100) }));
}
