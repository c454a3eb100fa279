import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { contributionByRef } from '../../discussion/queries/contribution-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { ModerationRefusal } from '../model.ts';
import { caseRef } from '../rules.ts';
import type { FlagInput } from '../schema.ts';
import { insertCase, openCaseOf } from '../store.ts';

/**
 * A participant asks that a moderator look. The author never learns who.
 *
 * Writes   the flag, on the open case of that contribution or on a new one; one journal entry.
 * Refuses  `moderation.not_yours`, `moderation.no_such_case` for a contribution that is not there or not shown,
 *          `moderation.already_flagged`.
 */
export function flagContribution(ctx: ForumContext, ref: string, input: FlagInput): Promise<Outcome<{ case: string }, ModerationRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { ref, ...input }, async (ctx): Promise<Outcome<{ case: string }, ModerationRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!seat || !may(ctx.sight, 'flag')) return refused('moderation.not_yours');
    const contribution = await contributionByRef(ctx, ref);
    if (contribution?.visibility !== 'shown') return refused('moderation.no_such_case');
    const found = (await openCaseOf(ctx, contribution.id)) ?? (await insertCase(ctx, contribution.id, contribution.revision));
    const id = ctx.world.mint();
    const added = await ctx.db
      .insertInto('flag')
      .values({ forum_id: forumId, id, case_id: found.id, seat_id: seat.id, rule: input.rule, sentence: input.sentence, urgent: input.urgent === 'yes', at: ctx.now })
      .onConflict((c) => c.columns(['forum_id', 'case_id', 'seat_id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) return refused('moderation.already_flagged');
    await journal(ctx, { kind: events.flagged, forumId, subject: found.id, facts: { rule: input.rule, urgent: input.urgent === 'yes' }, commit: { flagger: seat.id, sentence: input.sentence } });
    return granted({ case: caseRef(found.number) });
  });
}
