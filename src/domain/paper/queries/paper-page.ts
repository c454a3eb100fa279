import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import type { Paragraph, Standing } from '../model.ts';
import { countsReadings } from '../rules.ts';
import { plainOf, sentencesOf } from '../rules/anchor.ts';
import { countFates, type Fate } from '../rules/settle.ts';
import { circulatedVersion, circulatedVersions, loadPaper, loadParagraphs, type PaperRow, type ParagraphRow, titlesOf } from '../store.ts';
import { standingIn } from '../store/annotations.ts';
import { hashOf } from '../store/draft.ts';
import { receiptsOf } from '../store/receipts.ts';

/** A paragraph as it stands in the language shown: translated, of an older original, or not yet translated and shown as it is. */
export type PageParagraph = Paragraph & { lang: string; translation: 'original' | 'current' | 'stale' | 'missing'; hash: string; annotations: Standing[]; questions: string[]; sentences: readonly { start: number; text: string }[] };
export type PaperPage = {
  title: string;
  symbol: string | null;
  version: number;
  /** The newest version written, where it is newer than the one shown or not circulated yet. */
  newestVersion: number;
  /** The versions this reader may see, oldest first. */
  versions: number[];
  locale: string;
  original: string;
  locales: string[];
  paragraphs: PageParagraph[];
  /** The same paragraphs in a second language, where one was asked for. */
  beside: { locale: string; paragraphs: Shown[] } | null;
  /** Remarks whose words are no longer in the version shown. */
  orphans: Standing[];
  /** What became of the remarks made on earlier versions. */
  fates: Record<Fate, number>;
  circulations: { version: number; audience: string; at: Date }[];
  /** For who answers for a body: whether it has said that it has the version circulated last; else null. */
  receipt: { version: number; confirmedAt: Date | null } | null;
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
 * Shape    organisers see the newest version, all others the newest that was circulated, unless they ask for an
 *          earlier one they may see; null while there is none.
 */
export async function paperPage(ctx: ForumContext, wanted: string, { version: asked, beside: besideIn }: { version?: number | undefined; beside?: string | undefined } = {}): Promise<PaperPage | null> {
  const { forumId } = ctx.sight;
  const paper = await loadPaper(ctx);
  const rights = { canWrite: may(ctx.sight, 'write-paper'), canCirculate: may(ctx.sight, 'circulate-paper') };
  const versions = paper ? await versionsFor(ctx, paper) : [];
  const version = versions.find((n) => n === asked) ?? versions.at(-1);
  if (!paper || version === undefined) return rights.canWrite ? { title: '', symbol: null, version: 0, newestVersion: 0, versions: [], locale: wanted, original: wanted, locales: [], paragraphs: [], beside: null, orphans: [], fates: countFates([]), circulations: [], receipt: null, countedFrom: null, ...rights, canAnnotate: false, markdown: '' } : null;
  const [titles, standing, questions, circulations, forum, original] = await Promise.all([
    titlesOf(ctx, paper.id, version),
    standingIn(ctx, paper.id, version),
    ctx.db.selectFrom('guiding_question').select(['code', 'paragraph']).where('forum_id', '=', forumId).where('paragraph', 'is not', null).orderBy('position').execute(),
    ctx.db.selectFrom('circulation').select(['version', 'audience', 'at']).where('forum_id', '=', forumId).orderBy('at').orderBy('audience').execute(),
    forumFacts(ctx, forumId),
    loadParagraphs(ctx, paper.id, version, paper.locale),
  ]);
  const shown = titles.find(({ locale }) => locale === wanted) ?? titles.find(({ locale }) => locale === paper.locale) ?? titles[0];
  if (!shown) return null;
  const paragraphsIn = async (locale: string) => inLanguage(original, paper.locale, locale === paper.locale ? null : { locale, rows: await loadParagraphs(ctx, paper.id, version, locale) });
  const paragraphs = await paragraphsIn(shown.locale);
  const second = titles.find(({ locale }) => locale === besideIn && locale !== shown.locale)?.locale;
  const newestCirculated = Math.max(0, ...circulations.map((c) => c.version));
  return {
    title: shown.title,
    symbol: paper.symbol,
    version,
    newestVersion: paper.version,
    versions,
    locale: shown.locale,
    original: paper.locale,
    locales: titles.map(({ locale }) => locale).sort((a, b) => Number(b === paper.locale) - Number(a === paper.locale)),
    paragraphs: paragraphs.map((p) => ({ ...p, annotations: standing.filter(({ place }) => place.paragraph === p.id), questions: questions.filter(({ paragraph }) => paragraph === p.id).map(({ code }) => code), sentences: sentencesOf(plainOf(p.html), p.lang) })),
    beside: second ? { locale: second, paragraphs: await paragraphsIn(second) } : null,
    orphans: standing.filter(({ place, paragraph }) => place.fate === 'orphaned' || !paragraphs.some(({ id }) => id === (place.paragraph ?? paragraph))),
    fates: countFates(standing.filter((note) => note.version < version).map(({ place }) => place)),
    circulations,
    receipt: ctx.sight.seat?.duty && ctx.sight.seat.category !== 'staff' && newestCirculated > 0 ? { version: newestCirculated, confirmedAt: (await receiptsOf(ctx, paper.id, newestCirculated)).get(ctx.sight.seat.bodyId) ?? null } : null,
    countedFrom: forum && countsReadings(forum) && ctx.sight.seat && ctx.sight.seat.category !== 'staff' && version === newestCirculated ? forum.smallCell : null,
    ...rights,
    canAnnotate: ctx.sight.seat !== null && may(ctx.sight, 'annotate') && circulations.some((c) => c.version === version),
    // An organiser edits the text with its references, so that moving a paragraph does not lose them.
    markdown: original.map(({ id, markdown }) => `${markdown} [#${id}]`).join('\n\n'),
  };
}

/** The versions somebody may see: organisers all, everyone else those that were circulated. */
export async function versionsFor(ctx: ForumContext, paper: PaperRow): Promise<number[]> {
  return may(ctx.sight, 'write-paper') ? Array.from({ length: paper.version }, (_, i) => i + 1) : circulatedVersions(ctx, paper.id);
}

/** A paragraph in one language, without what was said of it. */
export type Shown = Pick<PageParagraph, 'id' | 'number' | 'html' | 'markdown' | 'lang' | 'translation' | 'hash'>;

/** The original's paragraphs, each in the language shown where it is translated; else as it is, and saying so. */
export function inLanguage(original: readonly ParagraphRow[], originalLocale: string, translated: { locale: string; rows: readonly ParagraphRow[] } | null): Shown[] {
  const of = new Map(translated?.rows.map((row) => [row.id, row]));
  return original.map(({ id, number, html, markdown }): Shown => {
    const row = of.get(id);
    if (!translated) return { id, number, html, markdown, lang: originalLocale, translation: 'original', hash: hashOf(markdown) };
    if (!row) return { id, number, html, markdown, lang: originalLocale, translation: 'missing', hash: '' };
    return { id, number, html: row.html, markdown: row.markdown, lang: translated.locale, translation: row.sourceHash === hashOf(markdown) ? 'current' : 'stale', hash: hashOf(row.markdown) };
  });
}

/** The newest version of the paper that was circulated; null while there is none. */
export async function newestCirculated(ctx: ForumContext): Promise<number | null> {
  const paper = await loadPaper(ctx);
  return paper ? (await circulatedVersion(ctx, paper.id)) || null : null;
}
