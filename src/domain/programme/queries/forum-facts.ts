import type { Context } from '../../context.ts';
import type { Aspect, Extended, Forum, Series } from '../model.ts';
import { holdForum, loadAspects, loadExtensions, loadForum, loadForums, loadSeries } from '../store.ts';

/** A forum's facts for the stages that come after; null when there is none. */
export const forumFacts = (ctx: Pick<Context, 'db'>, forumId: string): Promise<Forum | null> => loadForum(ctx, { id: forumId });

/** The same, held against a change of its hours until the transaction ends. */
export async function forumFactsHeld(ctx: Pick<Context, 'db'>, forumId: string): Promise<Forum | null> {
  return (await holdForum(ctx, forumId)) ? loadForum(ctx, { id: forumId }) : null;
}

/** A forum named by the address, `internet-2012-2`. */
export function forumByKey(ctx: Pick<Context, 'db'>, key: string): Promise<Forum | null> {
  const [, slug, number] = /^([a-z0-9-]+)-(\d{1,2})$/.exec(key) ?? [];
  return slug && number ? loadForum(ctx, { slug, number: Number(number) }) : Promise.resolve(null);
}

/** Forums whose ids lie in a range, as a reply address names them. */
export const forumsIn = ({ db }: Pick<Context, 'db'>, { first, last }: { first: string; last: string }): Promise<{ id: string; forumId: string }[]> =>
  db.selectFrom('forum').select(['id', 'id as forumId']).where('id', '>=', first).where('id', '<=', last).limit(20).execute();

/** Aspects and questions of a forum. */
export const forumAspects = (ctx: Pick<Context, 'db'>, forumId: string): Promise<Aspect[]> => loadAspects(ctx, forumId);

/** How often and why a forum was kept open longer, the first first. */
export const forumExtensions = (ctx: Pick<Context, 'db'>, forumId: string): Promise<Extended[]> => loadExtensions(ctx, forumId);

/** A series with its forums and their aspects, for the report. */
export async function wholeSeries(ctx: Pick<Context, 'db'>, slug: string): Promise<{ series: Series; forums: (Forum & { aspects: Aspect[] })[] } | null> {
  const series = await loadSeries(ctx, { slug });
  if (!series) return null;
  const forums = await loadForums(ctx, series.id);
  return { series, forums: await Promise.all(forums.map(async (forum) => ({ ...forum, aspects: await loadAspects(ctx, forum.id) }))) };
}

/** The series of an id. */
export const seriesById = (ctx: Pick<Context, 'db'>, id: string): Promise<Series | null> => loadSeries(ctx, { id });

/** The forums whose closing has passed, by id; for the clock, which looks after what follows the closing. */
export async function closedForums({ db, now }: Context): Promise<string[]> {
  const rows = await db.selectFrom('forum').select('id').where('closes_at', '<=', now).execute();
  return rows.map((row) => row.id);
}

/** The forums that have opened, closed since or not, and those whose dates are not known, by id: of them there may be something to tell. */
export async function openedForums({ db, now }: Context): Promise<string[]> {
  const rows = await db.selectFrom('forum').select('id').where((eb) => eb.or([eb('opens_at', 'is', null), eb('opens_at', '<=', now)])).orderBy('id').execute();
  return rows.map((row) => row.id);
}

/** The forums that are open now, by id; for the clock, which looks after them. */
export async function openForums({ db, now }: Context): Promise<string[]> {
  const rows = await db.selectFrom('forum').select('id').where('opens_at', '<=', now).where((eb) => eb.or([eb('closes_at', 'is', null), eb('closes_at', '>', now)])).execute();
  return rows.map((row) => row.id);
}

/** The forums whose closing has not passed, or is not known yet, by id: people are still invited to them. */
export async function forumsToCome({ db, now }: Context): Promise<string[]> {
  const rows = await db.selectFrom('forum').select('id').where((eb) => eb.or([eb('closes_at', 'is', null), eb('closes_at', '>', now)])).orderBy('id').execute();
  return rows.map((row) => row.id);
}
