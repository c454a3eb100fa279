import { tellAll } from '../../accreditation/commands/tell-all.ts';
import { stepReached } from '../../accreditation/rules/notice-step.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { publishedSince } from '../queries/publication.ts';

export const reportNotice = 'report.published';

/** The clock tells the people of a forum that the report of its series is published: each once, in however many of its forums they sit. Answers with the number of letters. */
export async function tellOfReport(ctx: ForumContext): Promise<number> {
  const forum = await forumFacts(ctx, ctx.sight.forumId);
  const since = forum && (await publishedSince(ctx, forum.seriesId));
  const reached = since && stepReached([{ step: 'published', at: since }], ctx.now);
  if (!forum || !reached) return 0;
  return tellAll(ctx, forum, { kind: reportNotice, notAfter: reached.until, items: [{ key: forum.seriesId, at: reached.at, about: { series: forum.seriesId } }] });
}
