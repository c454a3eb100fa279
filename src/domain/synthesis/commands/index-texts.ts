import type { Context, ForumContext } from '../../context.ts';
import { packed } from '../aids/stems.ts';
import { wordsOf } from '../rules/bm25.ts';
import { loadStems } from '../store/stems.ts';
import { dropStale, forumsToIndex, loadToIndex, saveVectors, type ToIndex } from '../store/vectors.ts';

const batch = 500;
/** What one turn of the clock takes on; the rest has its turn a minute later. */
const mostBatches = 20;

/**
 * The clock keeps the words of contributions and excerpts ready for comparison, and drops those of texts that are shown
 * no more. Nothing that anybody sees changes by it, so nothing is journaled.
 *
 * Writes   vectors of stems.
 * Shape    how many texts were taken in.
 */
export async function indexTexts(ctx: ForumContext): Promise<number> {
  await dropStale(ctx);
  let done = 0;
  for (let turn = 0; turn < mostBatches; turn += 1) {
    const waiting = await loadToIndex(ctx, batch);
    for (const language of new Set(waiting.map((one) => one.language))) await indexAll(ctx, language, waiting.filter((one) => one.language === language));
    done += waiting.length;
    if (waiting.length === 0) break;
  }
  return done;
}

async function indexAll(ctx: ForumContext, language: string, texts: readonly ToIndex[]): Promise<void> {
  const cut = texts.map((one) => ({ one, words: wordsOf(one.text) }));
  const stems = await loadStems(ctx, language, [...new Set(cut.flatMap(({ words }) => words))]);
  await saveVectors(ctx, cut.map(({ one: { subject, id, revision }, words }) => ({ subject, id, revision, language, words: words.length, stems: packed(words.flatMap((word) => stems.get(word) ?? [])) })));
}

/** Forums in which there may be something to compare. */
export const forumsToCompare = (ctx: Pick<Context, 'db'>): Promise<string[]> => forumsToIndex(ctx);
