import type { ForumContext } from '../context.ts';
import { nextState } from './rules/docket.ts';
import type { CaseState, CaseStep } from './model.ts';

export type CaseRow = { id: string; number: number; contributionId: string; revision: number; openedAt: Date; version: number; state: CaseState; dueAt: Date | null; claimedBy: string | null; claimedAt: Date | null };

const columns = ['id', 'number', 'contribution_id', 'revision', 'opened_at', 'version', 'state', 'due_at', 'claimed_by', 'claimed_at'] as const;
type Row = { id: string; number: number; contribution_id: string; revision: number; opened_at: Date; version: number; state: string; due_at: Date | null; claimed_by: string | null; claimed_at: Date | null };
const toCase = (row: Row): CaseRow => ({ id: row.id, number: row.number, contributionId: row.contribution_id, revision: row.revision, openedAt: row.opened_at, version: row.version, state: row.state as CaseState, dueAt: row.due_at, claimedBy: row.claimed_by, claimedAt: row.claimed_at });

/** The case of a contribution that still waits for a decision. */
export async function openCaseOf({ db, sight }: ForumContext, contributionId: string): Promise<CaseRow | null> {
  const row = await db.selectFrom('moderation_case').select(columns).where('forum_id', '=', sight.forumId).where('contribution_id', '=', contributionId).where('state', 'in', ['open', 'claimed', 'proposed']).forUpdate().executeTakeFirst();
  return row ? toCase(row) : null;
}

export async function loadCase({ db, sight }: ForumContext, number: number, { lock = false } = {}): Promise<CaseRow | null> {
  let query = db.selectFrom('moderation_case').select(columns).where('forum_id', '=', sight.forumId).where('number', '=', number);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row ? toCase(row) : null;
}

export async function loadCaseById({ db, sight }: ForumContext, id: string, { lock = false } = {}): Promise<CaseRow | null> {
  let query = db.selectFrom('moderation_case').select(columns).where('forum_id', '=', sight.forumId).where('id', '=', id);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row ? toCase(row) : null;
}

/** A new case without a step: the flag that opens it is its first, and makes it version 1. */
export async function insertCase(ctx: ForumContext, contributionId: string, revision: number): Promise<CaseRow> {
  const { forumId } = ctx.sight;
  const { last } = await ctx.db.selectFrom('moderation_case').select((eb) => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('last')).where('forum_id', '=', forumId).executeTakeFirstOrThrow();
  const row = await ctx.db.insertInto('moderation_case').values({ forum_id: forumId, id: ctx.world.mint(), number: Number(last) + 1, contribution_id: contributionId, revision, opened_at: ctx.now, version: 0 }).returning(columns).executeTakeFirstOrThrow();
  return toCase(row);
}

type Changes = { revision?: number; due_at?: Date | null; claimed_by?: string | null; claimed_at?: Date | null };

/** Takes a step: the case's new state, one version on, and the step in its history. `by` names moderators alone. */
export async function takeStep(ctx: ForumContext, found: CaseRow, step: CaseStep, by: string | null, changes: Changes = {}): Promise<void> {
  const { db, now, sight } = ctx;
  const state = nextState(found.state, step);
  if (!state) throw new Error(`a case that is ${found.state} takes no step “${step}”`);
  await db.updateTable('moderation_case').set({ state, version: found.version + 1, ...changes }).where('forum_id', '=', sight.forumId).where('id', '=', found.id).execute();
  await db.insertInto('case_step').values({ forum_id: sight.forumId, case_id: found.id, version: found.version + 1, step, seat_id: by, at: now }).execute();
}

export type StepRow = { version: number; step: CaseStep; seatId: string | null; at: Date };

/** What happened to a case, the first first. */
export async function stepsOf({ db, sight }: ForumContext, caseId: string): Promise<StepRow[]> {
  const rows = await db.selectFrom('case_step').select(['version', 'step', 'seat_id', 'at']).where('forum_id', '=', sight.forumId).where('case_id', '=', caseId).orderBy('version').execute();
  return rows.map((r) => ({ version: r.version, step: r.step as CaseStep, seatId: r.seat_id, at: r.at }));
}

export type FlagRow = { id: string; seatId: string; rule: string; sentence: string; urgent: boolean; at: Date; withdrawnAt: Date | null };

/** The flags on a case, those withdrawn as well: who flagged once does not decide. */
export async function flagsOf({ db, sight }: ForumContext, caseId: string): Promise<FlagRow[]> {
  const rows = await db.selectFrom('flag').select(['id', 'seat_id', 'rule', 'sentence', 'urgent', 'at', 'withdrawn_at']).where('forum_id', '=', sight.forumId).where('case_id', '=', caseId).orderBy('at').orderBy('id').execute();
  return rows.map((r) => ({ id: r.id, seatId: r.seat_id, rule: r.rule, sentence: r.sentence, urgent: r.urgent, at: r.at, withdrawnAt: r.withdrawn_at }));
}
