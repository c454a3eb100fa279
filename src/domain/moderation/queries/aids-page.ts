import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { loadRecord, type RecordLine } from '../store/signals.ts';
import { loadWordLists } from '../store/word-lists.ts';

export type AidsPage = { lists: { language: string; version: number; entries: number; loadedAt: Date }[]; record: RecordLine[]; byLanguage: { language: string; right: number; judged: number }[] };

/** The word lists in force and how often moderators found each aid right, for those who see cases. */
export async function aidsPage(ctx: ForumContext): Promise<AidsPage | null> {
  if (!may(ctx.sight, 'see-cases')) return null;
  const [lists, record] = [await loadWordLists(ctx), await loadRecord(ctx)];
  const languages = [...new Set(record.map(({ language }) => language))].sort();
  const sum = (language: string, of: (line: RecordLine) => number) => record.filter((line) => line.language === language).reduce((total, line) => total + of(line), 0);
  return {
    lists: lists.map(({ language, version, terms, loadedAt }) => ({ language, version, entries: terms.length, loadedAt })),
    record: record.sort((a, b) => (`${a.method}/${a.label}/${a.language}` < `${b.method}/${b.label}/${b.language}` ? -1 : 1)),
    byLanguage: languages.map((language) => ({ language, right: sum(language, ({ right }) => right), judged: sum(language, ({ right, overridden }) => right + overridden) })),
  };
}
