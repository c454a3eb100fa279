import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { ListedTerm, ListInForce } from '../aids/words.ts';
import { tokensOf } from '../aids/signal.ts';
import type { TermEntry } from '../rules/word-list.ts';

type Reads = Pick<Context, 'db'>;
export type WordListRow = { language: string; version: number; terms: TermEntry[]; loadedAt: Date };

/** The newest version of each language's list; an empty one is a list that was emptied. */
export async function loadWordLists({ db }: Reads): Promise<WordListRow[]> {
  const rows = await db.selectFrom('word_list').distinctOn('language').selectAll().orderBy('language').orderBy('version', 'desc').execute();
  return rows.map((r) => ({ language: r.language, version: r.version, terms: r.terms as TermEntry[], loadedAt: r.loaded_at }));
}

/** All versions of one language's list, the newest first. */
export async function loadVersions({ db }: Reads, language: string): Promise<WordListRow[]> {
  const rows = await db.selectFrom('word_list').selectAll().where('language', '=', language).orderBy('version', 'desc').execute();
  return rows.map((r) => ({ language: r.language, version: r.version, terms: r.terms as TermEntry[], loadedAt: r.loaded_at }));
}

export async function insertWordList({ db }: Reads, { language, version, terms, loadedAt }: WordListRow): Promise<void> {
  await db.insertInto('word_list').values({ language, version, terms: JSON.stringify(terms), loaded_at: loadedAt }).execute();
}

/** The stems of words in a language, with and without their accents, by the search's own stemmer. */
export async function stemsOf({ db }: Reads, language: string, words: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (words.length === 0) return new Map();
  const { rows } = await sql<{ word: string; stem: string; plain: string }>`
    select word, word_stem(${language}, word) as stem, without_accents(word_stem(${language}, without_accents(word))) as plain from unnest(${[...new Set(words)]}::text[]) as word`.execute(db);
  return new Map(rows.map(({ word, stem, plain }) => [word, [...new Set([stem, plain])]]));
}

/** A list ready to be compared: every word of every form with its stems. */
export async function inForce(ctx: Reads, { language, version, terms }: WordListRow): Promise<ListInForce> {
  const said = terms.map((entry) => ({ entry, forms: [entry.term, ...entry.forms].map((form) => tokensOf(form).map(({ word }) => word)) }));
  const stems = await stemsOf(ctx, language, said.flatMap(({ forms }) => forms.flat()));
  const listed = said.map(({ entry, forms }): ListedTerm => ({ term: entry.term, rule: entry.rule, begins: entry.match === 'begins', forms: forms.map((words) => words.map((word) => ({ word, stems: stems.get(word) ?? [word] }))) }));
  return { language, version, terms: listed };
}

export type ExampleRow = { id: string; text: string; addedAt: Date };

/** The site's own examples of counter-speech in a language that were not withdrawn, the first first. */
export async function loadExamples({ db }: Reads, language: string): Promise<ExampleRow[]> {
  const rows = await db.selectFrom('counter_example').select(['id', 'text', 'added_at']).where('language', '=', language).where('withdrawn_at', 'is', null).orderBy('added_at').orderBy('id').execute();
  return rows.map((r) => ({ id: r.id, text: r.text, addedAt: r.added_at }));
}

export async function insertExample({ db, now }: Pick<Context, 'db' | 'now'>, { id, language, text }: { id: string; language: string; text: string }): Promise<void> {
  await db.insertInto('counter_example').values({ id, language, text, added_at: now }).execute();
}

/** Withdraws an example; answers whether there was one. */
export async function endExample({ db, now }: Pick<Context, 'db' | 'now'>, { id, language }: { id: string; language: string }): Promise<boolean> {
  return (await db.updateTable('counter_example').set({ withdrawn_at: now }).where('id', '=', id).where('language', '=', language).where('withdrawn_at', 'is', null).returning('id').executeTakeFirst()) !== undefined;
}

/** Makes two who change the lists take turns: the second then sees the version of the first. */
export async function holdLists({ db }: Reads): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('word_list'))`.execute(db);
}
