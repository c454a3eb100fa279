import { firstWords } from '#platform/text/markdown.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { circulatedVersion, findParagraphs, loadPaper } from '../store.ts';

export type FoundParagraph = { id: string; number: string; locale: string; words: string };

/** Paragraphs of the paper that hold the words: of the version this reader sees, each once, in their language where it holds them. */
export async function searchPaper(ctx: ForumContext, words: string, locale: string): Promise<FoundParagraph[]> {
  const paper = await loadPaper(ctx);
  const version = paper ? (may(ctx.sight, 'write-paper') ? paper.version : await circulatedVersion(ctx, paper.id)) : 0;
  if (!paper || version === 0) return [];
  const found = await findParagraphs(ctx, paper.id, version, words);
  const one = new Map<string, FoundParagraph>();
  for (const p of found) if (!one.has(p.id) || p.locale === locale) one.set(p.id, { id: p.id, number: p.number, locale: p.locale, words: firstWords(p.markdown, 220) });
  return [...one.values()];
}
