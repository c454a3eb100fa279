import type { ForumContext } from '../../context.ts';
import { hashOf, vectorOf } from '../aids/stems.ts';
import type { Compared } from '../aids/suggestion.ts';
import { wordsOf } from '../rules/bm25.ts';
import { loadStems } from '../store/stems.ts';

/** Texts of one language as aids compare them, each under its name. */
export async function comparedTexts<K extends string>(ctx: ForumContext, language: string, texts: readonly { id: K; text: string }[]): Promise<Map<K, Compared>> {
  const cut = texts.map(({ id, text }) => ({ id, text, words: wordsOf(text) }));
  const stems = await loadStems(ctx, language, [...new Set(cut.flatMap(({ words }) => words))]);
  return new Map(cut.map(({ id, text, words }): [K, Compared] => {
    const own = words.flatMap((word) => stems.get(word) ?? []);
    const written = new Map(words.flatMap((word) => { const stem = stems.get(word); return stem ? [[hashOf(stem), word] as const] : []; }));
    return [id, { text, vector: vectorOf(id, words.length, own), words: written }];
  }));
}
