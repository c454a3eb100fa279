import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { examplesWith } from '../aids/counter-examples.ts';
import { type Lowering, lowerings, tokensOf } from '../aids/signal.ts';
import { observeWords } from '../aids/words.ts';
import { listLanguages, type TermEntry, triedAs } from '../rules/word-list.ts';
import { type ExampleRow, inForce, loadExamples, loadVersions, stemsOf } from '../store/word-lists.ts';

export type ListVersion = { version: number; entries: number; loadedAt: Date };
export type WordsPage = { language: string; languages: readonly string[]; version: number; terms: TermEntry[]; versions: ListVersion[]; examples: ExampleRow[]; canEdit: boolean };

/** The site's word list of a language with its versions and examples, for those who see cases. */
export async function wordsPage(ctx: ForumContext, language: string): Promise<WordsPage | null> {
  if (!may(ctx.sight, 'see-cases')) return null;
  const versions = await loadVersions(ctx, language);
  return {
    language, languages: listLanguages, version: versions[0]?.version ?? 0, terms: [...(versions[0]?.terms ?? [])].sort((a, b) => a.term.localeCompare(b.term, language)),
    versions: versions.map(({ version, terms, loadedAt }) => ({ version, entries: terms.length, loadedAt })), examples: await loadExamples(ctx, language),
    canEdit: ctx.sight.seat !== null && may(ctx.sight, 'decide-case'),
  };
}

/** What an entry makes of one example: `in-full` is wrong, since the example is counter-speech. */
export type TriedExample = { text: string; own: boolean; fate: 'unmarked' | 'lowered' | 'in-full'; lowered: Lowering[] };
export type WordTrial = { tried: string; examples: TriedExample[]; inFull: number };

/** Tries an entry alone, by the aid itself, on the counter-speech of its language and on the site's own examples. */
export async function tryWord(ctx: ForumContext, language: string, entry: TermEntry): Promise<WordTrial | null> {
  if (!may(ctx.sight, 'see-cases')) return null;
  const list = await inForce(ctx, { language, version: 0, terms: [entry], loadedAt: ctx.now });
  const own = await loadExamples(ctx, language);
  const texts = [...examplesWith(language, [entry.term, ...entry.forms]).map((text) => ({ text, own: false })), ...own.map(({ text }) => ({ text, own: true }))];
  const stems = await stemsOf(ctx, language, texts.flatMap(({ text }) => tokensOf(text).map(({ word }) => word)));
  const examples = texts.map(({ text, own }): TriedExample => {
    const signals = observeWords(text, tokensOf(text).map((token) => ({ ...token, stems: stems.get(token.word) ?? [token.word] })), list);
    const matches = signals.flatMap(({ evidence }) => (evidence.kind === 'words' ? evidence.matches : []));
    if (matches.length === 0) return { text, own, fate: 'unmarked', lowered: [] };
    const inFull = matches.some(({ lowered }) => lowered.length === 0);
    return { text, own, fate: inFull ? 'in-full' : 'lowered', lowered: lowerings.filter((why) => matches.some(({ lowered }) => lowered.includes(why))) };
  });
  return { tried: triedAs(language, entry), examples, inFull: examples.filter(({ fate }) => fate === 'in-full').length };
}
