import type { ForumContext } from '../../context.ts';
import { circulatedVersion, loadPaper } from '../store.ts';

export type ParagraphSource = { number: string; id: string; texts: string[] };

/** Paragraphs by their numbers, in the newest version that was circulated, with their wording in each language; those that are not there are left out. */
export async function paragraphsByNumber(ctx: ForumContext, numbers: readonly string[]): Promise<ParagraphSource[]> {
  const paper = numbers.length > 0 ? await loadPaper(ctx) : null;
  const version = paper ? await circulatedVersion(ctx, paper.id) : 0;
  if (!paper || version === 0) return [];
  const rows = await ctx.db.selectFrom('paper_paragraph').select(['stable_id', 'label', 'markdown']).where('forum_id', '=', ctx.sight.forumId).where('paper_id', '=', paper.id).where('version', '=', version).where('label', 'in', [...numbers]).orderBy('position').orderBy('locale').execute();
  const found = new Map<string, ParagraphSource>();
  for (const { stable_id: id, label: number, markdown } of rows) {
    const one = found.get(number) ?? { number, id, texts: [] };
    one.texts.push(markdown);
    found.set(number, one);
  }
  return [...found.values()];
}
