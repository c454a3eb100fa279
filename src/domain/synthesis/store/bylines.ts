import { census } from '../../accreditation/queries/seats-page.ts';
import type { ForumContext } from '../../context.ts';
import type { Audience, AuthorFacts, Byline, Capacity, Category, Names, Regime, StateNames } from '../../disclosure/model.ts';
import { byline } from '../../disclosure/rules.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';

export type Said = { byline: Byline; regime: Regime; /** As readers may know it. */ category: Category | null; body: string | null };
export type Authors = { of: ReadonlyMap<string, Said>; smallCell: number };

/** Each contribution's author as everyone of an audience may know them: by default those inside the forum. */
export async function loadAuthors(ctx: ForumContext, audience: Audience = 'inside'): Promise<Authors> {
  const { forumId } = ctx.sight;
  const [rows, seats, forum] = await Promise.all([ctx.db.selectFrom('byline_source').selectAll().where('forum_id', '=', forumId).execute(), census(ctx, forumId), forumFacts(ctx, forumId)]);
  const smallCell = forum?.smallCell ?? 5;
  const of = rows.map((r): [string, Said] => {
    const regime = r.regime as Regime;
    const facts: AuthorFacts = { regime, person: r.person, affiliation: r.affiliation, affiliationNames: r.affiliation_names as Names | null, category: r.category as Category | null, capacity: r.capacity as Capacity | null, states: r.states as StateNames[] | null, former: r.former ?? false };
    const by = byline(facts, audience, seats, smallCell);
    return [String(r.contribution_id), { byline: by, regime, category: 'category' in by ? by.category : null, body: 'affiliation' in by ? by.affiliation : null }];
  });
  return { of: new Map(of), smallCell };
}
