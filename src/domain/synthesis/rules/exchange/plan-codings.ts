import { findQuote, sliceByCodePoints } from '../../rules.ts';
import { placeInFile, placeInText, withLineFeeds } from './places.ts';
import type { BroughtSelection, BroughtSource } from './model.ts';

/** A wording of ours that may be matched; `quotable`: shown, and not for the room alone. */
export type OurText = { contributionId: string; ref: string; revision: number; guid: string; text: string; quotable: boolean };
export type OurExcerpt = { id: string; contributionId: string; revision: number; start: number; end: number; codings: readonly { code: string; user: string }[] };
/** Why a selection, or one of its codings, is not taken over. */
export type SelectionLeft = 'no-text' | 'no-source' | 'several-sources' | 'may-not' | 'beyond' | 'other-words' | 'several-places' | 'too-long' | 'no-code' | 'another';
export type Placed = { contributionId: string; ref: string; revision: number; start: number; end: number; quote: string; /** The excerpt that is there already. */ excerpt: string | null };
export type SelectionPlan = { guid: string; source: string; words: string; place: Placed | null; is: 'new' | 'same' | 'left'; /** Ids of codes that would be put there. */ codes: string[]; left: SelectionLeft[] };

export type Ground = {
  texts: readonly OurText[];
  excerpts: readonly OurExcerpt[];
  /** The id here of each code that was brought; null or missing where it was left. */
  codeIds: ReadonlyMap<string, string | null>;
  /** The GUID of the one who brings it, and those of the other rapporteurs: nobody codes in another's name. */
  me: string;
  others: ReadonlySet<string>;
};

const maxQuote = 4_000;

/**
 * What selections that were brought would become: found by the text's GUID, else by a text that is the same and the
 * only one; and there by their exact words. What does not match is listed with its reason.
 */
export function planSelections(ground: Ground, sources: readonly BroughtSource[]): SelectionPlan[] {
  const byGuid = new Map(ground.texts.map((text) => [text.guid, text]));
  const byWords = new Map<string, OurText[]>();
  for (const text of ground.texts) byWords.set(wordsKey(text.text), [...(byWords.get(wordsKey(text.text)) ?? []), text]);
  const excerptAt = new Map(ground.excerpts.map((excerpt) => [excerptKey(excerpt), excerpt]));
  return sources.flatMap((source) => {
    const named = byGuid.get(source.guid);
    const alike = named || source.text === null ? [] : (byWords.get(wordsKey(source.text)) ?? []);
    const text = named ?? (alike.length === 1 ? alike[0] : undefined);
    const letters = source.text === null ? [] : [...source.text];
    return source.selections.map((selection): SelectionPlan => {
      const words = withLineFeeds(letters.slice(Math.max(0, selection.start), Math.max(0, selection.end)).join(''));
      const base = { guid: selection.guid, source: source.name, words: words.slice(0, 300), place: null, codes: [] };
      const none = (why: SelectionLeft): SelectionPlan => ({ ...base, is: 'left', left: [why] });
      if (source.text === null) return none('no-text');
      if (!text) return none(alike.length > 1 ? 'several-sources' : 'no-source');
      if (!text.quotable) return none('may-not');
      if (selection.start < 0 || selection.end <= selection.start || selection.end > letters.length) return none('beyond');
      if (words.length > maxQuote) return none('too-long');
      const place = placeOf(text, words, placeInFile(source.text, selection.start));
      if (typeof place === 'string') return none(place);
      const there = excerptAt.get(excerptKey({ ...place, contributionId: text.contributionId, revision: text.revision }));
      const placed: Placed = { contributionId: text.contributionId, ref: text.ref, revision: text.revision, ...place, excerpt: there?.id ?? null };
      const { codes, left, same } = codingsOf(ground, selection, there);
      // All that was to be put there is left: then the stretch alone says nothing of its own.
      const is = codes.length > 0 || (!there && selection.codings.length === 0) ? 'new' : same || left.length === 0 ? 'same' : 'left';
      return { ...base, place: placed, is, codes, left };
    });
  });
}

/** Where the words stand: at the place they were at, else the one place where they stand at all. */
function placeOf({ text }: OurText, words: string, start: number): { start: number; end: number; quote: string } | SelectionLeft {
  const ours = withLineFeeds(text);
  const end = start + [...words].length;
  const found = sliceByCodePoints(ours, start, end) === words ? { start, end } : findQuote(ours, words);
  if (!found) return 'other-words';
  if (found.start !== start && findQuote(ours, words, found.start + 1)) return 'several-places';
  const there = { start: placeInText(text, found.start), end: placeInText(text, found.end) };
  return { ...there, quote: sliceByCodePoints(text, there.start, there.end) };
}

function codingsOf({ codeIds, me, others }: Ground, { codings }: BroughtSelection, there: OurExcerpt | undefined): { codes: string[]; left: SelectionLeft[]; same: boolean } {
  const codes: string[] = [];
  const left: SelectionLeft[] = [];
  let same = false;
  const has = (code: string, user: string) => there?.codings.some((one) => one.code === code && one.user === user) ?? false;
  for (const { code, user } of codings) {
    const id = codeIds.get(code) ?? null;
    const by = user !== null && others.has(user) ? user : me;
    if (id === null) left.push('no-code');
    else if (has(id, by)) same = true;
    else if (by !== me) left.push('another');
    else if (!codes.includes(id)) codes.push(id);
  }
  return { codes, left, same };
}

const wordsKey = (text: string): string => withLineFeeds(text.replace(/^\uFEFF/, '')).trimEnd();
const excerptKey = (at: { contributionId: string; revision: number; start: number; end: number }): string => `${at.contributionId} ${at.revision} ${at.start} ${at.end}`;
