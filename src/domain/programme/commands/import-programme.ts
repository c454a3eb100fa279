import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { ImportProblem } from '../model.ts';
import { isRoleQuestion, openingHours, partLetter, shortForm, slugOf } from '../rules.ts';
import { readOutline, readProgramme } from '../rules/read-programme.ts';
import type { Programme } from '../schema.ts';
import { loadSeries } from '../store.ts';

export type Imported = { seriesId: string; slug: string; forums: number; aspects: number; questions: number; passedOver: readonly ImportProblem[] };
type ForumEntry = Programme['forums'][number];

/**
 * A series enters with its forums, focus aspects and guiding questions, as its programme gives them.
 *
 * Writes   series, forums, aspects, questions and threads in one transaction, and one journal entry.
 * Refuses  `programme.not_yours`, `programme.unreadable` with field and line of each problem,
 *          `programme.series_exists`.
 */
export function importProgramme(ctx: Context, text: string): Promise<Outcome<Imported, 'programme.not_yours' | 'programme.unreadable' | 'programme.series_exists'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<Imported, 'programme.not_yours' | 'programme.unreadable' | 'programme.series_exists'>> => {
    if (!ctx.actor.administrator && ctx.actor.kind !== 'operator') return refused('programme.not_yours');
    const read = readProgramme(text);
    if (!read.ok) return refused('programme.unreadable', { problems: inWords(read.problems) });
    const { programme, passedOver } = read.value;
    const problems = checkHours(programme);
    if (problems.length > 0) return refused('programme.unreadable', { problems: inWords(problems) });

    const series = programme.series;
    const slug = series.slug ?? `${slugOf(series.short_heading_on_event_pages ?? series.title).split('-').slice(0, 4).join('-')}${series.year ? `-${series.year}` : ''}`;
    if (await loadSeries(ctx, { slug })) return refused('programme.series_exists', { slug });

    const seriesId = await saveSeries(ctx, programme, slug);
    let aspects = 0;
    let questions = 0;
    for (const forum of programme.forums) {
      const saved = await saveForum(ctx, seriesId, forum, organizationOf(programme));
      aspects += saved.aspects;
      questions += saved.questions;
    }
    await journal(ctx, { kind: events.seriesImported, forumId: null, subject: seriesId, facts: { slug, forums: programme.forums.length, aspects, questions }, commit: { programme: text } });
    return granted({ seriesId, slug, forums: programme.forums.length, aspects, questions, passedOver });
  });
}

const inWords = (problems: readonly ImportProblem[]): string => problems.map(({ path, line, says }) => `${path || 'file'}${line ? ` (line ${line})` : ''}: ${says}`).join('\n');

const organizationOf = ({ series }: Programme): string => series.organization ?? series.organiser.split(/[\s/]/)[0] ?? series.organiser;

/** Dates may carry an offset; what was agreed is the local time, and the offset must fit the zone on that day. */
const localOf = (text: string | null | undefined): string | null => (text ? text.slice(0, 16) : null);

function checkHours({ forums }: Programme): ImportProblem[] {
  return forums.flatMap((forum, i): ImportProblem[] => {
    const hours = openingHours(localOf(forum.opens), localOf(forum.closes), forum.timezone ?? 'Europe/Vienna');
    if (!hours.ok) return [{ path: `forums.${i}.opens`, line: null, says: `${hours.refusal.code.replace(/^.*\./, '').replaceAll('_', ' ')} (forum ${forum.number}: ${forum.opens ?? 'none'} to ${forum.closes ?? 'none'} in ${forum.timezone ?? 'Europe/Vienna'})` }];
    const { opensAt, closesAt } = hours.value;
    const fits = (given: string | null | undefined, at: Date | null) => !given || given.length <= 16 || at === null || new Date(given).getTime() === at.getTime();
    return fits(forum.opens, opensAt) && fits(forum.closes, closesAt) ? [] : [{ path: `forums.${i}.opens`, line: null, says: 'the offset does not fit the time zone on that day' }];
  });
}

async function saveSeries(ctx: Context, programme: Programme, slug: string): Promise<string> {
  const { series, report } = programme;
  const id = ctx.world.mint();
  const keys = new Set(programme.forums.flatMap((f) => f.focus_aspects.map((a) => a.key)));
  const outline = readOutline(report.outline, keys);
  await ctx.db
    .insertInto('series')
    .values({
      id,
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
      sources: JSON.stringify(programme.sources ?? {}),
      report: JSON.stringify({ title: report.title ?? null, outline: outline.ok ? outline.value : [] }),
      created_at: ctx.now,
    })
    .execute();
  return id;
}

const allRegimes = ['named', 'institution', 'category', 'chatham-house', 'unattributed'];

async function saveForum(ctx: Context, seriesId: string, forum: ForumEntry, organization: string): Promise<{ aspects: number; questions: number }> {
  const id = ctx.world.mint();
  const zone = forum.timezone ?? 'Europe/Vienna';
  const hours = openingHours(localOf(forum.opens), localOf(forum.closes), zone);
  const { opensAt, closesAt } = hours.ok ? hours.value : { opensAt: null, closesAt: null };
  const theme = forum.short_title ?? forum.theme_in_series_list ?? forum.report_title ?? forum.event_page_title ?? `Forum ${forum.number}`;
  await ctx.db
    .insertInto('forum')
    .values({
      id,
      series_id: seriesId,
      number: forum.number,
      announced_title: forum.event_page_title ?? null,
      report_title: forum.report_title ?? null,
      short_title: theme.charAt(0).toUpperCase() + theme.slice(1),
      framing: forum.framing?.text ?? null,
      goal: forum.goal?.text ?? null,
      zone,
      opens_local: localOf(forum.opens),
      closes_local: localOf(forum.closes),
      opens_at: opensAt,
      closes_at: closesAt,
      dates_invented: forum.dates_invented,
      audience: forum.audience ?? [],
      tags: forum.tags ?? [],
      allowed_regimes: forum.allowed_regimes ?? allRegimes,
      default_regime: forum.default_regime ?? 'institution',
      default_marking: forum.default_marking ?? 'TLP:AMBER',
      announced_at: ctx.now,
    })
    .execute();
  let questions = 0;
  for (const [index, aspect] of forum.focus_aspects.entries()) questions += await saveAspect(ctx, id, aspect, index, organization);
  return { aspects: forum.focus_aspects.length, questions };
}

async function saveAspect(ctx: Context, forumId: string, aspect: ForumEntry['focus_aspects'][number], index: number, organization: string): Promise<number> {
  const aspectId = ctx.world.mint();
  const letter = partLetter(index);
  await ctx.db
    .insertInto('focus_aspect')
    .values({ forum_id: forumId, id: aspectId, key: aspect.key, letter, position: index + 1, announced_title: aspect.announced_title ?? null, report_title: aspect.report_title ?? null })
    .execute();
  // A remark in brackets ("a further question is cut off in the copy") is a note of the compiler, not a question.
  const entries = aspect.questions.map((entry) => (typeof entry === 'string' ? { text: entry } : entry)).filter(({ text }) => !text.startsWith('('));
  for (const [n, entry] of entries.entries()) {
    const question = {
      forum_id: forumId,
      id: ctx.world.mint(),
      aspect_id: aspectId,
      code: ('code' in entry ? entry.code : undefined) ?? `${letter}${n + 1}`,
      position: (index + 1) * 100 + n,
      kind: ('kind' in entry ? entry.kind : undefined) ?? (isRoleQuestion(entry.text, organization) ? 'role' : 'question'),
      text: entry.text,
      short_text: ('short' in entry ? entry.short : undefined) ?? shortForm(entry.text),
      paragraph: ('paragraph' in entry ? entry.paragraph : undefined) ?? null,
    };
    await ctx.db.insertInto('guiding_question').values(question).execute();
    await ctx.db.insertInto('thread').values({ forum_id: forumId, question_id: question.id }).execute();
  }
  return entries.length;
}
