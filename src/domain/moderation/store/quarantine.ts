import { sql } from 'kysely';
import type { Context, ForumContext } from '../../context.ts';
import type { KnownMatch } from '../aids/known.ts';
import type { QuarantineState } from '../model.ts';

export type QuarantineRow = { id: string; number: number; heldId: string; what: 'attachment' | 'text'; subjectId: string; sha256: Buffer; at: Date; seatId: string | null; reason: string | null; match: KnownMatch | null; state: QuarantineState; version: number; proposedBy: string | null; proposal: string | null; settledBy: string | null; settledAt: Date | null; caseId: string | null; purgedAt: Date | null };

const rows = ({ db, sight }: ForumContext) => db.selectFrom('quarantine').selectAll().where('forum_id', '=', sight.forumId);
type Read = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;
const asRow = (r: Read): QuarantineRow => ({ id: r.id, number: r.number, heldId: r.held_id, what: r.what as QuarantineRow['what'], subjectId: r.subject_id, sha256: r.sha256, at: r.at, seatId: r.seat_id, reason: r.reason, match: r.match as KnownMatch | null, state: r.state as QuarantineState, version: r.version, proposedBy: r.proposed_by, proposal: r.proposal, settledBy: r.settled_by, settledAt: r.settled_at, caseId: r.case_id, purgedAt: r.purged_at });

export async function loadQuarantine(ctx: ForumContext, number: number, { lock = false } = {}): Promise<QuarantineRow | null> {
  const query = rows(ctx).where('number', '=', number);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? asRow(row) : null;
}

export async function loadQuarantineById(ctx: ForumContext, id: string, { lock = false } = {}): Promise<QuarantineRow | null> {
  const query = rows(ctx).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? asRow(row) : null;
}

/** All there is of a forum, the last first. */
export const loadAllQuarantine = async (ctx: ForumContext): Promise<QuarantineRow[]> => (await rows(ctx).orderBy('number', 'desc').execute()).map(asRow);

/** What was put aside of one thing, whatever became of it. */
export const loadQuarantineOf = async (ctx: ForumContext, subjectIds: readonly string[]): Promise<QuarantineRow[]> => (subjectIds.length === 0 ? [] : (await rows(ctx).where('subject_id', 'in', [...subjectIds]).orderBy('number').execute()).map(asRow));

/** What is confirmed of a contribution: its text, or its files. */
export async function loadConfirmedOf(ctx: ForumContext, contributionId: string): Promise<QuarantineRow[]> {
  const found = await rows(ctx).where('state', '=', 'confirmed').where((eb) => eb.or([eb('subject_id', '=', contributionId), eb('subject_id', 'in', eb.selectFrom('attachment').select('id').where('forum_id', '=', ctx.sight.forumId).where('contribution_id', '=', contributionId))])).orderBy('number').execute();
  return found.map(asRow);
}

/** Confirmed files whose text was posted since, without a case yet: with the contribution. */
export async function loadWithoutCase({ db, sight }: ForumContext): Promise<{ number: number; contributionId: string }[]> {
  const { rows: found } = await sql<{ number: number; contributionId: string }>`
    select q.number, a.contribution_id as "contributionId" from quarantine q join attachment a on a.forum_id = q.forum_id and a.id = q.subject_id
    where q.forum_id = ${sight.forumId} and q.state = 'confirmed' and q.case_id is null and a.contribution_id is not null order by q.number`.execute(db);
  return found;
}

export const loadForumsWithoutCase = async ({ db }: Pick<Context, 'db'>): Promise<string[]> => (await db.selectFrom('quarantine').select('forum_id').distinct().where('state', '=', 'confirmed').where('case_id', 'is', null).execute()).map((r) => r.forum_id);

export type NewQuarantine = { heldId: string; what: QuarantineRow['what']; subjectId: string; sha256: Buffer } & ({ seatId: string; reason: string; match: null } | { seatId: null; reason: null; match: KnownMatch });

export async function insertQuarantine({ db, sight, now, world }: ForumContext, q: NewQuarantine): Promise<{ id: string; number: number }> {
  // One at a time: two found at once do not take the same number.
  await sql`select pg_advisory_xact_lock(hashtext('quarantine'), hashtext(${sight.forumId}))`.execute(db);
  const { last } = await db.selectFrom('quarantine').select((eb) => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('last')).where('forum_id', '=', sight.forumId).executeTakeFirstOrThrow();
  const [id, number] = [world.mint(), Number(last) + 1];
  await db.insertInto('quarantine').values({ forum_id: sight.forumId, id, number, held_id: q.heldId, what: q.what, subject_id: q.subjectId, sha256: q.sha256, at: now, seat_id: q.seatId, reason: q.reason, match: q.match === null ? null : JSON.stringify(q.match) }).execute();
  return { id, number };
}

type Change = { state?: QuarantineState; proposed_by?: string | null; proposal?: string | null; settled_by?: string | null; settled_at?: Date; case_id?: string; purged_at?: Date };

export async function updateQuarantine({ db, sight }: ForumContext, { id, version }: QuarantineRow, change: Change): Promise<void> {
  await db.updateTable('quarantine').set({ ...change, version: version + 1 }).where('forum_id', '=', sight.forumId).where('id', '=', id).execute();
}

export type AccessRow = { id: string; askedBy: string; askedAt: Date; reason: string; grantedBy: string | null; grantedAt: Date | null; endsAt: Date | null };

export async function loadAccesses({ db, sight }: ForumContext, quarantineId: string): Promise<AccessRow[]> {
  const found = await db.selectFrom('quarantine_access').selectAll().where('forum_id', '=', sight.forumId).where('quarantine_id', '=', quarantineId).orderBy('asked_at').orderBy('id').execute();
  return found.map((r) => ({ id: r.id, askedBy: r.asked_by, askedAt: r.asked_at, reason: r.reason, grantedBy: r.granted_by, grantedAt: r.granted_at, endsAt: r.ends_at }));
}

export async function insertAccess({ db, sight, now, world }: ForumContext, quarantineId: string, of: { askedBy: string; reason: string }): Promise<string> {
  const id = world.mint();
  await db.insertInto('quarantine_access').values({ forum_id: sight.forumId, id, quarantine_id: quarantineId, asked_by: of.askedBy, asked_at: now, reason: of.reason }).execute();
  return id;
}

export async function setGranted({ db, sight, now }: ForumContext, id: string, by: { grantedBy: string; endsAt: Date }): Promise<void> {
  await db.updateTable('quarantine_access').set({ granted_by: by.grantedBy, granted_at: now, ends_at: by.endsAt }).where('forum_id', '=', sight.forumId).where('id', '=', id).execute();
}

export async function insertView({ db, sight, now, world }: ForumContext, accessId: string, seatId: string): Promise<string> {
  const id = world.mint();
  await db.insertInto('quarantine_view').values({ forum_id: sight.forumId, id, access_id: accessId, seat_id: seatId, at: now }).execute();
  return id;
}

export type ViewRow = { id: string; accessId: string; seatId: string; at: Date };

/** Who looked, and when, the first first. */
export async function loadViews({ db, sight }: ForumContext, quarantineId: string): Promise<ViewRow[]> {
  const found = await db.selectFrom('quarantine_view as v').innerJoin('quarantine_access as a', (on) => on.onRef('a.forum_id', '=', 'v.forum_id').onRef('a.id', '=', 'v.access_id')).select(['v.id', 'v.access_id', 'v.seat_id', 'v.at']).where('v.forum_id', '=', sight.forumId).where('a.quarantine_id', '=', quarantineId).orderBy('v.at').orderBy('v.id').execute();
  return found.map((r) => ({ id: r.id, accessId: r.access_id, seatId: r.seat_id, at: r.at }));
}

/** Confirmed material whose time is over, with its forum: all forums'. */
export const loadOverdue = async ({ db }: Pick<Context, 'db'>, upTo: Date): Promise<{ forumId: string; number: number }[]> => (await db.selectFrom('quarantine').select(['forum_id', 'number']).where('state', '=', 'confirmed').where('settled_at', '<=', upTo).orderBy('settled_at').execute()).map((r) => ({ forumId: r.forum_id, number: r.number }));
