import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';

export type Stems = { /** By contribution, how often each sought stem stands in its text. */ tf: Map<string, Map<string, number>>; /** Stems of each wording, by `language/index`. */ queries: Map<string, string[]> };

/**
 * Stems of wordings in each language, and how often each of them stands in the texts of that language. Both come from
 * the database's own dictionaries, by which texts are searched. The index holds a word as its stem, its stem without
 * accents and as a whole word: up to three places stand for one occurrence.
 */
export async function loadStems({ db, sight }: ForumContext, wordings: readonly { lang: string; text: string }[]): Promise<Stems> {
  if (wordings.length === 0) return { tf: new Map(), queries: new Map() };
  const asked = JSON.stringify(wordings.map((wording, at) => ({ ...wording, at })));
  const [stems, found] = await Promise.all([
    sql<{ key: string; stems: string[] }>`select lang || '/' || at as key, tsvector_to_array(to_tsvector(text_language(lang), text)) as stems from json_to_recordset(${asked}::json) as w(lang text, text text, at int)`.execute(db),
    sql<{ id: string; stems: string[]; counts: number[] }>`
      with sought as (select lang, array_agg(distinct stem) as stems from json_to_recordset(${asked}::json) as w(lang text, text text, at int), unnest(tsvector_to_array(to_tsvector(text_language(lang), text))) stem group by lang)
      select e.contribution_id as id, array_agg(u.lexeme) as stems, array_agg((cardinality(u.positions) + 2) / 3) as counts
      from search_entry e join sought s on s.lang = e.lang cross join lateral unnest(e.vector) u
      where e.forum_id = ${sight.forumId} and u.lexeme = any(s.stems) group by e.contribution_id`.execute(db),
  ]);
  return { tf: new Map(found.rows.map(({ id, stems, counts }) => [id, new Map(stems.map((stem, i) => [stem, counts[i] ?? 0]))])), queries: new Map(stems.rows.map(({ key, stems }) => [key, stems])) };
}
