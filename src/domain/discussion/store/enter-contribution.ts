import { createHash } from 'node:crypto';
import { journal } from '#platform/journal.ts';
import type { ForumContext } from '../../context.ts';
import { type Author, moveAuthor, saveAuthor, saveWaitingAuthor, waitingAuthor } from '../../disclosure/custody.ts';
import type { Marking, Regime } from '../../disclosure/model.ts';
import type { Forum } from '../../programme/model.ts';
import { events } from '../events.ts';
import type { Channel, ContributionKind } from '../model.ts';
import { refOf } from '../rules.ts';
import { batchReceipt, batchWindow } from '../rules/batch.ts';
import { type ContributionRow, insertContribution, loadQuestionById, nextNumber, type QuestionRow } from '../store.ts';
import { type From, loadAttachmentsAt, moveAttachments } from './attachments.ts';
import { dropDraft } from './drafts.ts';
import { deleteWaiting, insertWaiting, type WaitingRow } from './waiting.ts';

export type Posted = { id: string; ref: string; number: number };
/** An unattributed text has no number yet: it waits to be released with others, until this instant at the latest. */
export type Waits = { waitsUntil: string };
export type Entering = { forum: Forum; question: QuestionRow; parent: ContributionRow | null; kind: ContributionKind; text: string; html: string; regime: Regime; marking: Marking; lang: string; channel: Channel; late: boolean; /** The window it was written in: its draft goes, another window's stays. */ windowId?: string | undefined };

/**
 * A text enters the forum: the one way in for one person's contribution and for a body's word alike. What was ruled
 * before stands in the author's type: a delegation's or a group's capacity comes with its two keys or not at all.
 *
 * Writes   the contribution with its first wording, who wrote it, one journal entry; takes the sender's draft away.
 *          An unattributed text is only put to wait, and nothing of it is journaled or told before its release.
 */
export async function enterContribution(ctx: ForumContext, entering: Entering, author: Author, positionId: string | null = null): Promise<Posted | Waits> {
  const { question, parent, text, html, late, forum, windowId, ...said } = entering;
  const { forumId } = ctx.sight;
  const id = ctx.world.mint();
  const seatId = 'keys' in author ? author.keys.releasedBy : author.seatId;
  const draft = { seatId, questionId: question.id, parentId: parent?.id ?? null };
  await dropDraft(ctx, draft, { text, windowId });
  const wording = { id, questionId: question.id, parentId: parent?.id ?? null, ...said, late, markdown: text, html };
  if (said.regime === 'unattributed') {
    const window = batchWindow(ctx.now, forum);
    await insertWaiting(ctx, wording, window);
    await saveWaitingAuthor(ctx, forumId, id, author, positionId);
    if (!('keys' in author)) await moveAttachments(ctx, draft, { waitingId: id });
    return { waitsUntil: window.latest.toISOString() };
  }
  await journalPosted(ctx, { ...wording, question: question.id, parent: parent?.id ?? null }, { author: seatId, capacity: author.capacity, ...('keys' in author ? { drafter: author.keys.draftedBy } : {}) });
  await saveAuthor(ctx, forumId, id, author);
  // A body's word comes from a page of its own; what lies with the draft of the one who releases it is theirs.
  const hasFiles = !('keys' in author) && (await loadAttachmentsAt(ctx, draft)).length > 0;
  // From here on the thread's one row is held: number, text, and the transaction ends.
  const number = await nextNumber(ctx, question.id);
  await insertContribution(ctx, { ...wording, number, rootId: parent?.rootId ?? id });
  if (hasFiles) await takeAttachmentsAlong(ctx, draft, id);
  return { id, ref: refOf(question.code, number), number };
}

/** A waiting text becomes a contribution, under an id and a number that say nothing of its arrival. */
export async function enterWaiting(ctx: ForumContext, waiting: WaitingRow, { closesAt }: Pick<Forum, 'closesAt'>, rootOf: (parentId: string) => Promise<string>): Promise<Posted> {
  const { forumId } = ctx.sight;
  const id = ctx.world.mint();
  const question = await loadQuestionById(ctx, waiting.questionId);
  if (!question) throw new Error('a text waits under a question that is not there');
  const { seatId, capacity, draftedBy } = await waitingAuthor(ctx, forumId, waiting.id);
  const regime: Regime = 'unattributed';
  await journalPosted(ctx, { ...waiting, id, regime, question: question.id, parent: waiting.parentId }, { author: seatId, capacity, ...(draftedBy ? { drafter: draftedBy } : {}) });
  const number = await nextNumber(ctx, question.id);
  const rootId = waiting.parentId ? await rootOf(waiting.parentId) : id;
  await insertContribution({ ...ctx, now: batchReceipt(waiting.late, closesAt, ctx.now) }, { ...waiting, id, regime, number, rootId });
  await takeAttachmentsAlong(ctx, { waitingId: waiting.id }, id);
  await moveAuthor(ctx, forumId, waiting.id, id);
  await deleteWaiting(ctx, waiting.id);
  return { id, ref: refOf(question.code, number), number };
}

type Told = { id: string; kind: ContributionKind; question: string; parent: string | null; regime: Regime; marking: Marking; lang: string; channel: Channel; late: boolean; markdown: string };

function journalPosted(ctx: ForumContext, t: Told, by: Readonly<Record<string, string>>): Promise<void> {
  return journal(ctx, {
    kind: events.posted,
    forumId: ctx.sight.forumId,
    subject: t.id,
    facts: { question: t.question, parent: t.parent, regime: t.regime, marking: t.marking, lang: t.lang, channel: t.channel, ...(t.kind === 'contribution' ? {} : { kind: t.kind }), ...(t.late ? { late: t.late } : {}) },
    commit: { text: createHash('sha256').update(t.markdown).digest('hex'), ...by },
  });
}

/** What was attached goes with the contribution, each file with its own entry. */
async function takeAttachmentsAlong(ctx: ForumContext, from: From, id: string): Promise<void> {
  for (const file of await moveAttachments(ctx, from, { contributionId: id })) {
    await journal(ctx, { kind: events.attached, forumId: ctx.sight.forumId, subject: id, facts: { attachment: file.id, type: file.kind, removed: file.removed }, commit: { file: file.sha256.toString('hex') } });
  }
}
