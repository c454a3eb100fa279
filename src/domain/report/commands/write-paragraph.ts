import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { rolesInSeries } from '../../accreditation/queries/roles-in-series.ts';
import type { Context } from '../../context.ts';
import { wholeSeries } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import { forumSections, type Place, type ReportRefusal, type Sentence } from '../model.ts';
import { romanOf } from '../rules.ts';
import { readSentences, writeSentences } from '../rules/sentences.ts';
import type { NewParagraph, ParagraphEdit } from '../schema.ts';
import { loadParagraphs } from '../store.ts';
import { unknownReferences } from '../queries/references.ts';

type Series = NonNullable<Awaited<ReturnType<typeof wholeSeries>>>;

/**
 * Running text of a chapter is written: sentences, each naming what it rests on or marked as the editor's own. One
 * that names nothing is kept, and stands in the way of publication.
 *
 * Refuses  `report.not_yours`, `report.no_such_series`, `report.no_such_place`, `report.reference_unread`,
 *          `report.word_unread`, `report.no_such_reference`.
 */
export function writeParagraph(ctx: Context, slug: string, input: NewParagraph): Promise<Outcome<{ id: string }, ReportRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ id: string }, ReportRefusal>> => {
    if (!may(await rolesInSeries(ctx, slug), 'write-report')) return refused('report.not_yours');
    const whole = await wholeSeries(ctx, slug);
    if (!whole) return refused('report.no_such_series');
    const place = placeOf(whole, input);
    if (!place) return refused('report.no_such_place');
    const read = await sentencesOf(ctx, whole, place.forumId, input.text);
    if (!read.ok) return read;
    const id = ctx.world.mint();
    const beside = (await loadParagraphs(ctx, whole.series.id)).filter((p) => p.forumId === place.forumId && p.section === place.section && p.aspectId === place.aspectId);
    const position = input.position ?? Math.max(0, ...beside.map((p) => p.position)) + 1;
    await ctx.db.insertInto('chapter_paragraph').values({ series_id: whole.series.id, id, forum_id: place.forumId, section: place.section, aspect_id: place.aspectId, position, sentences: JSON.stringify(read.value) }).execute();
    await keepWording(ctx, whole.series.id, { id, version: 1, ...place }, read.value);
    return granted({ id });
  });
}

/**
 * A paragraph gets another wording: edits are taken in turns. Its earlier wordings stay, and its translations are of
 * the wording they were made of.
 *
 * Refuses  as `writeParagraph`; `report.no_such_paragraph`; `report.paragraph_stale` when somebody saved another
 *          version meanwhile.
 */
export function editParagraph(ctx: Context, slug: string, id: string, input: ParagraphEdit): Promise<Outcome<{ version: number }, ReportRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ version: number }, ReportRefusal>> => {
    if (!may(await rolesInSeries(ctx, slug), 'write-report')) return refused('report.not_yours');
    const whole = await wholeSeries(ctx, slug);
    if (!whole) return refused('report.no_such_series');
    const [paragraph] = await loadParagraphs(ctx, whole.series.id, { id, lock: true });
    if (!paragraph) return refused('report.no_such_paragraph');
    if (paragraph.version !== input.version) return refused('report.paragraph_stale');
    const read = await sentencesOf(ctx, whole, paragraph.forumId, input.text);
    if (!read.ok) return read;
    const version = JSON.stringify(read.value) === JSON.stringify(paragraph.sentences) ? paragraph.version : paragraph.version + 1;
    await ctx.db.updateTable('chapter_paragraph').set({ version, position: input.position, sentences: JSON.stringify(read.value) }).where('series_id', '=', whole.series.id).where('id', '=', id).execute();
    if (version !== paragraph.version) await keepWording(ctx, whole.series.id, { ...paragraph, version }, read.value);
    return granted({ version });
  });
}

/** A paragraph is taken out of the report; its wordings stay in the record. Refuses `report.not_yours`, `report.no_such_paragraph`, `report.paragraph_stale`. */
export function takeOutParagraph(ctx: Context, slug: string, id: string, version: number): Promise<Outcome<null, ReportRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, ReportRefusal>> => {
    if (!may(await rolesInSeries(ctx, slug), 'write-report')) return refused('report.not_yours');
    const whole = await wholeSeries(ctx, slug);
    const [paragraph] = whole ? await loadParagraphs(ctx, whole.series.id, { id, lock: true }) : [];
    if (!whole || !paragraph) return refused('report.no_such_paragraph');
    if (paragraph.version !== version) return refused('report.paragraph_stale');
    await ctx.db.updateTable('chapter_paragraph').set({ taken_out_at: ctx.now }).where('series_id', '=', whole.series.id).where('id', '=', id).execute();
    await journal(ctx, { kind: events.paragraphTakenOut, forumId: paragraph.forumId, subject: id, facts: { version } });
    return granted(null);
  });
}

/** Where a new paragraph goes: a section of the series, or of one forum, and of its discussions one focus aspect. */
function placeOf({ forums }: Series, { forum, section, aspect }: NewParagraph): Place | null {
  const ofForum = forumSections.includes(section);
  if (!ofForum) return forum === undefined && aspect === undefined ? { forumId: null, section, aspectId: null } : null;
  const found = forums.find(({ number }) => number === forum);
  if (!found) return null;
  const aspectId = aspect === undefined ? null : found.aspects.find(({ key }) => key === aspect)?.id;
  return aspectId === undefined || (section === 'discussions') !== (aspectId !== null) ? null : { forumId: found.id, section, aspectId };
}

async function sentencesOf(ctx: Context, { series, forums }: Series, forumId: string | null, typed: string): Promise<Outcome<Sentence[], ReportRefusal>> {
  const home = forums.find(({ id }) => id === forumId);
  const read = readSentences(typed, home ? romanOf(home.number) : null);
  if (!read.ok) return read;
  const unknown = await unknownReferences(ctx, series.id, read.value.flatMap(({ rests }) => rests));
  return unknown.length > 0 ? refused('report.no_such_reference', { refs: unknown.join(', ') }) : read;
}

async function keepWording(ctx: Context, seriesId: string, { id, version, forumId, section }: { id: string; version: number } & Place, sentences: readonly Sentence[]): Promise<void> {
  await ctx.db.insertInto('chapter_paragraph_version').values({ series_id: seriesId, paragraph_id: id, number: version, sentences: JSON.stringify(sentences), made_at: ctx.now }).execute();
  await journal(ctx, { kind: events.paragraphWritten, forumId, subject: id, facts: { section, version, sentences: sentences.length, references: sentences.reduce((sum, { rests }) => sum + rests.length, 0) }, commit: { text: writeSentences(sentences, null) } });
}
