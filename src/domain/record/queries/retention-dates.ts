import type { Context } from '../../context.ts';
import { seriesList } from '../../programme/queries/series-page.ts';
import { byForum, goneAt, type RetentionId } from '../rules/retention.ts';

export type ForumDates = { key: string; title: string; zone: string; demonstration: boolean; dates: { id: RetentionId; at: Date }[] };

/** The dates at which what runs from a forum's closing goes, for each announced forum that has hours. */
export async function retentionDates(ctx: Context): Promise<ForumDates[]> {
  const list = await seriesList(ctx);
  return list.flatMap(({ series, forums }) => forums.map((forum) => ({ ...forum, demonstration: series.demonstration }))).flatMap(({ key, announcedTitle, shortTitle, zone, closesAt, demonstration }) => (closesAt ? [{ key, title: announcedTitle ?? shortTitle, zone, demonstration, dates: byForum.map((id) => ({ id, at: goneAt(id, closesAt) })) }] : []));
}
