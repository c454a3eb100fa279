import type { Json } from '#platform/db/schema.ts';
import type { Context } from '../context.ts';
import type { Marking, Regime } from '../disclosure/model.ts';
import { events } from './events.ts';
import type { Aspect, Extended, Forum, ReportPlan, Series } from './model.ts';

type Db = Pick<Context, 'db'>;

/** All series that have an announced forum, the newest first. */
export async function loadAllSeries({ db }: Db): Promise<Series[]> {
  return (await db.selectFrom('series').selectAll().orderBy('created_at', 'desc').execute()).map(toSeries);
}

/** A series by the part of the address that names it. */
export async function loadSeries({ db }: Db, by: { slug: string } | { id: string }): Promise<Series | null> {
  const query = db.selectFrom('series').selectAll();
  const row = await ('slug' in by ? query.where('slug', '=', by.slug) : query.where('id', '=', by.id)).executeTakeFirst();
  return row ? toSeries(row) : null;
}

type SeriesRow = { id: string; slug: string; title: string; short_title: string; organiser: string; organiser_short: string; organization: string; purpose: string | null; final_output: string | null; demonstration: boolean; report: Json };

const toSeries = (row: SeriesRow): Series => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  shortTitle: row.short_title,
  organiser: row.organiser,
  organiserShort: row.organiser_short,
  organization: row.organization,
  purpose: row.purpose,
  finalOutput: row.final_output,
  demonstration: row.demonstration,
  report: { title: null, outline: [], ...(row.report as object) } as ReportPlan,
});

const forumQuery = ({ db }: Db) =>
  db
    .selectFrom('forum')
    .innerJoin('series', 'series.id', 'forum.series_id')
    .selectAll('forum')
    .select((eb) => [
      'series.slug',
      eb.selectFrom('circulation').select((e) => e.fn.min('circulation.at').as('at')).whereRef('circulation.forum_id', '=', 'forum.id').as('paper_at'),
      eb.selectFrom('silence_procedure').select((e) => e.fn.min('silence_procedure.opens_at').as('at')).whereRef('silence_procedure.forum_id', '=', 'forum.id').as('silence_at'),
    ]);
type ForumRow = Awaited<ReturnType<ReturnType<typeof forumQuery>['executeTakeFirstOrThrow']>>;

const toForum = (row: ForumRow): Forum => ({
  id: row.id,
  seriesId: row.series_id,
  key: `${row.slug}-${row.number}`,
  number: row.number,
  announcedTitle: row.announced_title,
  reportTitle: row.report_title,
  shortTitle: row.short_title,
  framing: row.framing,
  goal: row.goal,
  zone: row.zone,
  opensLocal: row.opens_local,
  closesLocal: row.closes_local,
  opensAt: row.opens_at,
  closesAt: row.closes_at,
  lateUntilLocal: row.late_until_local,
  lateUntil: row.late_until,
  datesInvented: row.dates_invented,
  audience: row.audience,
  tags: row.tags,
  allowedRegimes: row.allowed_regimes as Regime[],
  defaultRegime: row.default_regime as Regime,
  defaultMarking: row.default_marking as Marking,
  smallCell: row.small_cell,
  editWindowMinutes: row.edit_window_minutes,
  batchAuthors: row.batch_authors,
  batchHours: row.batch_hours,
  announcedAt: row.announced_at,
  importedAt: row.imported_at,
  revision: Number(row.revision),
  life: { opensAt: row.opens_at, closesAt: row.closes_at, paperCirculatedAt: row.paper_at, synthesisAt: row.synthesis_at, silenceAt: row.silence_at, publishedAt: row.published_at },
});

/** The forums of a series in their order. */
export async function loadForums(ctx: Db, seriesId: string): Promise<Forum[]> {
  return (await forumQuery(ctx).where('forum.series_id', '=', seriesId).orderBy('forum.number').execute()).map(toForum);
}

/** One forum by its id, or by series and number. */
export async function loadForum(ctx: Db, by: { id: string } | { slug: string; number: number }): Promise<Forum | null> {
  const query = forumQuery(ctx);
  const row = await ('id' in by ? query.where('forum.id', '=', by.id) : query.where('series.slug', '=', by.slug).where('forum.number', '=', by.number)).executeTakeFirst();
  return row ? toForum(row) : null;
}

/**
 * The forum as its hours stand now, held against a change of them until the transaction ends.
 * A posting and an extension cannot both decide on the same facts.
 */
export async function holdForum({ db }: Db, forumId: string): Promise<boolean> {
  return (await db.selectFrom('forum').select('id').where('id', '=', forumId).forShare().executeTakeFirst()) !== undefined;
}

/** The forum, held for changing it: two changes take turns, and no posting decides on hours that are being changed. */
export async function takeForum(ctx: Db, forumId: string): Promise<Forum | null> {
  const held = await ctx.db.selectFrom('forum').select('id').where('id', '=', forumId).forUpdate().executeTakeFirst();
  return held ? loadForum(ctx, { id: forumId }) : null;
}

/** Focus aspects of a forum with their questions, in order. */
export async function loadAspects({ db }: Db, forumId: string): Promise<Aspect[]> {
  const [aspects, questions] = await Promise.all([
    db.selectFrom('focus_aspect').selectAll().where('forum_id', '=', forumId).orderBy('position').execute(),
    db.selectFrom('guiding_question').selectAll().where('forum_id', '=', forumId).orderBy('position').execute(),
  ]);
  return aspects.map((aspect) => ({
    id: aspect.id,
    key: aspect.key,
    letter: aspect.letter,
    position: aspect.position,
    announcedTitle: aspect.announced_title,
    reportTitle: aspect.report_title,
    questions: questions
      .filter((question) => question.aspect_id === aspect.id)
      .map((q) => ({ id: q.id, code: q.code, kind: q.kind as 'question' | 'role', text: q.text, shortText: q.short_text, paragraph: q.paragraph, position: q.position })),
  }));
}

/** Extensions of a forum with their reasons, as the record opens them; one whose reason was erased is told without. */
export async function loadExtensions({ db }: Db, forumId: string): Promise<Extended[]> {
  const rows = await db
    .selectFrom('journal')
    .leftJoin('extension_reason', 'extension_reason.entry_id', 'journal.id')
    .select(['journal.at', 'journal.facts', 'extension_reason.reason'])
    .where('journal.forum_id', '=', forumId)
    .where('journal.kind', '=', events.forumExtended)
    .orderBy('journal.at')
    .execute();
  return rows.map(({ at, facts, reason }) => ({ to: new Date((facts as { to: string }).to), reason: reason ?? '', at }));
}
