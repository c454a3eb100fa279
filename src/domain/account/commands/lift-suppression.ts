import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { QueueRefusal } from '../model.ts';
import type { LiftInput } from '../schema.ts';

/**
 * An administrator lets letters go to an address again that had taken none, because its owner says that it works now.
 *
 * Refuses  `account.not_administrator`; `account.no_such_letter` for an address that is not on the list.
 */
export function liftSuppression(ctx: Context, input: LiftInput): Promise<Outcome<null, QueueRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { address: input.address }, async (ctx): Promise<Outcome<null, QueueRefusal>> => {
    if (!ctx.actor.administrator) return refused('account.not_administrator');
    const lifted = await ctx.db.deleteFrom('suppressed_address').where('address', '=', input.address).executeTakeFirst();
    if (lifted.numDeletedRows === 0n) return refused('account.no_such_letter');
    await journal(ctx, { kind: events.suppressionLifted, forumId: null, subject: null });
    return granted(null);
  });
}
