import { type RawBuilder, sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import { shownColumns, shownJoins, type ThreadRow } from './shown-row.ts';

/** More hits than this are not ranked: the newest of them are, and the page says that there are more. */
export const mostRanked = 400;

export type Sought = { words: string; /** Beginnings of words, where nothing holds the words themselves; null for the words. */ beginnings: string | null; questionId: string | null; category: string | null; marking: string | null; lang: string | null; from: Date | null; until: Date | null };
export type FoundRow = ThreadRow & { snippet: string };

/** What stands around a found word in a snippet: characters no text of ours holds, since Markdown drops them. */
export const [hitBegins, hitEnds] = ['\u{e000}', '\u{e001}'];

/**
 * Contributions that are shown and hold the words, best first; `count` is that of the candidates, at most `mostRanked`.
 *
 * Shape    a category filters only by what bylines show: an author the regime hides is in no category, and under the
 *          regime `category` only in one of `tellable`.
 */
export async function findContributions({ db, sight }: ForumContext, s: Sought, { tellable, skip, take }: { tellable: readonly string[]; skip: number; take: number }): Promise<{ rows: FoundRow[]; count: number }> {
  const asked = (lang: RawBuilder<unknown>) => (s.beginnings ? sql`to_tsquery('simple', ${s.beginnings})` : sql`search_query(${lang}, ${s.words})`);
  const inLanguage = (lang: string) => sql`(e.lang = ${sql.lit(lang)} and e.vector @@ ${asked(sql.lit(lang))})`;
  const byCategory = s.category
    ? sql`and exists (select from byline_source b where b.forum_id = c.forum_id and b.contribution_id = c.id and b.category = ${s.category} and (b.regime <> 'category' or b.category = any(${[...tellable]})))`
    : sql``;
  const hits = sql`
    select c.id, c.received_at, e.vector, e.lang
    from search_entry e join contribution c on c.forum_id = e.forum_id and c.id = e.contribution_id
    where e.forum_id = ${sight.forumId} and c.visibility = 'shown'
      and (${sql.join(['en', 'fr', 'de', 'it', 'ru', 'es'].map(inLanguage), sql` or `)})
      ${s.questionId ? sql`and c.stands_in = ${s.questionId}` : sql``}
      ${s.marking ? sql`and c.marking = ${s.marking}` : sql``}
      ${s.lang ? sql`and c.lang = ${s.lang}` : sql``}
      ${s.from ? sql`and c.received_at >= ${s.from}` : sql``}
      ${s.until ? sql`and c.received_at < ${s.until}` : sql``}
      ${byCategory}
    order by c.received_at desc limit ${mostRanked}`;
  const { rows } = await sql<FoundRow & { total: number }>`
    with hits as materialized (${hits}), best as (
      select id, lang, count(*) over ()::int as total, ts_rank_cd(vector, ${asked(sql`lang`)}) as rank
      from hits order by rank desc, id limit ${take} offset ${skip}
    )
    select ${shownColumns}, best.total,
      ts_headline(text_language(c.lang), regexp_replace(regexp_replace(without_covered(r.html), '<[^>]*>', ' ', 'g'), '&#?\\w+;', ' ', 'g'), ${asked(sql`c.lang`)},
        ${`StartSel=${hitBegins}, StopSel=${hitEnds}, MaxWords=34, MinWords=18, MaxFragments=2, FragmentDelimiter=" … "`}) as snippet
    from best
    join contribution c on c.forum_id = ${sight.forumId} and c.id = best.id
    ${shownJoins}
    order by best.rank desc, c.id`.execute(db);
  return { rows, count: rows[0]?.total ?? 0 };
}
