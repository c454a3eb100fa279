import { atomically } from '#platform/atomically.ts';
import { decideInbound, type InboundRow, ownInbound } from '#platform/mail/inbox.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import type { Marking, Regime } from '../../disclosure/model.ts';
import { may } from '../../rights.ts';
import type { ContributionRefusal } from '../model.ts';
import { capacitiesOf, refOf } from '../rules.ts';
import { submissionOfLetter } from '../rules/by-letter.ts';
import type { LetterInput } from '../schema.ts';
import type { Posted, Waits } from '../store/enter-contribution.ts';
import { loadContribution, loadQuestionById } from '../store.ts';
import { postContribution } from './post-contribution.ts';

type LetterRefusal = 'discussion.no_such_letter' | 'discussion.letter_already_settled';
type ConfirmRefusal = LetterRefusal | ContributionRefusal | 'platform.submission_reused';

/**
 * The author of a letter that waits says that it may stand in the forum, as it is or as they mend it.
 *
 * Writes   the contribution as any other, and what became of the letter.
 * Refuses  a letter that is not one's own or not waiting; and as `postContribution` does: the closing counts when
 *          the author says so.
 */
export function confirmLetter(ctx: ForumContext, id: string, { text }: LetterInput): Promise<Outcome<Posted | Waits, ConfirmRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<Posted | Waits, ConfirmRefusal>> => {
    const waiting = await takeWaiting(ctx, id);
    if (!waiting.ok) return waiting;
    const letter = waiting.value;
    // A letter that asks for a deed is confirmed by answering, where what it says is read anew.
    if (letter.deed !== null) return refused('discussion.letter_already_settled');
    const question = await loadQuestionById(ctx, letter.question_id ?? '');
    const parent = letter.parent_id ? await loadContribution(ctx, { id: letter.parent_id }) : null;
    if (!question) return refused('discussion.no_such_letter');
    const posted = await postContribution(ctx, {
      submissionId: submissionOfLetter(letter.identity), code: question.code, ...(parent ? { parent: refOf(parent.code, parent.number) } : {}), text,
      regime: letter.regime as Regime, marking: letter.marking as Marking, lang: (letter.lang ?? 'en') as 'en', capacity: capacitiesOf(ctx.sight.seat?.category ?? null)[0] ?? 'own-name', kind: 'contribution',
    }, 'mail');
    if (posted.ok) await decideInbound(ctx, id, 'posted');
    return posted;
  });
}

/** The author of a letter that waits decides that it shall not stand in the forum. Writes what became of the letter. */
export function discardLetter(ctx: ForumContext, id: string): Promise<Outcome<null, LetterRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, LetterRefusal>> => {
    const waiting = await takeWaiting(ctx, id);
    if (!waiting.ok) return waiting;
    await decideInbound(ctx, id, 'discarded');
    return granted(null);
  });
}

/** Notes that what one's letter asked for, once confirmed, is done. */
export const noteDone = (ctx: ForumContext, id: string): Promise<void> => decideInbound(ctx, id, 'done');

/** One's own letter that waits, held until the transaction ends. Refuses what is not one's own, or waits no longer. */
export async function takeWaiting(ctx: ForumContext, id: string): Promise<Outcome<InboundRow, LetterRefusal>> {
  const letter = may(ctx.sight, 'post') ? await ownInbound(ctx, ctx.sight.forumId, id) : null;
  if (!letter) return refused('discussion.no_such_letter');
  // What is a delegation's draft by now is decided there, by two.
  return letter.fate === 'held' && letter.outcome === null && letter.reason !== 'mail.reason.position' ? granted(letter) : refused('discussion.letter_already_settled');
}
