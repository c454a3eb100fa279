import { dayIn, instantOf } from '#platform/instant.ts';
import type { ForumContext } from '../../context.ts';
import type { Forum } from '../../programme/model.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { daysToSummarize, usualHour } from '../rules/summary.ts';
import { loadHour } from '../store/summaries.ts';

/** When a forum's summaries are published, and of which days there may be one by now, the newest first. */
export type SummaryTimes = { forum: Forum; hour: string; days: string[]; /** The instant of the hour on a day. */ at(day: string): Date; /** A day as instants, [from, to). */ of(day: string): { from: Date; to: Date } };

export async function summaryTimes(ctx: ForumContext): Promise<SummaryTimes | null> {
  const forum = await forumFacts(ctx, ctx.sight.forumId);
  if (!forum) return null;
  const { zone } = forum;
  const hour = (await loadHour(ctx)) ?? usualHour;
  // An hour that a change of the clocks skips or repeats is taken an hour later, which there is once.
  const at = (day: string, local: string): Date => [local, `${String((Number(local.slice(0, 2)) + 1) % 24).padStart(2, '0')}${local.slice(2)}`].map((time) => instantOf(`${day}T${time}`, zone)).find((read) => read.ok)?.value ?? new Date(`${day}T${local}:00Z`);
  const next = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return {
    forum, hour,
    days: daysToSummarize({ opens: forum.opensAt && dayIn(forum.opensAt, zone), closes: forum.closesAt && dayIn(forum.closesAt, zone), today: dayIn(ctx.now, zone) }),
    at: (day) => at(day, hour),
    of: (day) => ({ from: at(day, '00:00'), to: at(next(day), '00:00') }),
  };
}
