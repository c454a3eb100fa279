import type { Context } from '../../context.ts';
import { seriesList } from '../../programme/queries/series-page.ts';
import { byForum, goneAt, type RetentionId } from '../rules/retention.ts';

export type ForumDates = { key: string; title: string; zone: string; dates: { id: RetentionId; at: Date }[] };

/** The dates at which what runs from a forum's closing goes, for each announced forum that has hours. */
export async function retentionDates(ctx: Context): Promise<ForumDates[]> {
  const list = await seriesList(ctx);
  return list.flatMap(({ forums }) => forums).flatMap(({ key, announcedTitle, shortTitle, zone, closesAt }) => (closesAt ? [{ key, title: announcedTitle ?? shortTitle, zone, dates: byForum.map((id) => ({ id, at: goneAt(id, closesAt) })) }] : []));
}
