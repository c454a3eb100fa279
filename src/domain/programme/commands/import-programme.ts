import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { ImportProblem } from '../model.ts';
import { type ReimportRefusal, reimport } from '../rules/compare-programme.ts';
import { organizationOf, type PlannedForum, planForum, slugFor } from '../rules/plan-programme.ts';
import { readOutline, readProgramme } from '../rules/read-programme.ts';
import type { Programme } from '../schema.ts';
import { holdImports, isSeriesAs, type SeriesRow, saveAspects, saveForum, saveSeries } from '../store/save-programme.ts';
import { loadAspects, loadForums, loadSeries } from '../store.ts';

export type Imported = { seriesId: string; slug: string; forums: number; aspects: number; questions: number; /** How many forums were new or changed. */ changed: number; passedOver: readonly ImportProblem[] };
export type ImportRefusal = 'programme.not_yours' | 'programme.unreadable' | 'programme.unchanged' | ReimportRefusal;

/**
 * A series enters with its forums, focus aspects and guiding questions, as its programme gives them; brought again,
 * it changes what has not opened yet, known again by number, key and code.
 *
 * Writes   series, forums, aspects, questions and threads in one transaction, and one journal entry.
 * Refuses  `programme.not_yours`, `programme.unreadable` with field and line of each problem,
 *          `programme.unchanged` when it brings nothing new, and as `reimport` does.
 */
export function importProgramme(ctx: Context, text: string): Promise<Outcome<Imported, ImportRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<Imported, ImportRefusal>> => {
    if (!ctx.actor.administrator && ctx.actor.kind !== 'operator') return refused('programme.not_yours');
    const read = readProgramme(text);
    if (!read.ok) return refused('programme.unreadable', { problems: inWords(read.problems) });
    const { programme, passedOver } = read.value;
    const slug = slugFor(programme);
    const planned = programme.forums.map((forum) => planForum(forum, organizationOf(programme)));

    await holdImports(ctx);
    const series = await loadSeries(ctx, { slug });
    const row = seriesRow(programme, slug);
    const changes = await changesOf(ctx, series?.id ?? null, planned);
    if (!changes.ok) return changes;
    const changed = changes.value.filter(({ is }) => is !== 'same');
    if (series && changed.length === 0 && (await isSeriesAs(ctx, series.id, row))) return refused('programme.unchanged', { slug });

    const seriesId = await saveSeries(ctx, row, series?.id ?? null);
    for (const { plan, existing } of changed) {
      const forumId = await saveForum(ctx, seriesId, plan, existing);
      await saveAspects(ctx, forumId, plan.aspects, existing?.aspects ?? []);
    }
    const counted = { forums: planned.length, aspects: planned.flatMap((f) => f.aspects).length, questions: planned.flatMap((f) => f.aspects.flatMap((a) => a.questions)).length, changed: changed.length };
    await journal(ctx, { kind: events.seriesImported, forumId: null, subject: seriesId, facts: { slug, ...counted }, commit: { programme: text } });
    return granted({ seriesId, slug, ...counted, passedOver });
  });
}

const inWords = (problems: readonly ImportProblem[]): string => problems.map(({ path, line, says }) => `${path || 'file'} (line ${line}): ${says}`).join('\n');

type Change = { plan: PlannedForum; existing: Awaited<ReturnType<typeof existingForums>>[number] | null; is: 'new' | 'change' | 'same' };

async function changesOf(ctx: Context, seriesId: string | null, planned: readonly PlannedForum[]): Promise<Outcome<Change[], ReimportRefusal>> {
  const there = seriesId ? await existingForums(ctx, seriesId) : [];
  const changes: Change[] = [];
  for (const plan of planned) {
    const existing = there.find(({ number }) => number === plan.row.number) ?? null;
    const compared = existing ? reimport(plan, existing, ctx.now) : granted('new' as const);
    if (!compared.ok) return compared;
    changes.push({ plan, existing, is: compared.value });
  }
  return granted(changes);
}

async function existingForums(ctx: Context, seriesId: string) {
  const forums = await loadForums(ctx, seriesId);
  return Promise.all(forums.map(async (forum) => ({ ...forum, aspects: await loadAspects(ctx, forum.id) })));
}

function seriesRow(programme: Programme, slug: string): SeriesRow {
  const { series, report, sources, forums } = programme;
  const keys = new Set(forums.flatMap((f) => f.focus_aspects.map((a) => a.key)));
  return {
    slug,
    title: series.title,
    short_title: series.short_heading_on_event_pages ?? series.title,
    year: series.year ?? null,
    organiser: series.organiser,
    organiser_short: series.organiser_short ?? series.organiser,
    organization: organizationOf(programme),
    purpose: series.purpose?.text ?? null,
    final_output: series.final_output?.text ?? null,
    demonstration: series.demonstration,
    sources: JSON.stringify(sources ?? {}),
    report: JSON.stringify({ title: report.title ?? null, outline: readOutline(report.outline, keys) }),
  };
}
