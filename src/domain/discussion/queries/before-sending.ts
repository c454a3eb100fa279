import { createHash } from 'node:crypto';
import { detectLanguage } from '#platform/text/language.ts';
import { firstWords } from '#platform/text/markdown.ts';
import type { ForumContext } from '../../context.ts';
import { anchorOf, readRef, refOf } from '../rules.ts';
import { evidenceOf, hiddenBy, namesAuthor, type TraitKind } from '../rules/self-naming.ts';
import { nearEnough, ownWords } from '../rules/similar.ts';
import { loadSimilar } from '../store/similar.ts';
import { loadContribution, loadTraits } from '../store.ts';

export type TellingWords = { kind: TraitKind; before: string; words: string; after: string };
export type SimilarText = { ref: string; code: string; anchor: string; lang: string; beginning: string; words: readonly string[] };
export type BeforeSending = {
  /** Words that seem to say who writes, where the regime keeps it from readers. */
  telling: readonly TellingWords[];
  similar: readonly SimilarText[];
  /** The language recognised, where the author chose another. */
  otherLanguage: string | null;
  /** One mark for each of these, so that a form can say which its author has been told of. */
  marks: readonly string[];
};

/** More places than this are not shown one by one: their author has seen what it is about. */
const mostTelling = 12;

/**
 * What an author is told of a text before it is sent: for their own eyes, with the words that led to it, and it
 * blocks nothing. Nothing of it is kept.
 */
export async function beforeSending(ctx: ForumContext, text: string, { regime, lang, parent }: { regime: string; lang: string; parent: string | null }): Promise<BeforeSending> {
  const hidden = hiddenBy(regime);
  const traits = hidden.length > 0 ? await loadTraits(ctx) : null;
  const telling = traits ? namesAuthor(text, traits, hidden).slice(0, mostTelling) : [];
  const words = ownWords(text);
  const to = parent ? readRef(parent) : null;
  const rows = words.length > 0 ? await loadSimilar(ctx, { words, lang, but: to ? ((await loadContribution(ctx, to))?.id ?? null) : null }) : [];
  const told = detectLanguage(text);
  const near = nearEnough(rows);
  const marked = [...telling.map(({ kind, words }) => `${kind} ${words.toLowerCase()}`), ...near.map((row) => refOf(row.code, row.number))];
  return {
    telling: telling.map((one) => ({ kind: one.kind, ...evidenceOf(text, one) })),
    similar: near.map((row) => ({ ref: refOf(row.code, row.number), code: row.code, anchor: anchorOf(row.code, row.number), lang: row.lang, beginning: firstWords(row.markdown), words: row.words.slice(0, 6) })),
    otherLanguage: told && told !== lang ? told : null,
    marks: marked.map((one) => createHash('sha256').update(one).digest('hex').slice(0, 8)),
  };
}
