import type { Context } from '../../context.ts';
import type { Aspect, Forum, Phase, Series } from '../model.ts';
import { phaseOf } from '../rules.ts';
import { loadAllSeries, loadAspects, loadForum, loadForums, loadSeries } from '../store.ts';

export type ForumLine = Forum & { phase: Phase };

/** All series with their forums, for the first page. Public: announced forums only. */
export async function seriesList(ctx: Context): Promise<{ series: Series; forums: ForumLine[] }[]> {
  const all = await loadAllSeries(ctx);
  return Promise.all(all.map(async (series) => ({ series, forums: await announced(ctx, series.id) })));
}

/** One series with its forums. */
export async function seriesPage(ctx: Context, slug: string): Promise<{ series: Series; forums: ForumLine[] } | null> {
  const series = await loadSeries(ctx, { slug });
  return series && { series, forums: await announced(ctx, series.id) };
}

async function announced(ctx: Context, seriesId: string): Promise<ForumLine[]> {
  return (await loadForums(ctx, seriesId)).filter(({ announcedAt }) => announcedAt !== null).map((forum) => ({ ...forum, phase: phaseOf(forum.life, ctx.now) }));
}

export type ForumPublic = { series: Series; forum: ForumLine; siblings: ForumLine[]; aspects: Aspect[] };

/** What anyone may know of an announced forum. */
export async function forumPublic(ctx: Context, slug: string, number: number): Promise<ForumPublic | null> {
  const forum = await loadForum(ctx, { slug, number });
  if (!forum?.announcedAt) return null;
  const [series, siblings, aspects] = await Promise.all([loadSeries(ctx, { slug }), announced(ctx, forum.seriesId), loadAspects(ctx, forum.id)]);
  return series && { series, forum: { ...forum, phase: phaseOf(forum.life, ctx.now) }, siblings, aspects };
}
