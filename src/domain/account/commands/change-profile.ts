import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import { once } from '#platform/once.ts';
import { granted, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { Profile } from '../schema.ts';

/**
 * A person changes how their name is written, the languages they read, their time zone, and how often they are written to.
 *
 * Refuses  `account.signed_out` for a visitor.
 */
export function changeProfile(ctx: Context, input: Profile) {
  return once(ctx, input.submissionId, input, async (ctx) => {
    const { personId } = ctx.actor;
    if (!personId) return refused('account.signed_out');
    await ctx.db.updateTable('person').set({ name: input.name, locale: input.locale, zone: input.zone, languages: input.languages, digest: input.digest, digest_hour: input.digestHour }).where('id', '=', personId).execute();
    await journal(ctx, { kind: events.profileChanged, forumId: null, subject: null });
    await notify(ctx, { topic: 'session', what: 'all' });
    return granted(null);
  });
}
