import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { paragraphsOf, withoutMarker } from '../rules.ts';
import { type Compared, comparePapers } from '../rules/compare.ts';
import { loadPaper, loadParagraphs, titlesOf } from '../store.ts';
import { idsOf } from './placing.ts';

/** The title in the language asked for and the symbol the paper has so far; empty while it has none. */
type Known = { title: string; symbol: string };
export type PaperPreview = Known & (
  | { as: 'version'; version: number; /** The language it will be written in; null while any will do. */ original: string | null; paragraphs: Compared[] }
  | { as: 'language'; version: number; original: string; pairs: { number: string; original: string | null; given: string | null }[]; /** Whether each paragraph has its counterpart, so that it can be written. */ aligned: boolean }
);

/**
 * What a text would become if it were written now: a new version compared with the newest, or a further language of
 * that version beside its original. Nothing is written.
 *
 * Shape    null for who may not write, and for a further language while there is no paper.
 */
export async function paperPreview(ctx: ForumContext, text: string, { sameVersion, locale }: { sameVersion: boolean; locale: string }): Promise<PaperPreview | null> {
  if (!may(ctx.sight, 'write-paper')) return null;
  const found = await loadPaper(ctx);
  const paper = found && found.version > 0 ? found : null;
  const paragraphs = paragraphsOf(text.replace(/\r\n?/g, '\n'));
  const titles = paper ? await titlesOf(ctx, paper.id, paper.version) : [];
  const known = { title: (titles.find((title) => title.locale === locale) ?? titles.find((title) => title.locale === paper?.locale))?.title ?? '', symbol: paper?.symbol ?? '' };
  const newest = paper ? await loadParagraphs(ctx, paper.id, paper.version, paper.locale) : [];
  if (sameVersion) {
    if (!paper) return null;
    const pairs = Array.from({ length: Math.max(newest.length, paragraphs.length) }, (_, i) => {
      const given = paragraphs[i];
      return { number: newest[i]?.number ?? '', original: newest[i]?.markdown ?? null, given: given === undefined ? null : withoutMarker(given) };
    });
    return { ...known, as: 'language', version: paper.version, original: paper.locale, pairs, aligned: newest.length === paragraphs.length };
  }
  const placed = await idsOf(ctx, paper, paragraphs);
  const after = placed.map(({ id, label }, i) => ({ id, number: label, markdown: withoutMarker(paragraphs[i] ?? '') }));
  return { ...known, as: 'version', version: (paper?.version ?? 0) + 1, original: paper?.locale ?? null, paragraphs: comparePapers(newest, after) };
}
