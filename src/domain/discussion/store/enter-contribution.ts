import { createHash } from 'node:crypto';
import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import type { ForumContext } from '../../context.ts';
import { type Author, saveAuthor } from '../../disclosure/custody.ts';
import type { Marking, Regime } from '../../disclosure/model.ts';
import { events } from '../events.ts';
import type { Channel, ContributionKind } from '../model.ts';
import { refOf } from '../rules.ts';
import { type ContributionRow, dropDraft, insertContribution, nextNumber, type QuestionRow } from '../store.ts';

export type Posted = { id: string; ref: string; number: number };
export type Entering = { question: QuestionRow; parent: ContributionRow | null; kind: ContributionKind; text: string; html: string; regime: Regime; marking: Marking; lang: string; channel: Channel; late: boolean };

/**
 * A text enters the forum: the one way in for one person's contribution and for a body's word alike. What was ruled
 * before stands in the author's type: a delegation's or a group's capacity comes with its two keys or not at all.
 *
 * Writes   the contribution with its first wording, who wrote it, one journal entry; takes the sender's draft away.
 */
export async function enterContribution(ctx: ForumContext, entering: Entering, author: Author): Promise<Posted> {
  const { question, parent, text, html, late, ...said } = entering;
  const { forumId } = ctx.sight;
  const id = ctx.world.mint();
  const seatId = 'keys' in author ? author.keys.releasedBy : author.seatId;
  await journal(ctx, {
    kind: events.posted,
    forumId,
    subject: id,
    facts: { question: question.id, parent: parent?.id ?? null, regime: said.regime, marking: said.marking, lang: said.lang, channel: said.channel, ...(said.kind === 'contribution' ? {} : { kind: said.kind }), ...(late ? { late } : {}) },
    commit: { text: createHash('sha256').update(text).digest('hex'), author: seatId, capacity: author.capacity, ...('keys' in author ? { drafter: author.keys.draftedBy } : {}) },
  });
  await dropDraft(ctx, { seatId, questionId: question.id, parentId: parent?.id ?? null });
  await notify(ctx, { topic: `question:${question.id}`, what: 'changed' });
  // From here on the thread's one row is held: number, text, author, and the transaction ends.
  const number = await nextNumber(ctx, question.id);
  await insertContribution(ctx, { id, questionId: question.id, number, parentId: parent?.id ?? null, rootId: parent?.rootId ?? id, ...said, late, markdown: text, html });
  await saveAuthor(ctx, forumId, id, author);
  return { id, ref: refOf(question.code, number), number };
}
