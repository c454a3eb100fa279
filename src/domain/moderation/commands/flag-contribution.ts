import { instantOf, localOf } from '#platform/instant.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { contributionByRef } from '../../discussion/queries/contribution-facts.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { ModerationRefusal } from '../model.ts';
import { caseRef } from '../rules.ts';
import { dueAt, waits } from '../rules/docket.ts';
import type { FlagInput, FlagWithdrawalInput } from '../schema.ts';
import { loadOwnFlag } from '../store/flags.ts';
import { insertCase, loadCaseById, openCaseOf, takeStep } from '../store.ts';
import { pageOnDuty } from './page-urgent.ts';

/**
 * A participant asks that a moderator look. The author never learns who.
 *
 * Writes   the flag, on the case of that contribution that waits or on a new one; one journal entry; where a person is
 *          in danger, a letter to every moderator.
 * Refuses  `moderation.not_yours`, `moderation.no_such_case` for a contribution that is not there or not shown,
 *          `moderation.already_flagged`.
 */
export function flagContribution(ctx: ForumContext, ref: string, input: FlagInput): Promise<Outcome<{ case: string }, ModerationRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { ref, ...input }, async (ctx): Promise<Outcome<{ case: string }, ModerationRefusal>> => {
    const { seat, forumId } = ctx.sight;
    if (!seat || !may(ctx.sight, 'flag')) return refused('moderation.not_yours');
    const contribution = await contributionByRef(ctx, ref);
    const forum = await forumFacts(ctx, forumId);
    if (contribution?.visibility !== 'shown' || !forum) return refused('moderation.no_such_case');
    const urgent = input.urgent === 'yes';
    const found = (await openCaseOf(ctx, contribution.id)) ?? (await insertCase(ctx, contribution.id, contribution.revision));
    const added = await ctx.db
      .insertInto('flag')
      .values({ forum_id: forumId, id: ctx.world.mint(), case_id: found.id, seat_id: seat.id, rule: input.rule, sentence: input.sentence, urgent, at: ctx.now })
      .onConflict((c) => c.columns(['forum_id', 'case_id', 'seat_id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) return refused('moderation.already_flagged');
    const due = dueAt(ctx.now, urgent, { localOf: (at) => localOf(at, forum.zone), instantOf: (local) => instantIn(local, forum.zone) });
    // Danger brings the hour forward; nothing puts it back.
    await takeStep(ctx, found, 'flag', null, { due_at: found.dueAt && found.dueAt < due ? found.dueAt : due });
    await journal(ctx, { kind: events.flagged, forumId, subject: found.id, facts: { rule: input.rule, urgent }, commit: { flagger: seat.id, sentence: input.sentence } });
    if (urgent) await pageOnDuty(ctx, found, input.rule);
    return granted({ case: caseRef(found.number) });
  });
}

/**
 * Who flagged takes it back while the case waits. The case stays, for a moderator to close.
 *
 * Refuses  `moderation.no_such_flag`, `moderation.already_decided`.
 */
export function withdrawFlag(ctx: ForumContext, ref: string, { submissionId }: FlagWithdrawalInput): Promise<Outcome<null, ModerationRefusal | 'platform.submission_reused'>> {
  return once(ctx, submissionId, { ref }, async (ctx): Promise<Outcome<null, ModerationRefusal>> => {
    const { seat, forumId } = ctx.sight;
    const contribution = seat && may(ctx.sight, 'flag') ? await contributionByRef(ctx, ref) : null;
    const flag = seat && contribution && (await loadOwnFlag(ctx, contribution.id, seat.id));
    const found = flag && (await loadCaseById(ctx, flag.caseId, { lock: true }));
    if (!seat || !flag || !found || flag.withdrawnAt) return refused('moderation.no_such_flag');
    if (!waits(found.state)) return refused('moderation.already_decided');
    await ctx.db.updateTable('flag').set({ withdrawn_at: ctx.now }).where('forum_id', '=', forumId).where('id', '=', flag.id).execute();
    await takeStep(ctx, found, 'withdraw-flag', null);
    await journal(ctx, { kind: events.flagWithdrawn, forumId, subject: found.id, facts: {}, commit: { flagger: seat.id } });
    return granted(null);
  });
}

function instantIn(local: string, zone: string): Date | null {
  const read = instantOf(local, zone);
  return read.ok ? read.value : null;
}
