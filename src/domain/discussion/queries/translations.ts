import type { ForumContext } from '../../context.ts';
import type { Marking } from '../../disclosure/model.ts';
import type { ShownTranslation } from '../model.ts';
import { isStale, mayTranslate } from '../rules/translation.ts';
import { readRef, refOf } from '../rules.ts';
import { isCovered, loadCoveredOf } from '../store/covers.ts';
import { hashOf, loadTranslation, loadTranslationsOf } from '../store/translations.ts';
import { loadContribution, loadRevisions } from '../store.ts';

/** Into what language a page's reader reads, and up to which marking texts may go to the translator; null: there is none. */
export type Reading = { into: string; ceiling: Marking | null };

/** What there is in the reader's language of each contribution that stands under a question in another, or may be asked for. */
export async function translationsOf(ctx: ForumContext, questionId: string, shown: readonly { id: string; lang: string; marking: string; visibility: string }[], { into, ceiling }: Reading): Promise<ReadonlyMap<string, ShownTranslation>> {
  const covered = await loadCoveredOf(ctx, questionId);
  const there = new Map((await loadTranslationsOf(ctx, questionId, into)).map((one) => [one.row.contributionId, one]));
  const translations = new Map<string, ShownTranslation>();
  for (const one of shown) {
    // A passage behind a cover would stand open in its translation.
    if (one.lang === into || one.visibility !== 'shown' || covered.has(one.id)) continue;
    const found = there.get(one.id);
    const stale = found !== undefined && isStale(found.row.sourceHash, found.standing);
    const canAsk = mayTranslate({ visibility: one.visibility, marking: one.marking as Marking, lang: one.lang, covered: false }, into, ceiling).ok && (!found || stale || found.row.status === 'failed');
    if (found || canAsk) translations.set(one.id, { into, status: found?.row.status ?? 'none', stale, corrected: found?.row.corrected ?? false, html: found?.row.html ?? null, canAsk });
  }
  return translations;
}

export type TranslationPage = { code: string; ref: string; into: string; lang: string; status: string; stale: boolean; original: string; markdown: string };

/** A translation beside its original, for a person to review; null where there is none to be read. */
export async function translationPage(ctx: ForumContext, ref: string, into: string): Promise<TranslationPage | null> {
  const asked = readRef(ref);
  const contribution = asked && (await loadContribution(ctx, asked));
  if (contribution?.visibility !== 'shown' || (await isCovered(ctx, contribution.id))) return null;
  const row = await loadTranslation(ctx, contribution.id, into);
  const standing = (await loadRevisions(ctx, contribution.id)).find(({ number }) => number === contribution.revision);
  if (!row || row.markdown === null || !standing) return null;
  return { code: contribution.code, ref: refOf(contribution.code, contribution.number), into, lang: contribution.lang, status: row.status, stale: isStale(row.sourceHash, hashOf(standing.markdown)), original: standing.html, markdown: row.markdown };
}
