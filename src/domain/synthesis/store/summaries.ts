import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import type { Marking } from '../../disclosure/model.ts';
import type { Beside } from '../rules/summary-draft.ts';

export type SummaryText = { windowId: string; lang: string; marking: Marking; lines: string; notAddressed: readonly string[]; correction: string };
export type SummaryDraft = SummaryText & { day: string; version: number; savedAt: Date; signedAt: Date | null; signedBy: string | null; publishedVersion: number | null; beside: readonly Beside[] };

const columns = (text: SummaryText, now: Date) => ({ window_id: text.windowId, lang: text.lang, marking: text.marking, lines: text.lines, not_addressed: [...text.notAddressed], correction: text.correction, saved_at: now });

/** A day's draft with what other windows wrote; `lock` holds it until the transaction ends. */
export async function loadSummaryDraft({ db, sight }: ForumContext, day: string, { lock = false } = {}): Promise<SummaryDraft | null> {
  const query = db.selectFrom('summary_draft').selectAll().where('forum_id', '=', sight.forumId).where('day', '=', day);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) return null;
  const beside = await db.selectFrom('summary_draft_beside').selectAll().where('forum_id', '=', sight.forumId).where('day', '=', day).orderBy('saved_at', 'desc').orderBy('window_id').execute();
  return {
    day, version: row.version, windowId: row.window_id, lang: row.lang, marking: row.marking as Marking, lines: row.lines, notAddressed: row.not_addressed, correction: row.correction, savedAt: row.saved_at,
    signedAt: row.signed_at, signedBy: row.signed_by, publishedVersion: row.published_version, beside: beside.map((one) => ({ windowId: one.window_id, markdown: one.lines, savedAt: one.saved_at })),
  };
}

/** Makes a day's draft; answers whether it did: another window may have been first. */
export async function insertSummaryDraft({ db, sight, now }: ForumContext, day: string, text: SummaryText): Promise<boolean> {
  return (await db.insertInto('summary_draft').values({ forum_id: sight.forumId, day, version: 1, ...columns(text, now) }).onConflict((c) => c.doNothing()).returning('version').executeTakeFirst()) !== undefined;
}

/** The draft has another text from now on: a version of its own, which nobody has signed. */
export async function replaceSummaryDraft({ db, sight, now }: ForumContext, day: string, version: number, text: SummaryText): Promise<void> {
  await db.updateTable('summary_draft').set({ ...columns(text, now), version, signed_at: null, signed_by: null }).where('forum_id', '=', sight.forumId).where('day', '=', day).execute();
}

export async function putSummaryBeside({ db, sight, now }: ForumContext, day: string, windowId: string, lines: string): Promise<void> {
  await db.insertInto('summary_draft_beside').values({ forum_id: sight.forumId, day, window_id: windowId, lines, saved_at: now }).onConflict((c) => c.columns(['forum_id', 'day', 'window_id']).doUpdateSet({ lines, saved_at: now })).execute();
}

export async function dropSummaryBeside({ db, sight }: ForumContext, day: string, windowId: string): Promise<void> {
  await db.deleteFrom('summary_draft_beside').where('forum_id', '=', sight.forumId).where('day', '=', day).where('window_id', '=', windowId).execute();
}

/** Puts a signature under the draft as it is, or takes it off. */
export async function setSignature({ db, sight, now }: ForumContext, day: string, seatId: string | null): Promise<void> {
  await db.updateTable('summary_draft').set({ signed_at: seatId ? now : null, signed_by: seatId }).where('forum_id', '=', sight.forumId).where('day', '=', day).execute();
}

/** Days whose draft is signed and not yet published as signed. */
export async function signedDays({ db, sight }: ForumContext): Promise<string[]> {
  const rows = await db.selectFrom('summary_draft').select('day').where('forum_id', '=', sight.forumId).where('signed_at', 'is not', null).where(sql<boolean>`published_version is distinct from version`).orderBy('day').execute();
  return rows.map(({ day }) => String(day));
}

export async function loadHour({ db, sight }: Pick<ForumContext, 'db' | 'sight'>): Promise<string | null> {
  return (await db.selectFrom('summary_hour').select('hour').where('forum_id', '=', sight.forumId).executeTakeFirst())?.hour ?? null;
}

export async function setHour({ db, sight }: ForumContext, hour: string): Promise<void> {
  await db.insertInto('summary_hour').values({ forum_id: sight.forumId, hour }).onConflict((c) => c.column('forum_id').doUpdateSet({ hour })).execute();
}

export type PublishedSentence = { text: string; html: string; remark: boolean; refs: readonly string[]; paragraphs: readonly string[] };
export type Published = { summaryId: string; revision: number };

/** Writes the next revision of a day's summary; those before it stay. The first gives the day its instant. */
export async function insertRevision(ctx: ForumContext, draft: SummaryDraft & { signedBy: string }, sentences: readonly PublishedSentence[], questionIds: readonly string[]): Promise<Published> {
  const { db, now, sight, world } = ctx;
  const { forumId } = sight;
  const known = await db.selectFrom('daily_summary').select(['id', 'revision']).where('forum_id', '=', forumId).where('day', '=', draft.day).forUpdate().executeTakeFirst();
  const [summaryId, revision] = known ? [known.id, known.revision + 1] : [world.mint(), 1];
  if (known) await db.updateTable('daily_summary').set({ revision, seat_id: draft.signedBy }).where('forum_id', '=', forumId).where('id', '=', summaryId).execute();
  else await db.insertInto('daily_summary').values({ forum_id: forumId, id: summaryId, day: draft.day, seat_id: draft.signedBy, published_at: now }).execute();
  const of = { forum_id: forumId, summary_id: summaryId, revision };
  await db.insertInto('summary_revision').values({ forum_id: forumId, summary_id: summaryId, number: revision, seat_id: draft.signedBy, published_at: now, lang: draft.lang, marking: draft.marking, correction: revision > 1 ? draft.correction : null }).execute();
  await db.insertInto('summary_sentence').values(sentences.map((s, i) => ({ ...of, position: i + 1, text: s.text, html: s.html, remark: s.remark, refs: [...s.refs], paragraphs: [...s.paragraphs] }))).execute();
  if (questionIds.length > 0) await db.insertInto('summary_not_addressed').values(questionIds.map((question_id) => ({ ...of, question_id }))).execute();
  await db.updateTable('summary_draft').set({ published_version: draft.version }).where('forum_id', '=', forumId).where('day', '=', draft.day).execute();
  return { summaryId, revision };
}

export type SaidThatDay = { id: string; key: string; questionId: string; lang: string; at: Date; markdown: string };

/** What was said in [from, to) and is shown, as it stood in the forum, in the order it came. Words of facilitators are nobody's voice. */
export async function saidBetween({ db, sight }: ForumContext, from: Date, to: Date): Promise<SaidThatDay[]> {
  const rows = await db
    .selectFrom('contribution as c')
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id'))
    .innerJoin('revision as r', (on) => on.onRef('r.forum_id', '=', 'c.forum_id').onRef('r.contribution_id', '=', 'c.id').onRef('r.number', '=', 'c.revision'))
    .select(['c.id', 'q.code', 'c.number', 'c.stands_in', 'c.lang', 'c.received_at', 'r.markdown'])
    .where('c.forum_id', '=', sight.forumId).where('c.visibility', '=', 'shown').where('c.kind', '=', 'contribution')
    .where('c.received_at', '>=', from).where('c.received_at', '<', to)
    .orderBy('q.position').orderBy('c.number').execute();
  return rows.map((r) => ({ id: r.id, key: `${r.code}-${r.number}`, questionId: r.stands_in, lang: r.lang, at: r.received_at, markdown: r.markdown }));
}

export type SourceRow = { id: string; key: string; shown: boolean; marking: Marking; unattributed: boolean; markdown: string };

/** Contributions by their keys, `A1-2`, with the wording that stands; what is not shown keeps its words. */
export async function sourcesByKey({ db, sight }: ForumContext, keys: readonly string[]): Promise<SourceRow[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<SourceRow>`
    select c.id, q.code || '-' || c.number as key, c.visibility = 'shown' as shown, c.marking, c.regime = 'unattributed' as unattributed, case when c.visibility = 'shown' then r.markdown else '' end as markdown
    from guiding_question q join contribution c on c.forum_id = q.forum_id and c.question_id = q.id
    join revision r on r.forum_id = c.forum_id and r.contribution_id = c.id and r.number = c.revision
    where q.forum_id = ${sight.forumId} and q.code || '-' || c.number = any(${keys as string[]}::text[])`.execute(db);
  return rows;
}

/** Who and what has a name in the forum: its people, their bodies and the States of those, in each language. */
export async function namesInForum({ db, sight }: ForumContext): Promise<{ phrases: string[]; states: string[] }> {
  const rows = await db.selectFrom('seat as s').innerJoin('person as p', 'p.id', 's.person_id').innerJoin('body as b', 'b.id', 's.body_id').leftJoin('state as t', 't.id', 'b.state_id').select(['p.name', 'b.name as body', 'b.names as bodies', 't.names as states']).where('s.forum_id', '=', sight.forumId).execute();
  const all = (names: unknown) => Object.values((names ?? {}) as Record<string, string>);
  return { phrases: [...new Set(rows.flatMap((row) => [row.name, row.body, ...all(row.bodies)]))].filter((name) => name.length > 3), states: [...new Set(rows.flatMap((row) => all(row.states)))] };
}
