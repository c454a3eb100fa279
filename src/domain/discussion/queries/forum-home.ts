import { sql } from 'kysely';
import { dayIn } from '#platform/instant.ts';
import { census } from '../../accreditation/queries/seats-page.ts';
import type { ForumContext } from '../../context.ts';
import type { Category, Regime } from '../../disclosure/model.ts';
import { hideSmallCells } from '../../disclosure/rules.ts';
import type { Forum, LifeFacts } from '../../programme/model.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';

export type ForumHome = {
  forum: Forum;
  life: LifeFacts;
  seats: { cells: Partial<Record<Category, number | null>>; total: number | null };
  byDay: { day: string; count: number; today: boolean }[];
  contributions: number;
  rules: { allowedRegimes: readonly Regime[]; editWindowMinutes: number };
};

/** More columns than this say nothing side by side. */
const maxDays = 31;

/** A forum's first page for those who have a seat: where it stands, what was said each day, who is at the table. */
export async function forumHome(ctx: ForumContext): Promise<ForumHome | null> {
  const { forumId } = ctx.sight;
  const forum = await forumFacts(ctx, forumId);
  if (!forum) return null;
  const [seats, days] = await Promise.all([
    census(ctx, forumId),
    ctx.db.selectFrom('contribution').select((eb) => [sql<string>`to_char(received_at at time zone ${forum.zone}, 'YYYY-MM-DD')`.as('day'), eb.fn.countAll<number>().as('count')]).where('forum_id', '=', forumId).groupBy(sql`1`).orderBy(sql`1`).execute(),
  ]);
  const today = dayIn(ctx.now, forum.zone);
  return {
    forum,
    life: forum.life,
    seats: hideSmallCells(seats, forum.smallCell),
    // Years of an archive are no chart of a week.
    byDay: (days.length > maxDays ? [] : days).map(({ day, count }) => ({ day, count, today: day === today })),
    contributions: days.reduce((sum, { count }) => sum + count, 0),
    rules: { allowedRegimes: forum.allowedRegimes, editWindowMinutes: forum.editWindowMinutes },
  };
}
