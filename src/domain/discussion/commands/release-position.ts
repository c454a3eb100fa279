import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumFactsHeld } from '../../programme/queries/forum-facts.ts';
import type { Channel, ContributionRefusal } from '../model.ts';
import { renderText } from '../queries/render-text.ts';
import { keyOf, mayRelease } from '../rules/position.ts';
import type { ReleaseInput } from '../schema.ts';
import { enterContribution, type Posted, type Waits } from '../store/enter-contribution.ts';
import { addStep, loadDrafter, loadReserve, loadWording, setPosition, withPosition } from '../store/positions.ts';
import { loadContribution, loadQuestionById } from '../store.ts';

type Refused = ContributionRefusal | 'discussion.already_so' | 'platform.submission_reused';

/**
 * The second key: another person of the delegation than the drafter of the wording releases it, and it enters the
 * forum like any contribution. The only way by which a delegation or a group comes to speak.
 *
 * Writes   the contribution with both keys, one journal entry; the position as released, the reserve as used. An
 *          unattributed word waits to be released with others; what was announced of it stays announced until then.
 * Refuses  as `mayRelease` does, `discussion.no_such_contribution` where the text replied to is no longer shown.
 */
export function releasePosition(ctx: ForumContext, id: string, input: ReleaseInput, channel: Channel = 'web'): Promise<Outcome<Posted | Waits, Refused>> {
  return once(ctx, input.submissionId, { id, wording: input.wording }, (ctx) =>
    withPosition(ctx, id, async (position, seat): Promise<Outcome<Posted | Waits, Refused>> => {
      const { forumId } = ctx.sight;
      const forum = await forumFactsHeld(ctx, forumId);
      const question = await loadQuestionById(ctx, position.questionId);
      if (!forum || !question) return refused('discussion.no_such_question');
      const parent = position.parentId ? await loadContribution(ctx, { id: position.parentId }) : null;
      if (position.parentId && parent?.visibility !== 'shown') return refused('discussion.no_such_contribution');
      const wording = await loadWording(ctx, position, position.wording);
      const drafter = await loadDrafter(ctx, forumId, wording.draftedBy);
      const reservedAt = await loadReserve(ctx, forumId, question.id, seat.bodyId);

      const { regime, marking, lang, groupName, markdown } = wording;
      const ruling = mayRelease({ state: position.state, wording: position.wording, seen: input.wording, voice: position.voice, groupName, regime, marking, drafter: keyOf(drafter), releaser: keyOf(seat), hours: forum, reservedAt, allowedRegimes: forum.allowedRegimes, parent }, ctx.now);
      if (!ruling.ok) return ruling;

      const { keys, late } = ruling.value;
      const posted = await enterContribution(ctx, { forum, question, parent, kind: 'contribution', text: markdown, html: await renderText(ctx, markdown), regime, marking, lang, channel, late }, { capacity: position.voice, keys, groupName: position.voice === 'group' ? groupName : null }, position.id);
      await setPosition(ctx, position, { state: 'released', ...('id' in posted ? { contributionId: posted.id } : {}) });
      await addStep(ctx, position, { step: 'released', wording: position.wording, bySeat: seat.id });
      if (reservedAt) await ctx.db.updateTable('reserve').set('id' in posted ? { used_at: ctx.now } : { waiting: true }).where('forum_id', '=', forumId).where('question_id', '=', question.id).where('body_id', '=', seat.bodyId).execute();
      return granted(posted);
    }),
  );
}
