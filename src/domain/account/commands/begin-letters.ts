import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import type { Digest } from '../model.ts';

/** How often a person is written to from the start, before they have said anything about it themselves. */
export function beginLetters(ctx: Context, personId: string, digest: Digest): Promise<Outcome<null, never>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, never>> => {
    await ctx.db.updateTable('person').set({ digest }).where('id', '=', personId).execute();
    return granted(null);
  });
}
