import { type Kysely, Transaction } from 'kysely';
import type { DB } from './db/schema.ts';
import type { Outcome } from './outcome.ts';
import type { World } from './world.ts';

class Undo extends Error {
  constructor(readonly outcome: Outcome<never>) {
    super('undo');
  }
}

type Doing = { db: Kysely<DB>; now: Date; world: World };

/**
 * Runs `work` in one transaction: joins the caller's if there is one, and a refusal undoes every write.
 * So a command may call another stage's command, and the two hold or fall together. Inside, `now` is the
 * server's receipt, read in the transaction: the instant that counts for opening and closing.
 */
export async function atomically<Ctx extends Doing, V, C extends string>(ctx: Ctx, work: (ctx: Ctx) => Promise<Outcome<V, C>>): Promise<Outcome<V, C>> {
  if (ctx.db instanceof Transaction) return work(ctx);
  try {
    return await ctx.db.transaction().execute(async (db) => {
      const now = await ctx.world.receipt(db as unknown as Kysely<never>);
      const outcome = await work({ ...ctx, db, now });
      if (!outcome.ok) throw new Undo(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Undo) return error.outcome as Outcome<V, C>;
    throw error;
  }
}
