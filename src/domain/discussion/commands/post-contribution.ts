import { createHash } from 'node:crypto';
import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { renderMarkdown } from '#platform/text/markdown.ts';
import type { ForumContext } from '../../context.ts';
import { saveAuthor } from '../../disclosure/custody.ts';
import { forumFactsHeld } from '../../programme/queries/forum-facts.ts';
import { events } from '../events.ts';
import type { Channel, ContributionRefusal } from '../model.ts';
import { mayContribute, readRef, refOf } from '../rules.ts';
import type { ContributionInput } from '../schema.ts';
import { dropDraft, insertContribution, loadContribution, loadQuestion, nextNumber } from '../store.ts';

export type Posted = { id: string; ref: string; number: number };
type Group = { name: string; states: readonly string[] };

/**
 * A participant's text enters the forum under a question, or in reply to another. The same command whichever
 * door it came by.
 *
 * Writes   the contribution with its first wording, who wrote it, one journal entry; takes the draft away.
 * Refuses  as `mayContribute` does, `discussion.no_such_question`, `discussion.no_such_contribution` for a parent
 *          that is not there or not shown, and as `once` does.
 */
export function postContribution(ctx: ForumContext, input: ContributionInput, channel: Channel = 'web', group: Group | null = null): Promise<Outcome<Posted, ContributionRefusal | 'platform.submission_reused'>> {
  const { submissionId, ...body } = input;
  // Rendering takes longer than all else and needs nothing locked: it is done before the transaction begins.
  const html = renderMarkdown(input.text);
  return once(ctx, submissionId, body, async (ctx): Promise<Outcome<Posted, ContributionRefusal>> => {
    const { seat, forumId } = ctx.sight;
    const [forum, question] = [await forumFactsHeld(ctx, forumId), await loadQuestion(ctx, input.code)];
    if (!forum || !question) return refused('discussion.no_such_question');
    const asked = input.parent ? readRef(input.parent) : null;
    const parent = asked ? await loadContribution(ctx, asked) : null;
    if (input.parent && (parent?.visibility !== 'shown' || parent.questionId !== question.id)) return refused('discussion.no_such_contribution');

    const ruling = mayContribute({ opensAt: forum.opensAt, closesAt: forum.closesAt, allowedRegimes: forum.allowedRegimes, roles: ctx.sight.roles, seat, parent: parent && { marking: parent.marking, visible: true } }, input, ctx.now);
    if (!ruling.ok) return ruling;
    if (!seat) return refused('discussion.not_yours');

    const id = ctx.world.mint();
    await journal(ctx, {
      kind: events.posted,
      forumId,
      subject: id,
      facts: { question: question.id, parent: parent?.id ?? null, regime: input.regime, marking: input.marking, lang: input.lang, channel },
      commit: { text: createHash('sha256').update(input.text).digest('hex'), author: seat.id, capacity: input.capacity },
    });
    await dropDraft(ctx, { seatId: seat.id, questionId: question.id, parentId: parent?.id ?? null });
    await notify(ctx, { topic: `question:${question.id}`, what: 'changed' });
    // From here on the thread's one row is held: number, text, author, and the transaction ends.
    const number = await nextNumber(ctx, question.id);
    await insertContribution(ctx, { id, questionId: question.id, number, parentId: parent?.id ?? null, rootId: parent?.rootId ?? id, kind: input.kind, regime: input.regime, marking: input.marking, lang: input.lang, channel, markdown: input.text, html });
    await saveAuthor(ctx, forumId, id, { seatId: seat.id, capacity: input.capacity, groupName: group?.name ?? null, groupStates: group?.states ?? [] });
    return granted({ id, ref: refOf(question.code, number), number });
  });
}
