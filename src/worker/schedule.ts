import { remindByClock } from '#domain/accreditation/commands/remind.ts';
import { enter } from '#domain/accreditation/sight.ts';
import { recordAdoptions } from '#domain/adoption/commands/record-adoptions.ts';
import type { Context } from '#domain/context.ts';
import { raiseTasks } from '#domain/discussion/commands/raise-tasks.ts';
import { releaseWaiting } from '#domain/discussion/commands/release-waiting.ts';
import { forumsToRelease } from '#domain/discussion/queries/waiting-page.ts';
import { tellOfNew } from '#domain/discussion/commands/tell-of-new.ts';
import { executeDepartures } from '#domain/record/commands/erase-person.ts';
import { runRetentionOfTheDay } from '#domain/record/commands/run-retention.ts';
import { closedForums, forumsToCome, openForums } from '#domain/programme/queries/forum-facts.ts';

/** One thing that happens by the clock. It must be harmless when done twice, and catch up after an outage. */
export type Duty = { name: string; /** `origin` is where links in letters lead. */ do(ctx: Context, origin: string): Promise<void> };

/** What happens every minute, in this order; one that fails does not keep the next from its turn. */
export const everyMinute: readonly Duty[] = [
  // First, so that whatever else the clock does at a closing sees all that was said before it.
  { name: 'discussion.release-waiting', do: releaseEveryBatch },
  { name: 'discussion.raise-tasks', do: raiseEveryTask },
  { name: 'adoption.record-adoptions', do: recordEveryAdoption },
  { name: 'record.execute-departures', do: async (ctx) => void (await executeDepartures(ctx)) },
  // Once a day by the forum's clock, at the first minute of the day that a worker sees.
  { name: 'record.run-retention', do: async (ctx) => void (await runRetentionOfTheDay(ctx)) },
  { name: 'accreditation.remind', do: remindEverybody },
  { name: 'discussion.tell-of-new', do: tellEverybody },
];

async function releaseEveryBatch(ctx: Context): Promise<void> {
  for (const forumId of await forumsToRelease(ctx)) {
    const inside = await enter(ctx, forumId);
    if (inside) await releaseWaiting(inside);
  }
}

async function raiseEveryTask(ctx: Context, origin: string): Promise<void> {
  for (const forumId of await openForums(ctx)) {
    const inside = await enter(ctx, forumId);
    if (inside) await raiseTasks(inside, origin);
  }
}

async function recordEveryAdoption(ctx: Context): Promise<void> {
  for (const forumId of await closedForums(ctx)) {
    const inside = await enter(ctx, forumId);
    if (inside) await recordAdoptions(inside);
  }
}

async function tellEverybody(ctx: Context): Promise<void> {
  // Closed ones too: what was said in the last hours is told once more.
  for (const forumId of [...(await openForums(ctx)), ...(await closedForums(ctx))]) {
    const inside = await enter(ctx, forumId);
    if (inside) await tellOfNew(inside);
  }
}

async function remindEverybody(ctx: Context, origin: string): Promise<void> {
  for (const forumId of await forumsToCome(ctx)) {
    const inside = await enter(ctx, forumId);
    if (inside) await remindByClock(inside, origin);
  }
}
