import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';

/** The stem of each word of a language, by the database's own dictionaries; words that carry no meaning have none. */
export async function loadStems({ db }: ForumContext, lang: string, words: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (words.length === 0) return new Map();
  const { rows } = await sql<{ word: string; stem: string | null }>`select word, (tsvector_to_array(to_tsvector(text_language(${lang}), word)))[1] as stem from json_array_elements_text(${JSON.stringify(words)}::json) word`.execute(db);
  return new Map(rows.flatMap(({ word, stem }) => (stem ? [[word, stem]] : [])));
}
