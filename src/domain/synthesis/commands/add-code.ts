import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';

/** A label is added to the tree of codes of a forum. Refuses `synthesis.not_yours`. */
export function addCode(ctx: ForumContext, label: string, parentId: string | null): Promise<Outcome<{ codeId: string }, 'synthesis.not_yours'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ codeId: string }, 'synthesis.not_yours'>> => {
    if (!may(ctx.sight, 'excerpt')) return refused('synthesis.not_yours');
    const codeId = ctx.world.mint();
    await ctx.db.insertInto('code').values({ forum_id: ctx.sight.forumId, id: codeId, parent_id: parentId, label }).execute();
    return granted({ codeId });
  });
}
