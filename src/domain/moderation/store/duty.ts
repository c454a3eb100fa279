import type { Context, ForumContext } from '../../context.ts';
import type { DutyRole, Shift } from '../rules/roster.ts';

/** A shift with the name of whoever is on; for those who keep the roster. */
export type ShiftRow = Shift & { name: string; note: string | null };

const shifts = ({ db, sight }: ForumContext) =>
  db.selectFrom('duty_shift as d').innerJoin('seat as s', (on) => on.onRef('s.forum_id', '=', 'd.forum_id').onRef('s.id', '=', 'd.seat_id')).innerJoin('person as p', 'p.id', 's.person_id')
    .select(['d.id', 'd.role', 'd.seat_id', 'd.starts_at', 'd.ends_at', 'd.note', 'p.name'])
    // Who was muted, suspended or has left is on duty no more, whatever the roster says.
    .where('d.forum_id', '=', sight.forumId).where('s.standing', '=', 'good').orderBy('d.starts_at').orderBy('d.id');

type Read = { id: string; role: string; seat_id: string; starts_at: Date; ends_at: Date; note: string | null; name: string };
const asShift = (r: Read): ShiftRow => ({ id: r.id, role: r.role as DutyRole, seatId: r.seat_id, startsAt: r.starts_at, endsAt: r.ends_at, note: r.note, name: r.name });

/** The shifts that have not ended at an instant, in order. */
export const loadShifts = async (ctx: ForumContext, from: Date): Promise<ShiftRow[]> => (await shifts(ctx).where('d.ends_at', '>', from).execute()).map(asShift);

export async function loadShift(ctx: ForumContext, id: string): Promise<ShiftRow | null> {
  const row = await shifts(ctx).where('d.id', '=', id).forUpdate('d').executeTakeFirst();
  return row ? asShift(row) : null;
}

export async function insertShift({ db, sight }: ForumContext, s: Shift & { takenFrom?: string; note?: string | undefined }): Promise<void> {
  await db.insertInto('duty_shift').values({ forum_id: sight.forumId, id: s.id, role: s.role, seat_id: s.seatId, starts_at: s.startsAt, ends_at: s.endsAt, taken_from: s.takenFrom ?? null, note: s.note ?? null }).execute();
}

/** A shift ends at an instant, or goes from the roster where it had not begun. */
export async function endShift({ db, sight }: ForumContext, { id, startsAt }: Shift, at: Date): Promise<void> {
  if (startsAt >= at) await db.deleteFrom('duty_shift').where('forum_id', '=', sight.forumId).where('id', '=', id).execute();
  else await db.updateTable('duty_shift').set({ ends_at: at }).where('forum_id', '=', sight.forumId).where('id', '=', id).execute();
}

/** Holds the roster of a forum until the transaction ends, so that two do not enter the same person twice. */
export async function holdRoster({ db, sight }: ForumContext): Promise<void> {
  await db.insertInto('moderation_setting').values({ forum_id: sight.forumId }).onConflict((c) => c.column('forum_id').doNothing()).execute();
  await db.selectFrom('moderation_setting').select('forum_id').where('forum_id', '=', sight.forumId).forUpdate().executeTakeFirst();
}

export type ModerationSettings = { urgentMinutes: number; decisionsPublic: boolean };

/** What a forum has set for its moderation. */
export async function loadSettings({ db }: Pick<Context, 'db'>, forumId: string): Promise<ModerationSettings> {
  const row = await db.selectFrom('moderation_setting').select(['urgent_minutes', 'decisions_public']).where('forum_id', '=', forumId).executeTakeFirst();
  return { urgentMinutes: row?.urgent_minutes ?? 15, decisionsPublic: row?.decisions_public ?? false };
}

export async function saveSettings({ db, sight }: ForumContext, change: { urgent_minutes: number } | { decisions_public: boolean }): Promise<void> {
  await db.insertInto('moderation_setting').values({ forum_id: sight.forumId, ...change }).onConflict((c) => c.column('forum_id').doUpdateSet(change)).execute();
}

/** Urgent cases that wait in nobody's hands, with when their first urgent flag that stands came in since they were last opened. */
export async function urgentUnclaimed({ db, sight }: ForumContext): Promise<{ id: string; number: number; contributionId: string; state: string; rule: string; flaggedAt: Date }[]> {
  const rows = await db.selectFrom('moderation_case as m').innerJoin('flag as f', (on) => on.onRef('f.forum_id', '=', 'm.forum_id').onRef('f.case_id', '=', 'm.id'))
    .select(['m.id', 'm.number', 'm.contribution_id', 'm.state', 'f.rule', 'f.at'])
    .where('m.forum_id', '=', sight.forumId).where('m.state', '=', 'open').where('f.urgent', '=', true).where('f.withdrawn_at', 'is', null)
    .orderBy('m.number').orderBy('f.at').orderBy('f.id').execute();
  const first = new Map(rows.toReversed().map((r) => [r.id, r]));
  return [...first.values()].map((r) => ({ id: r.id, number: r.number, contributionId: r.contribution_id, state: r.state, rule: r.rule, flaggedAt: r.at })).sort((a, b) => a.number - b.number);
}
