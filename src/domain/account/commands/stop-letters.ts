import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';

/**
 * A person takes themselves off letters of what is new, by the token of such a letter. Their account stays as it is,
 * and so do letters they need: to sign in, reasons of a measure, their own appeals. Done twice it is the same.
 */
export function stopLetters(ctx: Context, personId: string): Promise<Outcome<null, never>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, never>> => {
    const changed = await ctx.db.updateTable('person').set({ digest: 'never' }).where('id', '=', personId).where('left_at', 'is', null).where('digest', '!=', 'never').executeTakeFirst();
    if (changed.numUpdatedRows > 0n) await journal({ ...ctx, actor: { ...ctx.actor, personId } }, { kind: events.profileChanged, forumId: null, subject: null });
    return granted(null);
  });
}
