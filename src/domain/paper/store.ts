import type { ForumContext } from '../context.ts';

export type PaperRow = { id: string; title: string; symbol: string | null; version: number };

/** The forum's paper with its newest version; null while there is none. */
export async function loadPaper({ db, sight }: ForumContext): Promise<PaperRow | null> {
  const row = await db.selectFrom('paper').select((eb) => ['id', 'title', 'symbol', eb.selectFrom('paper_version').select((e) => e.fn.max('number').as('n')).whereRef('paper_version.forum_id', '=', 'paper.forum_id').whereRef('paper_version.paper_id', '=', 'paper.id').as('version')]).where('forum_id', '=', sight.forumId).executeTakeFirst();
  return row ? { id: row.id, title: row.title, symbol: row.symbol, version: row.version ?? 0 } : null;
}

export async function loadParagraphs({ db, sight }: ForumContext, paperId: string, version: number, locale: string): Promise<{ id: string; number: number; markdown: string; html: string }[]> {
  const rows = await db.selectFrom('paper_paragraph').select(['stable_id', 'position', 'markdown', 'html']).where('forum_id', '=', sight.forumId).where('paper_id', '=', paperId).where('version', '=', version).where('locale', '=', locale).orderBy('position').execute();
  return rows.map((r) => ({ id: r.stable_id, number: r.position, markdown: r.markdown, html: r.html }));
}

export async function allIds({ db, sight }: ForumContext, paperId: string): Promise<string[]> {
  return (await db.selectFrom('paper_paragraph').select('stable_id').distinct().where('forum_id', '=', sight.forumId).where('paper_id', '=', paperId).execute()).map((r) => r.stable_id);
}
