import { rolesInSeries } from '../../accreditation/queries/roles-in-series.ts';
import type { Context } from '../../context.ts';
import { may } from '../../rights.ts';
import type { Manuscript } from '../manuscript.ts';

/** Whether this actor may compile the report of a series, asked by its page for the button. */
export const mayCompile = async (ctx: Context, slug: string): Promise<boolean> => may(await rolesInSeries(ctx, slug), 'compile-report');

/** Whether this actor may write the report, asked by its page for the way to its outline. */
export const mayWrite = async (ctx: Context, slug: string): Promise<boolean> => may(await rolesInSeries(ctx, slug), 'write-report');

export type ReportPage = { editionId: string; manuscript: Manuscript; formats: string[] };

/** The published edition of a series in a language, else in English; null before there is one. */
export async function reportPage({ db }: Context, slug: string, locale: string): Promise<ReportPage | null> {
  const editions = await db.selectFrom('report_edition as e').innerJoin('series as s', 's.id', 'e.series_id').select(['e.id', 'e.locale', 'e.manuscript']).where('s.slug', '=', slug).where('e.published_at', 'is not', null).where('e.marking', '=', 'TLP:CLEAR').orderBy('e.published_at', 'desc').execute();
  const edition = editions.find((e) => e.locale === locale) ?? editions.find((e) => e.locale === 'en') ?? editions[0];
  if (!edition) return null;
  const files = await db.selectFrom('report_file').select('format').where('edition_id', '=', edition.id).orderBy('format').execute();
  return { editionId: edition.id, manuscript: edition.manuscript as unknown as Manuscript, formats: files.map(({ format }) => format) };
}

/** The hash of one file of the published report. */
export async function reportFile(ctx: Context, slug: string, locale: string, format: string): Promise<{ sha256: Buffer; mediaType: string } | null> {
  const page = await reportPage(ctx, slug, locale);
  const row = page && (await ctx.db.selectFrom('report_file').innerJoin('file', 'file.sha256', 'report_file.sha256').select(['file.sha256', 'file.media_type']).where('report_file.edition_id', '=', page.editionId).where('report_file.format', '=', format).executeTakeFirst());
  return row ? { sha256: row.sha256, mediaType: row.media_type } : null;
}
