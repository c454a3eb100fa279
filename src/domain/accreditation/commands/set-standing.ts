import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { Standing } from '../model.ts';

type Refused = 'accreditation.no_such_seat';

/**
 * A seat is muted or suspended until an instant. Called by moderation, which has decided; what a seat may do then is
 * asked of its standing wherever it acts. A seat withdrawn, or already held more firmly, is not there for this.
 */
export const holdSeat = (ctx: Context, at: { forumId: string; seatId: string }, standing: 'muted' | 'suspended', until: Date): Promise<Outcome<null, Refused>> =>
  setStanding(ctx, at, standing === 'muted' ? ['good'] : ['good', 'muted'], standing, until);

/** A seat muted or suspended is in good standing again. */
export const freeSeat = (ctx: Context, at: { forumId: string; seatId: string }): Promise<Outcome<null, Refused>> => setStanding(ctx, at, ['muted', 'suspended'], 'good', null);

/** The clock ends what has come to its end. Shape: how many seats are in good standing again. */
export async function endHolds(ctx: Context): Promise<number> {
  const over = await ctx.db.selectFrom('seat').select(['forum_id', 'id']).where('standing_until', '<=', ctx.now).execute();
  let freed = 0;
  for (const seat of over) if ((await freeSeat(ctx, { forumId: seat.forum_id, seatId: seat.id })).ok) freed += 1;
  return freed;
}

function setStanding(ctx: Context, { forumId, seatId }: { forumId: string; seatId: string }, from: readonly Standing[], standing: Standing, until: Date | null): Promise<Outcome<null, Refused>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, Refused>> => {
    const seat = await ctx.db.updateTable('seat').set({ standing, standing_until: until }).where('forum_id', '=', forumId).where('id', '=', seatId).where('standing', 'in', [...from]).returning(['body_id', 'person_id']).executeTakeFirst();
    if (!seat) return refused('accreditation.no_such_seat');
    await journal(ctx, { kind: events.standingChanged, forumId, subject: seatId, facts: { standing, body: seat.body_id, until: until?.toISOString() ?? null }, commit: { person: seat.person_id } });
    await notify(ctx, { topic: `standing:${forumId}`, what: seatId });
    await notify(ctx, { topic: `seats:${forumId}`, what: seatId });
    return granted(null);
  });
}
