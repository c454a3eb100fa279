import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';

export type NewState = { code: string; names: Readonly<Record<string, string>>; status: 'participating-state' | 'partner'; orderFr: number; demonstration: boolean };

/** A State enters with its names and membership; the one of that code where it is there already. */
export function addState(ctx: Context, state: NewState): Promise<Outcome<{ stateId: string }, never>> {
  return atomically(ctx, async (ctx) => {
    const found = await ctx.db.selectFrom('state').select('id').where('code', '=', state.code).executeTakeFirst();
    if (found) return granted({ stateId: found.id });
    const stateId = ctx.world.mint();
    await ctx.db.insertInto('state').values({ id: stateId, code: state.code, names: JSON.stringify(state.names), order_fr: state.orderFr, demonstration: state.demonstration }).execute();
    await ctx.db.insertInto('membership').values({ state_id: stateId, status: state.status, from_day: '1975-08-01' }).execute();
    return granted({ stateId });
  });
}
