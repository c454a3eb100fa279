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
  const hits = sql`found_contributions(${sight.forumId}, ${s.beginnings ?? s.words}, ${s.beginnings !== null}, ${s.questionId}, ${s.marking}, ${s.lang}, ${s.from}, ${s.until}, ${s.category}, ${[...tellable]}, ${mostRanked})`;
  const { rows } = await sql<FoundRow & { total: number }>`
    with best as (
      select id, lang, count(*) over ()::int as total, ts_rank_cd(vector, ${asked(sql`lang`)}) as rank
      from ${hits} as hits order by rank desc, id limit ${take} offset ${skip}
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
