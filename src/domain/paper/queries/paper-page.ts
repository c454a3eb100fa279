import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import type { Paragraph } from '../model.ts';
import { loadPaper, loadParagraphs } from '../store.ts';

export type PaperPage = {
  title: string;
  symbol: string | null;
  version: number;
  locale: string;
  locales: string[];
  paragraphs: (Paragraph & { annotations: number; questions: string[] })[];
  circulations: { audience: string; at: Date }[];
  canWrite: boolean;
  markdown: string;
};

/** The discussion paper in one language, each paragraph with its remarks counted and the questions it raises. */
export async function paperPage(ctx: ForumContext, wanted: string): Promise<PaperPage | null> {
  const { forumId } = ctx.sight;
  const paper = await loadPaper(ctx);
  const canWrite = may(ctx.sight, 'write-paper');
  if (!paper) return canWrite ? { title: '', symbol: null, version: 0, locale: wanted, locales: [], paragraphs: [], circulations: [], canWrite, markdown: '' } : null;
  const [versions, notes, questions, circulations] = await Promise.all([
    ctx.db.selectFrom('paper_version').select(['locale', 'title', 'markdown']).where('forum_id', '=', forumId).where('paper_id', '=', paper.id).where('number', '=', paper.version).execute(),
    ctx.db.selectFrom('annotation').select((eb) => ['paragraph', eb.fn.countAll<number>().as('n')]).where('forum_id', '=', forumId).groupBy('paragraph').execute(),
    ctx.db.selectFrom('guiding_question').select(['code', 'paragraph']).where('forum_id', '=', forumId).where('paragraph', 'is not', null).orderBy('position').execute(),
    ctx.db.selectFrom('circulation').select(['audience', 'at']).where('forum_id', '=', forumId).orderBy('at').execute(),
  ]);
  const shown = versions.find(({ locale }) => locale === wanted) ?? versions.find(({ locale }) => locale === 'en') ?? versions[0];
  if (!shown) return null;
  const paragraphs = await loadParagraphs(ctx, paper.id, paper.version, shown.locale);
  return {
    title: shown.title,
    symbol: paper.symbol,
    version: paper.version,
    locale: shown.locale,
    locales: versions.map(({ locale }) => locale),
    paragraphs: paragraphs.map((p) => ({ ...p, annotations: notes.find(({ paragraph }) => paragraph === p.id)?.n ?? 0, questions: questions.filter(({ paragraph }) => paragraph === p.id).map(({ code }) => code) })),
    circulations,
    canWrite,
    markdown: shown.markdown,
  };
}
