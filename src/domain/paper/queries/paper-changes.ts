import type { ForumContext } from '../../context.ts';
import { type Compared, comparePapers } from '../rules/compare.ts';
import { loadPaper, loadParagraphs, localesOf } from '../store.ts';
import { versionsFor } from './paper-page.ts';

export type PaperChanges = { from: number; to: number; versions: number[]; locale: string; paragraphs: Compared[] };

/**
 * What changed between two versions, in one language; null where there are not two that this reader may see.
 *
 * Shape    without versions asked for, the two newest.
 */
export async function paperChanges(ctx: ForumContext, wanted: string, asked: { from: number; to: number }): Promise<PaperChanges | null> {
  const paper = await loadPaper(ctx);
  const versions = paper ? await versionsFor(ctx, paper) : [];
  const to = versions.find((n) => n === asked.to) ?? versions.at(-1);
  const from = versions.find((n) => n === asked.from && n !== to) ?? versions[versions.indexOf(to ?? 0) - 1];
  if (!paper || from === undefined || to === undefined) return null;
  const both = (await localesOf(ctx, paper.id, from)).filter((locale) => locale === wanted);
  const locale = both.length > 0 && (await localesOf(ctx, paper.id, to)).includes(wanted) ? wanted : paper.locale;
  return { from, to, versions, locale, paragraphs: comparePapers(await loadParagraphs(ctx, paper.id, from, locale), await loadParagraphs(ctx, paper.id, to, locale)) };
}
