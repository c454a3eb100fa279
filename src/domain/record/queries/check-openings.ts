import { checkOpenings, type OpeningsVerdict } from '#platform/journal-erasure.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';

/**
 * Whether each commitment of the record can be opened or was erased with a recorded reason, and whether as many were
 * erased for each reason as the record itself tells: an opening struck out quietly, or marked as erased, is found.
 */
export function checkRecordOpenings(ctx: Context): Promise<OpeningsVerdict> {
  return ctx.db.isTransaction ? check(ctx) : ctx.db.transaction().setIsolationLevel('repeatable read').execute((db) => check({ ...ctx, db }));
}

async function check(ctx: Context): Promise<OpeningsVerdict> {
  const verdict = await checkOpenings(ctx);
  const entries = await ctx.db.selectFrom('journal').select('facts').where('kind', '=', events.erased).execute();
  const told: Record<string, number> = {};
  for (const { facts } of entries) {
    const { reason, openings } = facts as { reason: string; openings: number };
    told[reason] = (told[reason] ?? 0) + openings;
  }
  const agrees = Object.entries(verdict.erased).every(([reason, count]) => told[reason] === count) && Object.entries(told).every(([reason, count]) => count === ((verdict.erased as Record<string, number>)[reason] ?? 0));
  return { ...verdict, whole: verdict.whole && agrees };
}
