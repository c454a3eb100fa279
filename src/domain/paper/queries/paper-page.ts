import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import type { Annotation, Paragraph } from '../model.ts';
import { countsReadings } from '../rules.ts';
import { circulatedVersion, loadAnnotations, loadPaper, loadParagraphs } from '../store.ts';

export type PaperPage = {
  title: string;
  symbol: string | null;
  version: number;
  /** The newest version written, where it is newer than the one shown or not circulated yet. */
  newestVersion: number;
  locale: string;
  locales: string[];
  paragraphs: (Paragraph & { annotations: Annotation[]; questions: string[] })[];
  circulations: { version: number; audience: string; at: Date }[];
  canWrite: boolean;
  canCirculate: boolean;
  canAnnotate: boolean;
  /** The smallest number told of who opened this version, where the reader counts among them; else null. */
  countedFrom: number | null;
  markdown: string;
};

/**
 * The discussion paper in one language, each paragraph with its remarks and the questions it raises.
 *
 * Shape    organisers see the newest version, all others the newest that was circulated; null while there is none.
 */
export async function paperPage(ctx: ForumContext, wanted: string): Promise<PaperPage | null> {
  const { forumId } = ctx.sight;
  const paper = await loadPaper(ctx);
  const rights = { canWrite: may(ctx.sight, 'write-paper'), canCirculate: may(ctx.sight, 'circulate-paper'), canAnnotate: ctx.sight.seat !== null && may(ctx.sight, 'annotate') };
  const forum = await forumFacts(ctx, forumId);
  const circulated = paper ? await circulatedVersion(ctx, paper.id) : 0;
  const version = rights.canWrite ? (paper?.version ?? 0) : circulated;
  if (!paper || version === 0) return rights.canWrite ? { title: '', symbol: null, version: 0, newestVersion: 0, locale: wanted, locales: [], paragraphs: [], circulations: [], countedFrom: null, ...rights, markdown: '' } : null;
  const [versions, notes, questions, circulations] = await Promise.all([
    ctx.db.selectFrom('paper_version').select(['locale', 'title', 'markdown']).where('forum_id', '=', forumId).where('paper_id', '=', paper.id).where('number', '=', version).orderBy('made_at').orderBy('locale').execute(),
    loadAnnotations(ctx, paper.id),
    ctx.db.selectFrom('guiding_question').select(['code', 'paragraph']).where('forum_id', '=', forumId).where('paragraph', 'is not', null).orderBy('position').execute(),
    ctx.db.selectFrom('circulation').select(['version', 'audience', 'at']).where('forum_id', '=', forumId).orderBy('at').orderBy('audience').execute(),
  ]);
  const shown = versions.find(({ locale }) => locale === wanted) ?? versions.find(({ locale }) => locale === 'en') ?? versions[0];
  if (!shown) return null;
  const paragraphs = await loadParagraphs(ctx, paper.id, version, shown.locale);
  return {
    title: shown.title,
    symbol: paper.symbol,
    version,
    newestVersion: paper.version,
    locale: shown.locale,
    locales: versions.map(({ locale }) => locale),
    paragraphs: paragraphs.map((p) => ({ ...p, annotations: notes.filter(({ paragraph }) => paragraph === p.id), questions: questions.filter(({ paragraph }) => paragraph === p.id).map(({ code }) => code) })),
    circulations,
    countedFrom: forum && countsReadings(forum) && ctx.sight.seat && ctx.sight.seat.category !== 'staff' && version === circulated ? forum.smallCell : null,
    ...rights,
    // An organiser edits the text with its references, so that moving a paragraph does not lose them.
    markdown: paragraphs.map(({ id, markdown }) => `${markdown} [#${id}]`).join('\n\n'),
  };
}

/** The newest version of the paper that was circulated; null while there is none. */
export async function newestCirculated(ctx: ForumContext): Promise<number | null> {
  const paper = await loadPaper(ctx);
  return paper ? (await circulatedVersion(ctx, paper.id)) || null : null;
}
