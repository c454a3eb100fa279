import type { Context } from '../../context.ts';

/** Since when a series has a published report, in whatever language it came first; null before. */
export async function publishedSince({ db }: Pick<Context, 'db'>, seriesId: string): Promise<Date | null> {
  const row = await db.selectFrom('report_edition').select((eb) => eb.fn.min('published_at').as('at')).where('series_id', '=', seriesId).where('marking', '=', 'TLP:CLEAR').executeTakeFirst();
  return row?.at ?? null;
}
