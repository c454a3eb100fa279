import { atomically } from '#platform/atomically.ts';
import type { Files } from '#platform/files/store.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { rolesInSeries } from '../../accreditation/queries/roles-in-series.ts';
import type { Context } from '../../context.ts';
import { may } from '../../rights.ts';
import type { Marking } from '../../disclosure/model.ts';
import { events } from '../events.ts';
import type { Manuscript } from '../manuscript.ts';
import { manuscriptOf } from '../queries/manuscript.ts';
import { blocks, reportChecks } from '../queries/report-checks.ts';
import { unaccounted } from '../queries/unaccounted.ts';
import { mayPublish } from '../rules.ts';
import { docxFile } from '../typeset/docx.ts';
import { htmlFile } from '../typeset/html-file.tsx';
import { pdfFile } from '../typeset/pdf.ts';

export type Format = 'html' | 'pdf' | 'docx';
export const mediaTypes: Readonly<Record<Format, string>> = { html: 'text/html; charset=utf-8', pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' };

type Refused = 'report.no_such_series' | 'report.quote_differs' | 'report.not_yours' | 'report.marking_too_strict' | 'report.contribution_open' | 'report.checks_stand';

/** The bytes of a manuscript in one format. */
export async function typeset(manuscript: Manuscript, format: Format): Promise<Uint8Array> {
  if (format === 'html') return Buffer.from(htmlFile(manuscript));
  return format === 'pdf' ? pdfFile(manuscript) : docxFile(manuscript);
}

/** One file of the report, for the operator's command line. Refuses as `manuscriptOf` does. */
export async function compileFile(ctx: Context, slug: string, locale: Locale, format: Format, ceiling: Marking = 'TLP:CLEAR'): Promise<Outcome<{ bytes: Uint8Array; manuscript: Manuscript }, Refused>> {
  const made = await manuscriptOf(ctx, slug, locale, ceiling);
  if (!made.ok) return made;
  if (!mayPublish(made.value, ceiling)) return refused('report.marking_too_strict');
  return granted({ bytes: await typeset(made.value, format), manuscript: made.value });
}

/**
 * The report is compiled and published: one manuscript, three files, their hashes in the record.
 *
 * Writes   an edition with its manuscript and files, when its forums were published, one journal entry.
 * Refuses  `report.not_yours`; `report.contribution_open` while a contribution of any of its forums has not ended as
 *          cited, merged, noted, out of scope or withdrawn; `report.checks_stand` while one of `reportChecks` blocks;
 *          and as `manuscriptOf` does.
 */
export async function compileReport(ctx: Context, files: Files, slug: string, locale: Locale): Promise<Outcome<{ editionId: string }, Refused>> {
  if (!may(await rolesInSeries(ctx, slug), 'compile-report')) return refused('report.not_yours');
  const ready = await mayLeave(ctx, slug, locale);
  if (!ready.ok) return ready;
  const made = await manuscriptOf(ctx, slug, locale, 'TLP:CLEAR');
  if (!made.ok) return made;
  const manuscript = made.value;
  if (!mayPublish(manuscript, 'TLP:CLEAR')) return refused('report.marking_too_strict');
  const kept: { format: Format; sha256: Buffer; bytes: number }[] = [];
  for (const format of ['html', 'pdf', 'docx'] as const) {
    const bytes = await typeset(manuscript, format);
    kept.push({ format, sha256: (await files.put(bytes)).sha256, bytes: bytes.length });
  }
  return atomically(ctx, async (ctx): Promise<Outcome<{ editionId: string }, Refused>> => {
    // Typesetting takes its time: what was said or revised meanwhile is open.
    const ready = await mayLeave(ctx, slug, locale);
    if (!ready.ok) return ready;
    const series = await ctx.db.selectFrom('series').select('id').where('slug', '=', slug).executeTakeFirstOrThrow();
    const editionId = ctx.world.mint();
    await ctx.db.insertInto('report_edition').values({ series_id: series.id, id: editionId, locale, marking: manuscript.marking, manuscript: JSON.stringify(manuscript), compiled_at: ctx.now, published_at: ctx.now }).execute();
    for (const { format, sha256, bytes } of kept) {
      await ctx.db.insertInto('file').values({ sha256, bytes, media_type: mediaTypes[format], at: ctx.now }).onConflict((c) => c.doNothing()).execute();
      await ctx.db.insertInto('report_file').values({ series_id: series.id, edition_id: editionId, format, sha256 }).execute();
    }
    await ctx.db.updateTable('forum').set({ published_at: ctx.now }).where('series_id', '=', series.id).where('published_at', 'is', null).where('closes_at', '<=', ctx.now).execute();
    await journal(ctx, { kind: events.compiled, forumId: null, subject: editionId, facts: { locale, marking: manuscript.marking, ...Object.fromEntries(kept.map(({ format, sha256 }) => [format, sha256.toString('hex')])) } });
    return granted({ editionId });
  });
}

/** Whether nothing stands in the way: asked before typesetting and again in the transaction that publishes. */
async function mayLeave(ctx: Context, slug: string, locale: Locale): Promise<Outcome<null, 'report.contribution_open' | 'report.quote_differs' | 'report.checks_stand'>> {
  const accounted = await unaccounted(ctx, slug);
  if (!accounted.ok) return accounted;
  const standing = ((await reportChecks(ctx, slug, locale)) ?? []).filter(blocks);
  const quote = standing.find(({ code }) => code === 'quote');
  if (quote) return refused('report.quote_differs', { ref: quote.text });
  return standing.length === 0 ? granted(null) : refused('report.checks_stand', { count: standing.length, refs: [...new Set(standing.map(({ ref }) => ref))].slice(0, 8).join(', ') });
}
