import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import type { ContributionRefusal } from '../model.ts';
import { readRef } from '../rules.ts';
import { mayActForDelegation } from '../rules/position.ts';
import type { PositionInput } from '../schema.ts';
import { addStep, forDelegation, insertPosition, insertWording } from '../store/positions.ts';
import { dropDraft } from '../store/drafts.ts';
import { loadContribution, loadQuestion } from '../store.ts';

/**
 * One person of a delegation begins a position or a group's statement. Nothing of it goes into the record or to
 * anybody outside the delegation; what was refused elsewhere is not lost, so it may be begun at any hour.
 *
 * Writes   the position with its first wording; takes the person's own draft in this place away.
 * Refuses  as `mayActForDelegation` does, `discussion.no_such_question`, `discussion.no_such_contribution`.
 */
export function draftPosition(ctx: ForumContext, input: PositionInput, windowId?: string): Promise<Outcome<{ id: string }, ContributionRefusal | 'platform.submission_reused'>> {
  const { submissionId, ...body } = input;
  return once(ctx, submissionId, body, async (ctx): Promise<Outcome<{ id: string }, ContributionRefusal>> => {
    const acting = mayActForDelegation(ctx.sight);
    if (!acting.ok) return acting;
    const { id: seatId, bodyId } = acting.value;
    const question = await loadQuestion(ctx, input.code);
    if (!question) return refused('discussion.no_such_question');
    const asked = input.parent ? readRef(input.parent) : null;
    const parent = asked ? await loadContribution(ctx, asked) : null;
    if (input.parent && (parent?.visibility !== 'shown' || parent.questionId !== question.id)) return refused('discussion.no_such_contribution');
    const of = { forumId: ctx.sight.forumId, id: ctx.world.mint(), bodyId };
    await forDelegation(ctx, bodyId, async () => {
      await insertPosition(ctx, { id: of.id, bodyId, questionId: question.id, parentId: parent?.id ?? null, voice: input.voice });
      await insertWording(ctx, of, { number: 1, draftedBy: seatId, groupName: input.voice === 'group' ? (input.groupName ?? null) : null, regime: input.regime, marking: input.marking, lang: input.lang, markdown: input.text });
      await addStep(ctx, of, { step: 'drafted', wording: 1, bySeat: seatId });
    });
    await dropDraft(ctx, { seatId, questionId: question.id, parentId: parent?.id ?? null }, { text: input.text, windowId });
    return granted({ id: of.id });
  });
}
