import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';

export type SimilarRow = { code: string; number: number; markdown: string; lang: string; stems: number; share: number; words: string[] };

/** So many of the newest that share a word are compared; a forum has some fifty. */
const mostCompared = 200;

/**
 * Contributions shown whose words a text shares, the nearest first: in one language, by stems, rare stems weighing
 * more than those many texts have.
 *
 * Shape    `share` of the text's weight that the other has as well, in [0, 1]; `stems` how many; `words` as the text has them.
 */
export async function loadSimilar({ db, sight }: ForumContext, { words, lang, but }: { words: readonly string[]; lang: string; but: string | null }): Promise<SimilarRow[]> {
  const { rows } = await sql<SimilarRow>`
    with own as (
      select stem, min(word) as word, quote_literal(stem)::tsquery as asked
      from unnest(${[...words]}::text[]) as word cross join lateral unnest(tsvector_to_array(to_tsvector(text_language(${lang}), word))) as stem
      where length(stem) > 3 group by stem
    ), near as materialized (
      select e.contribution_id as id, e.vector from search_entry e join contribution c on c.forum_id = e.forum_id and c.id = e.contribution_id
      where e.forum_id = ${sight.forumId} and e.lang = ${lang} and c.visibility = 'shown' and c.id is distinct from ${but}::uuid
        and e.vector @@ (select string_agg(asked::text, ' | ')::tsquery from own)
      order by c.received_at desc limit ${mostCompared}
    ), shared as (
      select near.id, own.stem, own.word from near join own on near.vector @@ own.asked
    ), weighed as (
      select own.stem, ln((select count(*) + 1 from near)::float8 / greatest(1, count(shared.id))) + 0.05 as weight
      from own left join shared on shared.stem = own.stem group by own.stem
    ), nearest as (
      select s.id, count(*)::int as stems, sum(w.weight) / (select sum(weight) from weighed) as share, array_agg(s.word order by w.weight desc, s.word) as words
      from shared s join weighed w on w.stem = s.stem group by s.id
    )
    select q.code, c.number, r.markdown, c.lang, n.stems, n.share, n.words
    from nearest n join contribution c on c.forum_id = ${sight.forumId} and c.id = n.id
    join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id
    join revision r on r.forum_id = c.forum_id and r.contribution_id = c.id and r.number = c.revision
    order by n.share desc, c.received_at, c.id limit 10`.execute(db);
  return rows;
}
