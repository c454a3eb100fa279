import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import type { Compared } from '../aids/suggestion.ts';
import { themesOf } from '../aids/themes.ts';
import { nearest } from '../aids/likeness.ts';
import { vectorOf } from '../aids/stems.ts';
import { loadCodes, seriesOf } from '../store/codes.ts';
import { loadSettled, loadSuggestionRecord } from '../store/suggestions.ts';
import { type ExcerptVector, loadExcerptVectors } from '../store/vectors.ts';
import { comparedTexts } from './compared.ts';
import { type ShownSuggestion, type Suggestion, suggestionId, suggestionVersion, withRecord } from './suggestions.ts';

const languages = ['en', 'fr', 'de', 'it', 'ru', 'es'] as const;
/** Grouping looks at each with each; of more, those that were marked first by their ids. */
const mostCompared = 400;

/** Names for codes that excerpts without one would seem to need, by language: the words that set a group of them apart. */
export async function themeSuggestions(ctx: ForumContext): Promise<ShownSuggestion[] | null> {
  if (!may(ctx.sight, 'excerpt')) return null;
  const [settled, record, codes] = [await loadSettled(ctx), await loadSuggestionRecord(ctx), await loadCodes(ctx, await seriesOf(ctx))];
  const taken = new Set(codes.filter(({ parentId }) => parentId === null).map(({ label }) => label.toLowerCase()));
  const found: Suggestion[] = [];
  for (const language of languages) found.push(...(await themesIn(ctx, language)));
  return withRecord(found.filter(({ id, label }) => !settled.has(id) && !taken.has(label?.toLowerCase() ?? '')), record);
}

async function themesIn(ctx: ForumContext, language: string): Promise<Suggestion[]> {
  const excerpts = await loadExcerptVectors(ctx, language);
  const bare = excerpts.filter(({ coded }) => !coded).slice(0, mostCompared);
  if (bare.length === 0) return [];
  const compared = await comparedTexts(ctx, language, bare.map(({ id, quote }) => ({ id, text: quote })));
  const byCode = new Map<string, Compared[]>();
  for (const { own, quote, vector } of excerpts) for (const code of own) byCode.set(code, [...(byCode.get(code) ?? []), { text: quote, vector, words: new Map() }]);
  // In how many excerpts each stem stands: asked as of a text that has them all.
  const everything = [...new Set(excerpts.flatMap(({ vector }) => Array.from(vector.hashes)))];
  const { weights } = nearest({ ...vectorOf('', 0, []), hashes: Uint32Array.from(everything), counts: new Uint8Array(everything.length).fill(1) }, excerpts.map(({ vector }) => vector), 0);
  const themes = themesOf(bare.flatMap((item) => { const there = compared.get(item.id); return there ? [{ item, compared: there }] : []; }), [...byCode.values()], weights);
  return themes.map(({ label, words, members }): Suggestion => ({
    id: suggestionId('theme', suggestionVersion, language, label), method: 'theme', version: suggestionVersion, language, passage: null, codes: [], like: null, label, percent: null,
    shared: words.map(({ word }) => word),
    neighbours: members.slice(0, 5).map(({ ref, quote }: ExcerptVector) => ({ ref, quote, percent: 0 })),
  }));
}
