import { sql } from 'kysely';
import { asCustodian } from '#platform/db/custodian.ts';
import type { Context } from '../context.ts';

export type OpinionAnswer = 1 | 0 | -1;

/** Keeps what a seat answers to a statement; a later answer takes the earlier one's place. */
export function saveOpinion(ctx: Context, forumId: string, seatId: string, { statementId, answer }: { statementId: string; answer: OpinionAnswer }): Promise<void> {
  return asCustodian(ctx, async () => {
    await ctx.db.insertInto('opinion_vote').values({ forum_id: forumId, statement_id: statementId, seat_id: seatId, answer, at: ctx.now }).onConflict((c) => c.columns(['forum_id', 'statement_id', 'seat_id']).doUpdateSet({ answer, at: ctx.now })).execute();
  });
}

/** What a seat has answered; for that person's own eyes. */
export async function ownOpinions(ctx: Context, forumId: string, seatId: string): Promise<Map<string, OpinionAnswer>> {
  const rows = await asCustodian(ctx, () => ctx.db.selectFrom('opinion_vote').select(['statement_id', 'answer']).where('forum_id', '=', forumId).where('seat_id', '=', seatId).execute());
  return new Map(rows.map((row) => [row.statement_id, row.answer as OpinionAnswer]));
}

/**
 * All answers of a forum as signs, with nobody beside them: what opinion groups are computed from.
 *
 * Shape   one string for each who answered anything, a sign for each of the statements in the order given; in the
 *         order of their signs, which says nothing of who they are.
 */
export async function opinionRows(ctx: Context, forumId: string, statementIds: readonly string[]): Promise<string[]> {
  const rows = await asCustodian(ctx, () => ctx.db.selectFrom('opinion_vote').select(['seat_id', 'statement_id', 'answer']).where('forum_id', '=', forumId).execute());
  const column = new Map(statementIds.map((id, i) => [id, i]));
  const bySeat = new Map<string, string[]>();
  for (const row of rows) {
    const at = column.get(row.statement_id);
    if (at === undefined) continue;
    const signs = bySeat.get(row.seat_id) ?? statementIds.map(() => '.');
    signs[at] = row.answer > 0 ? '+' : row.answer < 0 ? '-' : '0';
    bySeat.set(row.seat_id, signs);
  }
  return [...bySeat.values()].map((signs) => signs.join('')).sort();
}

/** How many people have answered anything since an instant. The number leaves, the people do not. */
export async function countOpinionsSince(ctx: Context, forumId: string, since: Date | null): Promise<number> {
  const row = await asCustodian(ctx, () => ctx.db.selectFrom('opinion_vote').select(sql<number>`count(distinct seat_id)::int`.as('n')).where('forum_id', '=', forumId).where('at', '>', since ?? new Date(0)).executeTakeFirst());
  return row?.n ?? 0;
}

/** Destroys what was answered in a forum, by everybody or from one seat; says how many answers went. */
export async function forgetOpinions(ctx: Context, { forumId, seatId }: { forumId: string; seatId?: string }): Promise<number> {
  return asCustodian(ctx, async () => {
    const gone = ctx.db.deleteFrom('opinion_vote').where('forum_id', '=', forumId);
    return Number((await (seatId ? gone.where('seat_id', '=', seatId) : gone).executeTakeFirst()).numDeletedRows);
  });
}
