import type { Context, ForumContext } from '../../context.ts';
import { readRef } from '../rules.ts';
import { type ContributionRow, loadContribution, loadRevisions } from '../store.ts';

/** A contribution of the forum in sight by its reference, for the stages that come after. */
export async function contributionByRef(ctx: ForumContext, ref: string): Promise<ContributionRow | null> {
  const asked = readRef(ref);
  return asked ? loadContribution(ctx, asked) : null;
}

/** A contribution by its id. */
export const contributionById = (ctx: ForumContext, id: string): Promise<ContributionRow | null> => loadContribution(ctx, { id });

/** Contributions whose ids lie in a range, as a reply address names them. */
export const contributionsIn = ({ db }: Pick<Context, 'db'>, { first, last }: { first: string; last: string }): Promise<{ id: string; forumId: string }[]> =>
  db.selectFrom('contribution').select(['id', 'forum_id as forumId']).where('id', '>=', first).where('id', '<=', last).limit(20).execute();

/** All wordings of a contribution, the first first. */
export const wordingsOf = (ctx: ForumContext, id: string) => loadRevisions(ctx, id);
export type { ContributionRow } from '../store.ts';
