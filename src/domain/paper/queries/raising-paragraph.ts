import type { ForumContext } from '../../context.ts';
import { circulatedVersions, loadPaper } from '../store.ts';

/** Where a paragraph is to be read: its number, and the version where that is not the newest one circulated. */
export type RaisingParagraph = { id: string; number: string; onlyIn: number | null };

/** The paragraph that raises a question, in the newest circulated version that has it; null while none has. */
export async function raisingParagraph(ctx: ForumContext, id: string): Promise<RaisingParagraph | null> {
  const paper = await loadPaper(ctx);
  const circulated = paper ? await circulatedVersions(ctx, paper.id) : [];
  if (!paper || circulated.length === 0) return null;
  const row = await ctx.db.selectFrom('paper_paragraph').select(['label', 'version']).where('forum_id', '=', ctx.sight.forumId).where('paper_id', '=', paper.id).where('stable_id', '=', id).where('version', 'in', circulated).orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row ? { id, number: row.label, onlyIn: row.version === circulated.at(-1) ? null : row.version } : null;
}
