import { tellAll } from '../../accreditation/commands/tell-all.ts';
import { catchUpDays } from '../../accreditation/rules/notice-step.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { ratingCall } from '../rules/rating-call.ts';
import { rateable } from '../store/rateable.ts';

export const ratingsNotice = 'adoption.ratings';

const catchUpMs = catchUpDays * 86_400_000;

/** The clock tells who may rate that drafts can be rated: of each once, also where it is worked on again afterwards. Answers with the number of letters. */
export async function tellOfRatings(ctx: ForumContext): Promise<number> {
  const due = ratingCall(await rateable(ctx), ctx.now).filter(({ readyAt }) => ctx.now.getTime() - readyAt.getTime() < catchUpMs);
  const forum = due.length > 0 ? await forumFacts(ctx, ctx.sight.forumId) : null;
  if (!forum) return 0;
  return tellAll(ctx, forum, {
    kind: ratingsNotice, items: due.map(({ id, readyAt }) => ({ key: id, at: readyAt, about: { finding: id } })),
    notAfter: new Date(Math.max(...due.map(({ readyAt }) => readyAt.getTime())) + catchUpMs), whom: (person) => may(person, 'rate'),
  });
}
