import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Capacity } from './model.ts';

/** Who wrote a contribution and in what capacity. */
export type Author = { seatId: string; capacity: Capacity; groupName: string | null; groupStates: readonly string[] };

/**
 * Runs one statement as the custodian of authorship, then hands the role back. Only this file does so.
 * Needs a transaction: the role is set for its length and would otherwise stay with a shared connection.
 */
async function asCustodian<T>(ctx: Pick<Context, 'db'>, work: () => Promise<T>): Promise<T> {
  if (!ctx.db.isTransaction) throw new Error('authorship is read and written inside a transaction only');
  await sql`set local role colloquy_custody`.execute(ctx.db);
  const result = await work();
  await sql`set local role colloquy_app`.execute(ctx.db);
  return result;
}

/** Keeps who wrote a contribution, in the transaction that posts it. */
export function saveAuthor(ctx: Context, forumId: string, contributionId: string, author: Author): Promise<void> {
  return asCustodian(ctx, async () => {
    await ctx.db
      .insertInto('authorship')
      .values({ forum_id: forumId, contribution_id: contributionId, seat_id: author.seatId, capacity: author.capacity, group_name: author.groupName, group_states: [...author.groupStates] })
      .execute();
  });
}

/** Whether this seat wrote that contribution. The answer may go to nobody but the author. */
export async function isAuthor(ctx: Context, forumId: string, contributionId: string, seatId: string): Promise<boolean> {
  const found = await asCustodian(ctx, () =>
    ctx.db.selectFrom('authorship').select('seat_id').where('forum_id', '=', forumId).where('contribution_id', '=', contributionId).where('seat_id', '=', seatId).executeTakeFirst(),
  );
  return found !== undefined;
}

/** Ids of the contributions a seat wrote; for that person's own eyes. */
export async function writtenBy(ctx: Context, forumId: string, seatId: string): Promise<string[]> {
  const rows = await asCustodian(ctx, () =>
    ctx.db.selectFrom('authorship').select('contribution_id').where('forum_id', '=', forumId).where('seat_id', '=', seatId).execute(),
  );
  return rows.map((row) => row.contribution_id);
}

/** Where the author of a contribution gets letters. For the letter's envelope only; never shown. */
export async function addressOfAuthor(ctx: Context, forumId: string, contributionId: string): Promise<{ personId: string; seatId: string; email: string; locale: string } | null> {
  const row = await asCustodian(ctx, () =>
    ctx.db
      .selectFrom('authorship')
      .innerJoin('seat', (on) => on.onRef('seat.forum_id', '=', 'authorship.forum_id').onRef('seat.id', '=', 'authorship.seat_id'))
      .innerJoin('person', 'person.id', 'seat.person_id')
      .select(['person.id as personId', 'seat.id as seatId', 'person.email', 'person.locale'])
      .where('authorship.forum_id', '=', forumId)
      .where('authorship.contribution_id', '=', contributionId)
      .executeTakeFirst(),
  );
  return row ?? null;
}

/**
 * How many distinct voices stand behind some contributions: persons in their own name one each, a body's
 * position one, a group's statement one. The number leaves, the voices do not.
 */
export async function countVoices(ctx: Context, forumId: string, contributionIds: readonly string[]): Promise<number> {
  if (contributionIds.length === 0) return 0;
  const row = await asCustodian(ctx, () =>
    ctx.db
      .selectFrom('authorship')
      .innerJoin('seat', (on) => on.onRef('seat.forum_id', '=', 'authorship.forum_id').onRef('seat.id', '=', 'authorship.seat_id'))
      .select(sql<number>`count(distinct case authorship.capacity
        when 'own-name' then 'p' || authorship.seat_id
        when 'group' then 'g' || authorship.group_name
        else 'b' || seat.body_id end)::int`.as('voices'))
      .where('authorship.forum_id', '=', forumId)
      .where('authorship.contribution_id', 'in', [...contributionIds])
      .executeTakeFirst(),
  );
  return row?.voices ?? 0;
}
