import { tellAll, type ToTell } from '../../accreditation/commands/tell-all.ts';
import { stepReached } from '../../accreditation/rules/notice-step.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { authorisedStates } from '../queries/acting.ts';
import { silenceSteps } from '../rules/silence-steps.ts';
import { loadCourses } from '../store/courses.ts';

export const silenceNotice = 'adoption.silence';

/**
 * The clock tells the people of a forum that a recommendation is under silence, how long it still is, and how it ended.
 * It reaches the authorised sender of each participating State whatever they chose for letters. Answers with the number of letters.
 */
export async function tellOfSilence(ctx: ForumContext): Promise<number> {
  const { forumId } = ctx.sight;
  const [forum, courses] = await Promise.all([forumFacts(ctx, forumId), loadCourses(ctx)]);
  if (!forum) return 0;
  const items: (ToTell & { until: Date; procedure: string })[] = courses.flatMap((course) => {
    const reached = stepReached(silenceSteps(course, ctx.now), ctx.now);
    if (!reached) return [];
    const { step, at, until } = reached;
    return [{ key: `${course.id} ${step} ${at.toISOString()}`, at, until, procedure: course.id, about: { procedure: course.id, step, at: at.toISOString() } }];
  });
  if (items.length === 0) return 0;
  const senders = await authorisedStates(ctx);
  const [only] = items;
  return tellAll(ctx, forum, {
    kind: silenceNotice, items, notAfter: new Date(Math.max(...items.map(({ until }) => until.getTime()))),
    ...(only && items.length === 1 ? { conversation: only.procedure } : {}),
    mustReach: ({ speaksFor }) => speaksFor !== null && senders.has(speaksFor),
  });
}
