import { sql } from 'kysely';
import { type Outcome, refused } from '#platform/outcome.ts';
import type { Duty, Seat, Standing } from '../../accreditation/model.ts';
import type { Context, ForumContext } from '../../context.ts';
import type { Marking, Regime, TwoKeyCapacity } from '../../disclosure/model.ts';
import type { ContributionRefusal, PositionState, PositionStep } from '../model.ts';
import { mayActForDelegation } from '../rules/position.ts';

/**
 * Runs work with one delegation's rows in reach. Only this file does so, and only for the body of the reader's own
 * seat or of a link's copy: everything else, whoever asks, finds these tables empty.
 */
export async function forDelegation<T>(ctx: Pick<Context, 'db'>, bodyId: string, work: () => Promise<T>): Promise<T> {
  if (!ctx.db.isTransaction) throw new Error('positions are read and written inside a transaction only');
  await sql`select set_config('colloquy.delegation', ${bodyId}, true)`.execute(ctx.db);
  const result = await work();
  await sql`select set_config('colloquy.delegation', '', true)`.execute(ctx.db);
  return result;
}

export type PositionRow = { id: string; forumId: string; bodyId: string; questionId: string; parentId: string | null; voice: TwoKeyCapacity; state: PositionState; wording: number; contributionId: string | null; begunAt: Date };
type In = Pick<Context, 'db' | 'now'>;

/** A position of the delegation in reach. */
export async function loadPosition({ db }: Pick<Context, 'db'>, forumId: string, id: string, { lock = false } = {}): Promise<PositionRow | null> {
  let query = db.selectFrom('position').selectAll().where('forum_id', '=', forumId).where('id', '=', id);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row ? toPosition(row) : null;
}

const toPosition = (row: { id: string; forum_id: string; body_id: string; question_id: string; parent_id: string | null; voice: string; state: string; wording: number; contribution_id: string | null; begun_at: Date }): PositionRow => ({ id: row.id, forumId: row.forum_id, bodyId: row.body_id, questionId: row.question_id, parentId: row.parent_id, voice: row.voice as TwoKeyCapacity, state: row.state as PositionState, wording: row.wording, contributionId: row.contribution_id, begunAt: row.begun_at });

/** All positions of the delegation in reach, the newest first. */
export async function loadPositions({ db }: Pick<Context, 'db'>, forumId: string): Promise<(PositionRow & { code: string; markdown: string; groupName: string | null; number: number | null })[]> {
  const rows = await db
    .selectFrom('position as p')
    .innerJoin('position_wording as w', (on) => on.onRef('w.forum_id', '=', 'p.forum_id').onRef('w.position_id', '=', 'p.id').onRef('w.number', '=', 'p.wording'))
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'p.forum_id').onRef('q.id', '=', 'p.question_id'))
    .leftJoin('contribution as c', (on) => on.onRef('c.forum_id', '=', 'p.forum_id').onRef('c.id', '=', 'p.contribution_id'))
    .selectAll('p').select(['q.code', 'w.markdown', 'w.group_name', 'c.number'])
    .where('p.forum_id', '=', forumId)
    .orderBy('p.begun_at', 'desc').orderBy('p.id')
    .execute();
  return rows.map((row) => ({ ...toPosition(row), code: row.code, markdown: row.markdown, groupName: row.group_name, number: row.number }));
}

/** A position of one's own delegation held for a deed, for whoever may act for it; a position of others is not there. */
export function withPosition<V, C extends string>(ctx: ForumContext, id: string, work: (position: PositionRow, seat: Seat) => Promise<Outcome<V, C>>): Promise<Outcome<V, C | ContributionRefusal>> {
  const acting = mayActForDelegation({ seat: ctx.sight.seat, roles: ctx.sight.roles });
  if (!acting.ok) return Promise.resolve(acting);
  return forDelegation(ctx, acting.value.bodyId, async (): Promise<Outcome<V, C | ContributionRefusal>> => {
    const position = await loadPosition(ctx, ctx.sight.forumId, id, { lock: true });
    return position ? work(position, acting.value) : refused('discussion.no_such_position');
  });
}

export type NewPosition = { id: string; bodyId: string; questionId: string; parentId: string | null; voice: TwoKeyCapacity };
export async function insertPosition({ db, sight, now }: ForumContext, p: NewPosition): Promise<void> {
  await db.insertInto('position').values({ forum_id: sight.forumId, id: p.id, body_id: p.bodyId, question_id: p.questionId, parent_id: p.parentId, voice: p.voice, begun_at: now }).execute();
}

export async function setPosition({ db }: In, position: PositionRow, change: { state?: PositionState; wording?: number; contributionId?: string }): Promise<void> {
  const { contributionId, ...rest } = change;
  await db.updateTable('position').set({ ...rest, ...(contributionId ? { contribution_id: contributionId } : {}) }).where('forum_id', '=', position.forumId).where('id', '=', position.id).execute();
}

export type Wording = { number: number; draftedBy: string; groupName: string | null; regime: Regime; marking: Marking; lang: string; markdown: string; madeAt: Date };
type Of = { forumId: string; id: string; bodyId: string };

export async function insertWording({ db, now }: In, of: Of, w: Omit<Wording, 'madeAt'>): Promise<void> {
  await db.insertInto('position_wording').values({ forum_id: of.forumId, position_id: of.id, number: w.number, body_id: of.bodyId, drafted_by: w.draftedBy, group_name: w.groupName, regime: w.regime, marking: w.marking, lang: w.lang, markdown: w.markdown, made_at: now }).execute();
}

export async function loadWording({ db }: Pick<Context, 'db'>, of: { forumId: string; id: string }, number: number): Promise<Wording> {
  const row = await db.selectFrom('position_wording').selectAll().where('forum_id', '=', of.forumId).where('position_id', '=', of.id).where('number', '=', number).executeTakeFirstOrThrow();
  return { number: row.number, draftedBy: row.drafted_by, groupName: row.group_name, regime: row.regime as Regime, marking: row.marking as Marking, lang: row.lang, markdown: row.markdown, madeAt: row.made_at };
}

/** Who drafted a wording, as a key: standing and duty as they are now. */
export async function loadDrafter({ db }: Pick<Context, 'db'>, forumId: string, seatId: string): Promise<{ id: string; bodyId: string; standing: Standing; duty: Duty | null }> {
  const row = await db.selectFrom('seat').select(['id', 'body_id', 'standing', 'duty']).where('forum_id', '=', forumId).where('id', '=', seatId).executeTakeFirstOrThrow();
  return { id: row.id, bodyId: row.body_id, standing: row.standing as Standing, duty: row.duty as Duty | null };
}

export type StepRow = { step: PositionStep; wording: number; by: string | null; note: string | null; at: Date };

/** Adds a line to the delegation's own log of a position; the position's row is held, so that numbers follow. */
export async function addStep({ db, now }: In, of: Of, s: { step: PositionStep; wording: number; bySeat?: string; reader?: string; note?: string | null }): Promise<void> {
  const last = await db.selectFrom('position_step').select((eb) => eb.fn.max('number').as('n')).where('forum_id', '=', of.forumId).where('position_id', '=', of.id).executeTakeFirst();
  await db.insertInto('position_step').values({ forum_id: of.forumId, position_id: of.id, number: (last?.n ?? 0) + 1, body_id: of.bodyId, step: s.step, wording: s.wording, by_seat: s.bySeat ?? null, reader: s.reader ?? null, note: s.note ?? null, at: now }).execute();
}

/** Who did what with a position; names are for its own delegation, which alone can reach these rows. */
export async function loadSteps({ db }: Pick<Context, 'db'>, of: { forumId: string; id: string }): Promise<StepRow[]> {
  const rows = await db
    .selectFrom('position_step as s')
    .leftJoin('seat', (on) => on.onRef('seat.forum_id', '=', 's.forum_id').onRef('seat.id', '=', 's.by_seat'))
    .leftJoin('person', 'person.id', 'seat.person_id')
    .select(['s.step', 's.wording', 's.reader', 's.note', 's.at', 'person.name'])
    .where('s.forum_id', '=', of.forumId).where('s.position_id', '=', of.id)
    .orderBy('s.number')
    .execute();
  return rows.map((row) => ({ step: row.step as PositionStep, wording: row.wording, by: row.name ?? row.reader, note: row.note, at: row.at }));
}

/** When the delegation in reach announced a text on a question that has not come yet; null if it did not. */
export async function loadReserve({ db }: Pick<Context, 'db'>, forumId: string, questionId: string, bodyId: string): Promise<Date | null> {
  const row = await db.selectFrom('reserve').select('announced_at').where('forum_id', '=', forumId).where('question_id', '=', questionId).where('body_id', '=', bodyId).where('used_at', 'is', null).where('waiting', '=', false).executeTakeFirst();
  return row?.announced_at ?? null;
}
