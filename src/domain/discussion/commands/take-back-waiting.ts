import { atomically } from '#platform/atomically.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { waitingOf } from '../../disclosure/custody.ts';
import { may } from '../../rights.ts';
import type { ContributionRefusal } from '../model.ts';
import { anchorOf } from '../rules.ts';
import { moveAttachments } from '../store/attachments.ts';
import { insertDraft, loadDraft, replaceDraft } from '../store/drafts.ts';
import { deleteWaiting, loadWaiting } from '../store/waiting.ts';
import { loadContribution, loadQuestion } from '../store.ts';

/**
 * An author takes a text that waits to be released back into their draft, to change it or to keep it. Nobody ever saw
 * it and nobody learns of it: no journal entry, no live event. What stands in the draft already stays, below it.
 *
 * Refuses  `discussion.no_such_contribution` for a text that is not theirs, or no longer waits;
 *          `discussion.position_needs_two_keys` for a delegation's word.
 */
export function takeBackWaiting(ctx: ForumContext, code: string, id: string): Promise<Outcome<{ /** What it replied to, as in addresses. */ parent: string | null }, ContributionRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ parent: string | null }, ContributionRefusal>> => {
    const { seat, forumId } = ctx.sight;
    const question = await loadQuestion(ctx, code);
    if (!seat || !question || !may(ctx.sight, 'post')) return refused('discussion.no_such_contribution');
    const own = (await waitingOf(ctx, forumId, seat.id)).find((one) => one.id === id);
    const [text] = own ? await loadWaiting(ctx, question.id, [id]) : [];
    if (!own || !text) return refused('discussion.no_such_contribution');
    if (own.twoKeyed) return refused('discussion.position_needs_two_keys');
    const key = { seatId: seat.id, questionId: question.id, parentId: text.parentId };
    await moveAttachments(ctx, { waitingId: id }, key);
    // Released at this very moment by the clock: then it is a contribution, and stays one.
    if (!(await deleteWaiting(ctx, id))) return refused('discussion.no_such_contribution');
    const begun = await loadDraft(ctx, key, { lock: true });
    const draft = { markdown: begun?.markdown ? `${text.markdown}\n\n${begun.markdown}` : text.markdown, windowId: null, regime: 'unattributed', marking: text.marking, lang: text.lang, capacity: begun?.capacity ?? null, keptBecause: null };
    // A window that has the older draft open keeps its text beside: the version is a new one.
    if (begun) await replaceDraft(ctx, begun.id, begun.version + 1, draft);
    else await insertDraft(ctx, key, draft);
    const parent = text.parentId ? await loadContribution(ctx, { id: text.parentId }) : null;
    return granted({ parent: parent && anchorOf(parent.code, parent.number) });
  });
}
