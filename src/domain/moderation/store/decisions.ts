import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import type { Done, Measure, MeasureTerms } from '../model.ts';

export type DecisionState = 'proposed' | 'in-force' | 'declined' | 'superseded' | 'reversed';
export type DecisionRow = { id: string; caseId: string; seatId: string; measure: Measure; facts: string; ground: string; groundText: string; law: string | null; lawState: string | null; scope: string; aidUsed: string; automated: boolean; redress: string; endsAt: Date | null; terms: MeasureTerms; done: Done; state: DecisionState; interimUntil: Date | null; confirmedBy: string | null; appealUntil: Date | null; at: Date };

/** The decision a case stands by: the last that was not declined. */
export async function decisionOf({ db, sight }: ForumContext, caseId: string): Promise<DecisionRow | null> {
  const r = await db.selectFrom('decision').selectAll().where('forum_id', '=', sight.forumId).where('case_id', '=', caseId).where('state', 'in', ['proposed', 'in-force', 'reversed']).orderBy('at', 'desc').executeTakeFirst();
  return r ? { id: r.id, caseId: r.case_id, seatId: r.seat_id, measure: r.measure as Measure, facts: r.facts, ground: r.ground, groundText: r.ground_text, law: r.law, lawState: r.law_state, scope: r.scope, aidUsed: r.aid_used, automated: r.automated, redress: r.redress, endsAt: r.ends_at, terms: r.terms as MeasureTerms, done: r.done as Done, state: r.state as DecisionState, interimUntil: r.interim_until, confirmedBy: r.confirmed_by, appealUntil: r.appeal_until, at: r.at } : null;
}

type Kept = Omit<DecisionRow, 'groundText' | 'done' | 'confirmedBy' | 'at'> & { groundText: string; revision: number };

export async function insertDecision({ db, sight, now }: ForumContext, d: Kept): Promise<void> {
  await db.insertInto('decision').values({ forum_id: sight.forumId, id: d.id, case_id: d.caseId, seat_id: d.seatId, measure: d.measure, facts: d.facts, ground: d.ground, ground_text: d.groundText, law: d.law, law_state: d.lawState, scope: d.scope, aid_used: d.aidUsed, automated: d.automated, redress: d.redress, ends_at: d.endsAt, terms: JSON.stringify(d.terms), state: d.state, interim_until: d.interimUntil, appeal_until: d.appealUntil, revision: d.revision, at: now }).execute();
}

type Change = { state?: DecisionState; done?: Done; interimUntil?: Date | null; appealUntil?: Date | null; endsAt?: Date | null; confirmedBy?: string };

export async function updateDecision({ db, sight, now }: ForumContext, id: string, c: Change): Promise<void> {
  await db
    .updateTable('decision')
    .set({ ...(c.state ? { state: c.state } : {}), ...(c.done ? { done: JSON.stringify(c.done) } : {}), ...(c.interimUntil === undefined ? {} : { interim_until: c.interimUntil }), ...(c.appealUntil === undefined ? {} : { appeal_until: c.appealUntil }), ...(c.endsAt === undefined ? {} : { ends_at: c.endsAt }), ...(c.confirmedBy ? { confirmed_by: c.confirmedBy, confirmed_at: now } : {}) })
    .where('forum_id', '=', sight.forumId).where('id', '=', id).execute();
}

/** Decisions of a case that is open again under which its text is still withheld. */
export async function leftovers({ db, sight }: ForumContext, caseId: string): Promise<string[]> {
  const rows = await db.selectFrom('decision').select('id').where('forum_id', '=', sight.forumId).where('case_id', '=', caseId).where('state', '=', 'superseded').where(sql<boolean>`done ? 'withheld'`).execute();
  return rows.map(({ id }) => id);
}

export type AppealRow = { id: string; text: string; lodgedAt: Date; outcome: string | null; reasons: string | null; decidedAt: Date | null };

export async function appealOf({ db, sight }: ForumContext, decisionId: string): Promise<AppealRow | null> {
  const r = await db.selectFrom('appeal').selectAll().where('forum_id', '=', sight.forumId).where('decision_id', '=', decisionId).executeTakeFirst();
  return r ? { id: r.id, text: r.text, lodgedAt: r.lodged_at, outcome: r.outcome, reasons: r.reasons, decidedAt: r.decided_at } : null;
}

/** Measures one moderator took alone whose time is over without a second's word: their cases by number. */
export async function lapsed({ db, sight, now }: ForumContext): Promise<number[]> {
  const rows = await db.selectFrom('decision as d').innerJoin('moderation_case as m', (on) => on.onRef('m.forum_id', '=', 'd.forum_id').onRef('m.id', '=', 'd.case_id')).select('m.number').where('d.forum_id', '=', sight.forumId).where('d.state', '=', 'proposed').where('m.state', '=', 'proposed').where('d.interim_until', '<=', now).orderBy('m.number').execute();
  return rows.map(({ number }) => number);
}
