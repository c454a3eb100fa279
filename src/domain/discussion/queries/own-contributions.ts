import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { ownCapacities, waitingOf } from '../../disclosure/custody.ts';
import type { Capacity, Marking, Regime } from '../../disclosure/model.ts';
import { refOf } from '../rules.ts';

export type OwnContribution = {
  forumId: string; ref: string; question: string; replyTo: string | null; regime: Regime; capacity: Capacity | null; marking: Marking; lang: string; channel: string; visibility: string; receivedAt: Date;
  wordings: { number: number; madeAt: Date; text: string }[];
};
export type OwnDraft = { forumId: string; code: string; question: string; text: string; lang: string | null; /** Null for a text that waits to be released: when it was sent is kept nowhere. */ savedAt: Date | null };
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

/** One's own drafts in a forum, each with what another window wrote beside it, and what one sent that waits to be released with others. */
export async function ownDrafts(ctx: Context, { forumId, seatId }: OwnSeat): Promise<OwnDraft[]> {
  const outcome = await atomically(ctx, async (ctx) => granted(await waitingOf(ctx, forumId, seatId)));
  const ids = outcome.ok ? outcome.value.map(({ id }) => id) : [];
  const waiting = ids.length === 0 ? [] : await ctx.db
    .selectFrom('waiting_contribution as w')
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'w.forum_id').onRef('q.id', '=', 'w.question_id'))
    .select(['q.code', 'q.text as question', 'w.markdown', 'w.lang'])
    .where('w.forum_id', '=', forumId)
    .where('w.id', 'in', ids)
    .execute();
  const rows = await ctx.db
    .selectFrom('draft as d')
    .innerJoin('guiding_question as q', (on) => on.onRef('q.forum_id', '=', 'd.forum_id').onRef('q.id', '=', 'd.question_id'))
    .select(['d.id', 'q.code', 'q.text as question', 'd.markdown', 'd.lang', 'd.saved_at'])
    .where('d.forum_id', '=', forumId)
    .where('d.seat_id', '=', seatId)
    .orderBy('d.saved_at')
    .execute();
  const beside = await ctx.db.selectFrom('draft_beside as b').innerJoin('draft as d', 'd.id', 'b.draft_id').select(['b.draft_id', 'b.markdown', 'b.saved_at']).where('d.forum_id', '=', forumId).where('d.seat_id', '=', seatId).orderBy('b.saved_at').execute();
  const sent = waiting.map((w) => ({ forumId, code: w.code, question: w.question, text: w.markdown, lang: w.lang, savedAt: null }));
  return [...sent, ...rows.flatMap((r) => {
    const of = { forumId, code: r.code, question: r.question, lang: r.lang };
    return [{ ...of, text: r.markdown, savedAt: r.saved_at }, ...beside.filter((b) => b.draft_id === r.id).map((b) => ({ ...of, text: b.markdown, savedAt: b.saved_at }))];
  })];
}
