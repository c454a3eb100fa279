import type { ForumContext } from '../context.ts';

export type CaseRow = { id: string; number: number; contributionId: string; revision: number; openedAt: Date; version: number; state: string };

const columns = ['id', 'number', 'contribution_id', 'revision', 'opened_at', 'version', 'state'] as const;
type Row = { id: string; number: number; contribution_id: string; revision: number; opened_at: Date; version: number; state: string };
const toCase = (row: Row): CaseRow => ({ id: row.id, number: row.number, contributionId: row.contribution_id, revision: row.revision, openedAt: row.opened_at, version: row.version, state: row.state });

export async function openCaseOf({ db, sight }: ForumContext, contributionId: string): Promise<CaseRow | null> {
  const row = await db.selectFrom('moderation_case').select(columns).where('forum_id', '=', sight.forumId).where('contribution_id', '=', contributionId).where('state', '=', 'open').forUpdate().executeTakeFirst();
  return row ? toCase(row) : null;
}

export async function loadCase({ db, sight }: ForumContext, number: number, { lock = false } = {}): Promise<CaseRow | null> {
  let query = db.selectFrom('moderation_case').select(columns).where('forum_id', '=', sight.forumId).where('number', '=', number);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row ? toCase(row) : null;
}

export async function insertCase(ctx: ForumContext, contributionId: string, revision: number): Promise<CaseRow> {
  const { forumId } = ctx.sight;
  const { last } = await ctx.db.selectFrom('moderation_case').select((eb) => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('last')).where('forum_id', '=', forumId).executeTakeFirstOrThrow();
  const row = await ctx.db.insertInto('moderation_case').values({ forum_id: forumId, id: ctx.world.mint(), number: Number(last) + 1, contribution_id: contributionId, revision, opened_at: ctx.now }).returning(columns).executeTakeFirstOrThrow();
  return toCase(row);
}

export async function flagsOf({ db, sight }: ForumContext, caseId: string): Promise<{ seatId: string; rule: string; sentence: string; urgent: boolean; at: Date }[]> {
  const rows = await db.selectFrom('flag').select(['seat_id', 'rule', 'sentence', 'urgent', 'at']).where('forum_id', '=', sight.forumId).where('case_id', '=', caseId).orderBy('at').execute();
  return rows.map((r) => ({ seatId: r.seat_id, rule: r.rule, sentence: r.sentence, urgent: r.urgent, at: r.at }));
}

export type DecisionRow = { id: string; caseId: string; seatId: string; measure: string; facts: string; ground: string; groundText: string; scope: string; aidUsed: string; redress: string; appealUntil: Date | null; at: Date };

export async function decisionOf({ db, sight }: ForumContext, caseId: string): Promise<DecisionRow | null> {
  const r = await db.selectFrom('decision').selectAll().where('forum_id', '=', sight.forumId).where('case_id', '=', caseId).orderBy('at', 'desc').executeTakeFirst();
  return r ? { id: r.id, caseId: r.case_id, seatId: r.seat_id, measure: r.measure, facts: r.facts, ground: r.ground, groundText: r.ground_text, scope: r.scope, aidUsed: r.aid_used, redress: r.redress, appealUntil: r.appeal_until, at: r.at } : null;
}

export async function appealOf({ db, sight }: ForumContext, decisionId: string): Promise<{ id: string; text: string; lodgedAt: Date; outcome: string | null; reasons: string | null; decidedAt: Date | null } | null> {
  const r = await db.selectFrom('appeal').selectAll().where('forum_id', '=', sight.forumId).where('decision_id', '=', decisionId).executeTakeFirst();
  return r ? { id: r.id, text: r.text, lodgedAt: r.lodged_at, outcome: r.outcome, reasons: r.reasons, decidedAt: r.decided_at } : null;
}
