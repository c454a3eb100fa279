import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import type { PaperRefusal } from '../model.ts';
import { stableIds, withoutMarker } from '../rules.ts';
import { numbersOf } from '../rules/numbers.ts';
import { allNumbers, loadParagraphs, localesOf, type PaperRow } from '../store.ts';
import { hashOf } from '../store/draft.ts';

/** Where a paragraph of a text comes to stand in the paper: its id, its number, and in a translation the hash of the wording it is made of. */
export type Placed = { id: string; label: string; sourceHash: string | null };

/** Ids and numbers for a new version, by what the version before it had. */
export async function idsOf(ctx: ForumContext, found: PaperRow | null, paragraphs: readonly string[]): Promise<Placed[]> {
  const before = found ? await loadParagraphs(ctx, found.id, found.version, found.locale) : [];
  const used = found ? await allNumbers(ctx, found.id) : [];
  const ids = stableIds(before, paragraphs, used.map(({ id }) => id));
  const labels = numbersOf(paragraphs.map((text, i) => ({ id: ids[i] ?? '', markdown: withoutMarker(text) })), used);
  return ids.map((id, i) => ({ id, label: labels[i] ?? '', sourceHash: null }));
}

/** Ids for a further language: those of the paragraphs at the same places. */
export async function placesOf(ctx: ForumContext, found: PaperRow | null, locale: string, paragraphs: readonly string[]): Promise<Outcome<Placed[], PaperRefusal>> {
  if (!found || found.version === 0) return refused('paper.no_such_paper');
  if ((await localesOf(ctx, found.id, found.version)).includes(locale)) return refused('paper.language_exists');
  const aligned = await loadParagraphs(ctx, found.id, found.version, found.locale);
  if (aligned.length !== paragraphs.length) return refused('paper.paragraphs_differ', { wanted: aligned.length, given: paragraphs.length });
  return granted(aligned.map(({ id, number, markdown }) => ({ id, label: number, sourceHash: hashOf(markdown) })));
}
