import { census } from '../../accreditation/queries/seats-page.ts';
import type { ForumContext } from '../../context.ts';
import { type FoundParagraph, searchPaper } from '../../paper/queries/search-paper.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import type { Shown } from '../model.ts';
import { readRef, refOf } from '../rules.ts';
import { beginningsOf, daysAsInstants } from '../rules/search.ts';
import type { SearchInput } from '../schema.ts';
import { loadContribution, loadQuestion } from '../store.ts';
import { findContributions, hitBegins, hitEnds, mostRanked } from '../store/search.ts';
import { show } from './thread-page.ts';

/** A piece of a found text; `hit` where it is one of the words looked for. */
export type Piece = { text: string; hit: boolean };
export type Found = { code: string; shown: Shown; pieces: readonly Piece[] };
export type SearchPage = {
  found: readonly Found[];
  paragraphs: readonly FoundParagraph[];
  /** How many contributions hold the words; where `more`, there are more than were ranked. */
  count: number;
  more: boolean;
  /** Whether nothing held the words themselves, so that texts with words that begin alike are shown. */
  similar: boolean;
  page: number;
  pages: number;
  /** The contribution whose reference was typed, where it is there and shown. */
  goTo: { code: string; ref: string } | null;
};

export const perPage = 20;

/**
 * What a reader finds in a forum: contributions best first, and paragraphs of the paper. What they may not see is
 * not found and not counted; an author the regime hides is found by none of their traits.
 */
export async function searchForum(ctx: ForumContext, input: SearchInput, locale: string): Promise<SearchPage | null> {
  const forum = await forumFacts(ctx, ctx.sight.forumId);
  if (!forum) return null;
  const page = input.page ?? 1;
  const nothing: SearchPage = { found: [], paragraphs: [], count: 0, more: false, similar: false, page, pages: 0, goTo: null };
  if (!input.q) return nothing;
  const ref = readRef(input.q.trim());
  const named = ref ? await loadContribution(ctx, ref) : null;
  if (named?.visibility === 'shown') return { ...nothing, goTo: { code: named.code, ref: refOf(named.code, named.number) } };
  const question = input.question ? await loadQuestion(ctx, input.question) : null;
  if (input.question && !question) return nothing;
  const filtered = input.question || input.category || input.marking || input.lang || input.from || input.to;
  const seats = await census(ctx, ctx.sight.forumId);
  const tellable = Object.entries(seats).filter(([, n]) => (n ?? 0) >= forum.smallCell).map(([category]) => category);
  const sought = { words: input.q, beginnings: null as string | null, questionId: question?.id ?? null, category: input.category ?? null, marking: input.marking ?? null, lang: input.lang ?? null, ...daysAsInstants(input, forum.zone) };
  const part = { tellable, skip: (page - 1) * perPage, take: perPage };
  const [exact, paragraphs] = await Promise.all([findContributions(ctx, sought, part), filtered || page > 1 ? [] : searchPaper(ctx, input.q, locale)]);
  const beginnings = exact.rows.length === 0 ? beginningsOf(input.q) : null;
  const { rows, count } = beginnings ? await findContributions(ctx, { ...sought, beginnings }, part) : exact;
  return {
    ...nothing,
    found: rows.map((row) => ({ code: row.code, shown: show(row, seats, forum.smallCell), pieces: piecesOf(row.snippet) })),
    paragraphs,
    count,
    similar: rows.length > 0 && beginnings !== null,
    more: count >= mostRanked,
    pages: Math.ceil(count / perPage),
  };
}

/** A snippet in pieces, so that a page can mark the hits without trusting the text. */
export function piecesOf(snippet: string): Piece[] {
  return snippet
    .replace(/\s+/g, ' ')
    .split(hitBegins)
    .flatMap((part, i) => {
      if (i === 0) return [{ text: part, hit: false }];
      const [hit = '', ...rest] = part.split(hitEnds);
      return [{ text: hit, hit: true }, { text: rest.join(''), hit: false }];
    })
    .filter(({ text }) => text !== '');
}
