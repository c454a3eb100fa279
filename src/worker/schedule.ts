import { enter } from '#domain/accreditation/sight.ts';
import { recordAdoptions } from '#domain/adoption/commands/record-adoptions.ts';
import type { Context } from '#domain/context.ts';
import { closedForums } from '#domain/programme/queries/forum-facts.ts';

/** One thing that happens by the clock. It must be harmless when done twice, and catch up after an outage. */
export type Duty = { name: string; do(ctx: Context): Promise<void> };

/** What happens every minute, in this order; one that fails does not keep the next from its turn. */
export const everyMinute: readonly Duty[] = [
  { name: 'adoption.record-adoptions', do: recordEveryAdoption },
];

async function recordEveryAdoption(ctx: Context): Promise<void> {
  for (const forumId of await closedForums(ctx)) {
    const inside = await enter(ctx, forumId);
    if (inside) await recordAdoptions(inside);
  }
}
