import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Aspect, Forum } from '../model.ts';
import type { PlannedAspect, PlannedForum } from '../rules/plan-programme.ts';

export type SeriesRow = { slug: string; title: string; short_title: string; year: number | null; organiser: string; organiser_short: string; organization: string; purpose: string | null; final_output: string | null; demonstration: boolean; sources: string; report: string };

/** Makes two imports take turns, so that the second finds what the first brought. */
export async function holdImports({ db }: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('programme'))`.execute(db);
}

/** Whether a series is kept with exactly these facts. */
export async function isSeriesAs({ db }: Context, id: string, { sources, report, ...row }: SeriesRow): Promise<boolean> {
  const found = await db.selectFrom('series').select(['slug', 'title', 'short_title', 'year', 'organiser', 'organiser_short', 'organization', 'purpose', 'final_output', 'demonstration', 'sources', 'report']).where('id', '=', id).executeTakeFirst();
  return isDeepStrictEqual(found, { ...row, sources: JSON.parse(sources), report: JSON.parse(report) });
}

/** Keeps a series: a new one, or its facts as they are given now. */
export async function saveSeries({ db, world, now }: Context, row: SeriesRow, existingId: string | null): Promise<string> {
  const id = existingId ?? world.mint();
  await db.insertInto('series').values({ id, ...row, created_at: now }).onConflict((c) => c.column('id').doUpdateSet(row)).execute();
  return id;
}

/** Keeps a forum as planned: a new one, or the one that is there with its facts as they are given now. */
export async function saveForum({ db, world, now }: Context, seriesId: string, { row, announced }: PlannedForum, existing: Forum | null): Promise<string> {
  if (existing) {
    await db.updateTable('forum').set({ ...row, ...(announced && !existing.announcedAt ? { announced_at: now } : {}), revision: (eb) => eb('revision', '+', 1) }).where('id', '=', existing.id).execute();
    return existing.id;
  }
  const id = world.mint();
  await db.insertInto('forum').values({ id, series_id: seriesId, ...row, announced_at: announced ? now : null }).execute();
  return id;
}

/** Keeps the focus aspects of a forum, each known again by its key, and its questions by their codes. */
export async function saveAspects(ctx: Context, forumId: string, planned: readonly PlannedAspect[], existing: readonly Aspect[]): Promise<void> {
  const { db, world } = ctx;
  // Letters follow the order: two aspects that change places pass through letters nobody has.
  if (existing.length > 0) await db.updateTable('focus_aspect').set({ letter: sql`'~' || letter` }).where('forum_id', '=', forumId).execute();
  const codes = new Map(existing.flatMap(({ questions }) => questions.map((q) => [q.code, q.id])));
  for (const { key, questions, ...row } of planned) {
    const known = existing.find((aspect) => aspect.key === key);
    const aspectId = known?.id ?? world.mint();
    await db.insertInto('focus_aspect').values({ forum_id: forumId, id: aspectId, key, ...row }).onConflict((c) => c.columns(['forum_id', 'id']).doUpdateSet(row)).execute();
    for (const question of questions) {
      const questionId = codes.get(question.code) ?? world.mint();
      const facts = { ...question, aspect_id: aspectId };
      await db.insertInto('guiding_question').values({ forum_id: forumId, id: questionId, ...facts }).onConflict((c) => c.columns(['forum_id', 'id']).doUpdateSet(facts)).execute();
      await db.insertInto('thread').values({ forum_id: forumId, question_id: questionId }).onConflict((c) => c.doNothing()).execute();
    }
  }
}
