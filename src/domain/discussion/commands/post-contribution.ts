import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { isTwoKeyed } from '../../disclosure/rules.ts';
import { forumFactsHeld } from '../../programme/queries/forum-facts.ts';
import type { Channel, ContributionRefusal } from '../model.ts';
import { renderText } from '../queries/render-text.ts';
import { mayContribute, readRef } from '../rules.ts';
import type { ContributionInput } from '../schema.ts';
import { enterContribution, type Posted, type Waits } from '../store/enter-contribution.ts';
import { loadContribution, loadQuestion } from '../store.ts';

export type { Posted, Waits } from '../store/enter-contribution.ts';

/**
 * One person's text enters the forum under a question, or in reply to another. The same command whichever door it
 * came by; a delegation's position and a group's statement enter by `release-position` alone.
 *
 * Writes   the contribution with its first wording, who wrote it, one journal entry; takes the draft away: of the
 *          window it was written in, or of the same text. What is unattributed waits for its release and has no
 *          number until then.
 * Refuses  as `mayContribute` does, `discussion.no_such_question`, `discussion.no_such_contribution` for a parent
 *          that is not there or not shown, and as `once` does.
 */
export async function postContribution(ctx: ForumContext, input: ContributionInput, channel: Channel = 'web', windowId?: string): Promise<Outcome<Posted | Waits, ContributionRefusal | 'platform.submission_reused'>> {
  const { submissionId, ...body } = input;
  // Rendering takes longer than all else and needs nothing locked: it is done before the transaction begins.
  const html = await renderText(ctx, input.text);
  return once(ctx, submissionId, body, async (ctx): Promise<Outcome<Posted | Waits, ContributionRefusal>> => {
    const { seat, forumId } = ctx.sight;
    const [forum, question] = [await forumFactsHeld(ctx, forumId), await loadQuestion(ctx, input.code)];
    if (!forum || !question) return refused('discussion.no_such_question');
    const asked = input.parent ? readRef(input.parent) : null;
    const parent = asked ? await loadContribution(ctx, asked) : null;
    if (input.parent && (parent?.visibility !== 'shown' || parent.questionId !== question.id)) return refused('discussion.no_such_contribution');

    const ruling = mayContribute({ opensAt: forum.opensAt, closesAt: forum.closesAt, allowedRegimes: forum.allowedRegimes, roles: ctx.sight.roles, seat, parent: parent && { marking: parent.marking, visible: true } }, input, ctx.now);
    if (!ruling.ok) return ruling;
    if (!seat || isTwoKeyed(input.capacity)) return refused('discussion.not_yours');
    const { kind, regime, marking, lang, capacity } = input;
    return granted(await enterContribution(ctx, { forum, question, parent, kind, text: input.text, html, regime, marking, lang, channel, late: false, windowId }, { capacity, seatId: seat.id }));
  });
}
