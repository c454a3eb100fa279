import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { QuotaForm } from '../schema.ts';

/**
 * The secretariat sets how many seats a body may fill in a category, or every body that has no number of its own.
 * Without a number the limit is taken away. A number below what is filled already takes nobody's seat.
 *
 * Refuses  `accreditation.not_yours`; `accreditation.no_such_body`.
 */
export function setQuota(ctx: ForumContext, input: QuotaForm): Promise<Outcome<null, 'accreditation.not_yours' | 'accreditation.no_such_body' | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<null, 'accreditation.not_yours' | 'accreditation.no_such_body'>> => {
    if (!may(ctx.sight, 'invite')) return refused('accreditation.not_yours');
    const bodyId = input.body ?? null;
    if (bodyId && !(await ctx.db.selectFrom('body').select('id').where('id', '=', bodyId).forNoKeyUpdate().executeTakeFirst())) return refused('accreditation.no_such_body');
    await writeQuota(ctx, { category: input.category, bodyId, seats: input.seats ?? null });
    return granted(null);
  });
}

/** Puts a number in the place of the one before; null takes it away. Writes the quota and one journal entry. */
export async function writeQuota(ctx: ForumContext, { category, bodyId, seats }: { category: string; bodyId: string | null; seats: number | null }): Promise<void> {
  const { forumId } = ctx.sight;
  await ctx.db.deleteFrom('quota').where('forum_id', '=', forumId).where('category', '=', category).where('body_id', bodyId === null ? 'is' : '=', bodyId).execute();
  if (seats !== null) await ctx.db.insertInto('quota').values({ forum_id: forumId, category, body_id: bodyId, seats }).execute();
  await journal(ctx, { kind: events.quotaSet, forumId, subject: bodyId, facts: { category, seats } });
}
