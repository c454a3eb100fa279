import { tellAll } from '../../accreditation/commands/tell-all.ts';
import { stepReached } from '../../accreditation/rules/notice-step.ts';
import type { ForumContext } from '../../context.ts';
import { forumExtensions, forumFacts } from '../../programme/queries/forum-facts.ts';
import { hoursSteps } from '../rules/hours-steps.ts';

export const hoursNotice = 'discussion.hours';

/** The clock tells the people of a forum that it opens, closes soon, stays open longer, has closed. Answers with the number of letters. */
export async function tellOfHours(ctx: ForumContext): Promise<number> {
  const { forumId } = ctx.sight;
  const [forum, extensions] = await Promise.all([forumFacts(ctx, forumId), forumExtensions(ctx, forumId)]);
  const reached = forum && stepReached(hoursSteps(forum, extensions), ctx.now);
  if (!forum || !reached) return 0;
  const { step, at, until } = reached;
  return tellAll(ctx, forum, { kind: hoursNotice, notAfter: until, items: [{ key: `${forumId} ${step} ${at.toISOString()}`, at, about: { step, at: at.toISOString() } }] });
}
