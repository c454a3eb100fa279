import type { Context } from '../../context.ts';
import type { Aspect, Extended, Forum, Phase, Series } from '../model.ts';
import { phaseOf } from '../rules.ts';
import { loadAllSeries, loadAspects, loadExtensions, loadForum, loadForums, loadSeries } from '../store.ts';

export type ForumLine = Forum & { phase: Phase };
export type SeriesPublic = { series: Series; forums: ForumLine[] };

/** All series that have an announced forum, for the first page: what is not announced is not there. */
export async function seriesList(ctx: Context): Promise<SeriesPublic[]> {
  const all = await loadAllSeries(ctx);
  const lines = await Promise.all(all.map(async (series) => ({ series, forums: await announced(ctx, series.id) })));
  return lines.filter(({ forums }) => forums.length > 0);
}

/** One series with its announced forums; null when it has none, or is not there. */
export async function seriesPage(ctx: Context, slug: string): Promise<SeriesPublic | null> {
  const series = await loadSeries(ctx, { slug });
  const forums = series ? await announced(ctx, series.id) : [];
  return series && forums.length > 0 ? { series, forums } : null;
}

const isAnnounced = ({ announcedAt }: Forum, now: Date): boolean => announcedAt !== null && announcedAt <= now;

async function announced(ctx: Context, seriesId: string): Promise<ForumLine[]> {
  return (await loadForums(ctx, seriesId)).filter((forum) => isAnnounced(forum, ctx.now)).map((forum) => ({ ...forum, phase: phaseOf(forum.life, ctx.now) }));
}

export type ForumPublic = { series: Series; forum: ForumLine; siblings: ForumLine[]; aspects: Aspect[]; extensions: Extended[] };

/** What anyone may know of an announced forum. */
export async function forumPublic(ctx: Context, slug: string, number: number): Promise<ForumPublic | null> {
  const forum = await loadForum(ctx, { slug, number });
  if (!forum || !isAnnounced(forum, ctx.now)) return null;
  const [series, siblings, aspects, extensions] = await Promise.all([loadSeries(ctx, { slug }), announced(ctx, forum.seriesId), loadAspects(ctx, forum.id), loadExtensions(ctx, forum.id)]);
  return series && { series, forum: { ...forum, phase: phaseOf(forum.life, ctx.now) }, siblings, aspects, extensions };
}
