import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { ownCapacities } from '../../disclosure/custody.ts';
import type { Capacity, Marking, Regime } from '../../disclosure/model.ts';
import { refOf } from '../rules.ts';

export type OwnContribution = {
  forumId: string; ref: string; question: string; replyTo: string | null; regime: Regime; capacity: Capacity | null; marking: Marking; lang: string; channel: string; visibility: string; receivedAt: Date;
  wordings: { number: number; madeAt: Date; text: string }[];
};
export type OwnDraft = { forumId: string; code: string; question: string; text: string; lang: string | null; savedAt: Date };
type OwnSeat = { forumId: string; seatId: string };

/** All that one said in a forum, unattributed contributions as well: for their author's own eyes. */
export async function ownContributions(ctx: Context, { forumId, seatId }: OwnSeat): Promise<OwnContribution[]> {
  const outcome = await atomically(ctx, async (ctx) => granted(await ownCapacities(ctx, forumId, seatId)));
  const capacities = outcome.ok ? outcome.value : new Map<string, Capacity>();
  const ids = [...capacities.keys()];
  if (ids.length === 0) return [];
  const [rows, wordings] = await Promise.all([
    ctx.db
      .selectFrom('contribution as c')
      .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'c.forum_id').onRef('q.id', '=', 'c.question_id'))
      .leftJoin('contribution as p', (on) => on.onRef('p.forum_id', '=', 'c.forum_id').onRef('p.id', '=', 'c.parent_id'))
      .leftJoin('guiding_question as pq', (on) => on.onRef('pq.forum_id', '=', 'p.forum_id').onRef('pq.id', '=', 'p.question_id'))
      .select(['c.id', 'c.number', 'q.code', 'q.text as question', 'p.number as parent', 'pq.code as parent_code', 'c.regime', 'c.marking', 'c.lang', 'c.channel', 'c.visibility', 'c.received_at'])
      .where('c.forum_id', '=', forumId)
      .where('c.id', 'in', ids)
      .orderBy('c.received_at')
      .execute(),
    ctx.db.selectFrom('revision').select(['contribution_id', 'number', 'markdown', 'made_at']).where('forum_id', '=', forumId).where('contribution_id', 'in', ids).orderBy('number').execute(),
  ]);
  return rows.map((r) => ({
    forumId, ref: refOf(r.code, r.number), question: r.question, replyTo: r.parent === null || r.parent_code === null ? null : refOf(r.parent_code, r.parent), regime: r.regime as Regime, capacity: capacities.get(r.id) ?? null,
    marking: r.marking as Marking, lang: r.lang, channel: r.channel, visibility: r.visibility, receivedAt: r.received_at,
    wordings: wordings.filter((w) => w.contribution_id === r.id).map((w) => ({ number: w.number, madeAt: w.made_at, text: w.markdown })),
  }));
}

/** One's own drafts in a forum. */
export async function ownDrafts({ db }: Pick<Context, 'db'>, { forumId, seatId }: OwnSeat): Promise<OwnDraft[]> {
  const rows = await db
    .selectFrom('draft as d')
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'd.forum_id').onRef('q.id', '=', 'd.question_id'))
    .select(['q.code', 'q.text as question', 'd.markdown', 'd.lang', 'd.saved_at'])
    .where('d.forum_id', '=', forumId)
    .where('d.seat_id', '=', seatId)
    .orderBy('d.saved_at')
    .execute();
  return rows.map((r) => ({ forumId, code: r.code, question: r.question, text: r.markdown, lang: r.lang, savedAt: r.saved_at }));
}
