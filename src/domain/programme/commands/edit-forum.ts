import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import { openingHours } from '../rules.ts';
import type { ForumEdit } from '../schema.ts';
import { takeForum } from '../store.ts';

/**
 * An organiser changes titles, framing, hours and defaults of a forum.
 *
 * Refuses  `programme.not_yours`; `programme.forum_has_opened` for hours, regime, marking and release hours once the forum has
 *          opened (extending is a deed of its own); `programme.regime_not_allowed`; as `openingHours` does.
 */
export function editForum(ctx: ForumContext, input: ForumEdit) {
  return once(ctx, input.submissionId, input, async (ctx) => {
    if (!may(ctx.sight, 'edit-programme')) return refused('programme.not_yours');
    const forum = await takeForum(ctx, ctx.sight.forumId);
    if (!forum) return refused('programme.not_yours');
    if (!forum.allowedRegimes.includes(input.defaultRegime)) return refused('programme.regime_not_allowed');
    const hours = openingHours(input.opens ?? null, input.closes ?? null, input.zone);
    if (!hours.ok) return hours;
    const { batchAuthors = forum.batchAuthors, batchHours = forum.batchHours } = input;
    const opened = forum.opensAt !== null && forum.opensAt <= ctx.now;
    const sameHours = hours.value.opensAt?.getTime() === forum.opensAt?.getTime() && hours.value.closesAt?.getTime() === forum.closesAt?.getTime();
    if (opened && (!sameHours || input.defaultRegime !== forum.defaultRegime || input.defaultMarking !== forum.defaultMarking || batchAuthors !== forum.batchAuthors || batchHours !== forum.batchHours)) return refused('programme.forum_has_opened');
    await ctx.db
      .updateTable('forum')
      .set({
        announced_title: input.announcedTitle ?? null,
        report_title: input.reportTitle ?? null,
        short_title: input.shortTitle,
        framing: input.framing ?? null,
        goal: input.goal ?? null,
        zone: input.zone,
        opens_local: input.opens ?? null,
        closes_local: input.closes ?? null,
        opens_at: hours.value.opensAt,
        closes_at: hours.value.closesAt,
        default_regime: input.defaultRegime,
        default_marking: input.defaultMarking,
        batch_authors: batchAuthors,
        batch_hours: batchHours,
        revision: (eb) => eb('revision', '+', 1),
      })
      .where('id', '=', forum.id)
      .execute();
    await journal(ctx, { kind: events.forumEdited, forumId: forum.id, subject: forum.id, facts: { opensAt: hours.value.opensAt?.toISOString() ?? null, closesAt: hours.value.closesAt?.toISOString() ?? null, regime: input.defaultRegime, marking: input.defaultMarking, batchAuthors, batchHours } });
    return granted({ forumId: forum.id });
  });
}
