import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import type { Aspect, Forum } from '../model.ts';
import { loadAspects, loadForum } from '../store.ts';

export type EditPage = { forum: Forum; aspects: Aspect[]; /** Hours, regime, marking and wording are fixed from the opening on. */ opened: boolean; canExtend: boolean };

/** A forum's programme for those who may change it; null for all others. */
export async function editPage(ctx: ForumContext): Promise<EditPage | null> {
  if (!may(ctx.sight, 'edit-programme')) return null;
  const [forum, aspects] = await Promise.all([loadForum(ctx, { id: ctx.sight.forumId }), loadAspects(ctx, ctx.sight.forumId)]);
  return forum && { forum, aspects, opened: forum.opensAt !== null && forum.opensAt <= ctx.now, canExtend: forum.closesAt !== null && ctx.now < forum.closesAt };
}
