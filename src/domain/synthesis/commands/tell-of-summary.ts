import { tellAll } from '../../accreditation/commands/tell-all.ts';
import { catchUpDays } from '../../accreditation/rules/notice-step.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';

export const summaryNotice = 'synthesis.summary';

const catchUpMs = catchUpDays * 86_400_000;

/** The clock tells the people of a forum that the summary of a day is published; of one published anew they are not told again. Answers with the number of letters. */
export async function tellOfSummary(ctx: ForumContext): Promise<number> {
  const { forumId } = ctx.sight;
  const days = await ctx.db.selectFrom('daily_summary').select(['day', 'published_at']).where('forum_id', '=', forumId).where('published_at', '>', new Date(ctx.now.getTime() - catchUpMs)).orderBy('day').execute();
  const forum = days.length > 0 ? await forumFacts(ctx, forumId) : null;
  const items = days.flatMap(({ day, published_at: at }) => (at ? [{ key: `${forumId} ${day}`, at, about: { day: String(day) } }] : []));
  if (!forum || items.length === 0) return 0;
  return tellAll(ctx, forum, { kind: summaryNotice, items, notAfter: new Date(Math.max(...items.map(({ at }) => at.getTime())) + catchUpMs) });
}
