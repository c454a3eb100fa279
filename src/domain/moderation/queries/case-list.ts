import { sql } from 'kysely';
import type { ForumContext } from '../../context.ts';
import { refOf } from '../../discussion/rules.ts';
import { may } from '../../rights.ts';
import type { CaseState, Measure } from '../model.ts';
import { caseRef } from '../rules.ts';
import { waits } from '../rules/docket.ts';

export type CaseLine = {
  ref: string; number: number; contribution: string; rules: string[]; flags: number; urgent: boolean; openedAt: Date; dueAt: Date | null; overdue: boolean; state: CaseState; measure: Measure | null;
  claimed: 'by-you' | 'by-another' | null;
  /** The author changed the wording that was asked to be changed, and a moderator is to read it. */
  edited: boolean;
  /** Somebody has to do something: decide, confirm, read an edit, review. */
  waits: boolean;
};

/** The docket in one question: what waits, the urgent first, then by when it is due; then what was decided, the last first. */
export async function caseList(ctx: ForumContext): Promise<CaseLine[] | null> {
  if (!may(ctx.sight, 'see-cases')) return null;
  const { rows } = await sql<{ number: number; code: string; c_number: number; rules: string[]; flags: number; urgent: boolean; opened_at: Date; due_at: Date | null; state: CaseState; claimed_by: string | null; measure: Measure | null; edited: boolean }>`
    select m.number, q.code, c.number as c_number, f.rules, f.flags, f.urgent, m.opened_at, m.due_at, m.state, m.claimed_by, d.measure,
      coalesce(d.state = 'in-force' and d.done ? 'editAsked' and c.revision > m.revision and m.state in ('decided', 'upheld'), false) as edited
    from moderation_case m
    join contribution c on c.forum_id = m.forum_id and c.id = m.contribution_id
    join guiding_question q on q.forum_id = c.forum_id and q.id = c.question_id
    cross join lateral (select count(*) filter (where withdrawn_at is null)::int as flags, coalesce(bool_or(urgent) filter (where withdrawn_at is null), false) as urgent, array_agg(distinct rule) as rules from flag where forum_id = m.forum_id and case_id = m.id) f
    left join lateral (select measure, state, done from decision where forum_id = m.forum_id and case_id = m.id and state in ('proposed', 'in-force', 'reversed') order by at desc limit 1) d on true
    where m.forum_id = ${ctx.sight.forumId}`.execute(ctx.db);
  const lines = rows.map((row): CaseLine => ({
    ref: caseRef(row.number), number: row.number, contribution: refOf(row.code, row.c_number), rules: row.rules ?? [], flags: row.flags, urgent: row.urgent, openedAt: row.opened_at, dueAt: row.due_at,
    overdue: waits(row.state) && row.due_at !== null && row.due_at <= ctx.now, state: row.state, measure: row.measure,
    claimed: row.claimed_by === null ? null : row.claimed_by === ctx.sight.seat?.id ? 'by-you' : 'by-another', edited: row.edited, waits: waits(row.state) || row.state === 'appealed' || row.edited,
  }));
  const due = (line: CaseLine) => (line.dueAt ?? line.openedAt).getTime();
  return lines.sort((a, b) => Number(b.waits) - Number(a.waits) || (a.waits ? Number(b.urgent) - Number(a.urgent) || due(a) - due(b) : b.number - a.number));
}
