import type { Context } from '../../context.ts';
import { refOf } from '../../discussion/rules.ts';

export type OwnFlag = { forumId: string; ref: string; rule: string; sentence: string; urgent: boolean; at: Date };

/** The flags a seat made; for that person's own eyes. What was decided, and by whom, is not theirs. */
export async function ownFlags({ db }: Pick<Context, 'db'>, { forumId, seatId }: { forumId: string; seatId: string }): Promise<OwnFlag[]> {
  const rows = await db
    .selectFrom('flag as f')
    .innerJoin('moderation_case as m', (on) => on.onRef('m.forum_id', '=', 'f.forum_id').onRef('m.id', '=', 'f.case_id'))
    .innerJoin('contribution as c', (on) => on.onRef('c.forum_id', '=', 'm.forum_id').onRef('c.id', '=', 'm.contribution_id'))
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id'))
    .select(['q.code', 'c.number', 'f.rule', 'f.sentence', 'f.urgent', 'f.at'])
    .where('f.forum_id', '=', forumId)
    .where('f.seat_id', '=', seatId)
    .orderBy('f.at')
    .execute();
  return rows.map((r) => ({ forumId, ref: refOf(r.code, r.number), rule: r.rule, sentence: r.sentence, urgent: r.urgent, at: r.at }));
}
