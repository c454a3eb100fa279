import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { ArrangeRefusal } from '../model.ts';
import { readRef } from '../rules.ts';
import { mayArrange, mayUndoRelocation } from '../rules/arranging.ts';
import type { ArrangeInput, UndoArrangeInput } from '../schema.ts';
import { bumpThread, loadQuestion } from '../store.ts';
import { holdThreads, insertRelocation, loadBranch, loadRelocation, undoRelocation, wasMovedSince } from '../store/relocations.ts';
import { loadSpot } from '../store/thread.ts';

type Refused = ArrangeRefusal | 'platform.submission_reused';

/**
 * A moderator moves a contribution with all that hangs on it to another question, makes it a thread of its own, or puts
 * it under another contribution. Numbers, wordings, read marks and drafts stay; where it stood, a line says where it is.
 *
 * Writes   the relocation with how everything stood before; one journal entry.
 * Refuses  as `mayArrange` does, `discussion.no_such_contribution`, `discussion.no_such_question`.
 */
export function arrangeThread(ctx: ForumContext, ref: string, input: ArrangeInput): Promise<Outcome<{ id: string; count: number }, Refused>> {
  const { submissionId, ...body } = input;
  return once(ctx, submissionId, { ref, ...body }, async (ctx): Promise<Outcome<{ id: string; count: number }, Refused>> => {
    if (!may(ctx.sight, 'arrange')) return refused('discussion.not_yours');
    const { kind, reason } = input;
    const [asked, target] = [readRef(ref), kind === 'merge' ? readRef(input.under ?? '') : null];
    const before = asked && (await loadSpot(ctx, asked));
    const wanted = target && (await loadSpot(ctx, target));
    const question = kind === 'move' ? await loadQuestion(ctx, input.to ?? '') : null;
    if (!before || (kind === 'merge' && !wanted)) return refused('discussion.no_such_contribution');
    if (kind === 'move' && !question) return refused('discussion.no_such_question');
    const toQuestion = question?.id ?? wanted?.questionId ?? before.questionId;
    await holdThreads(ctx, [before.questionId, toQuestion]);
    // Read again under the lock: what another moderator moved in the meantime is not there any more.
    const subject = await loadSpot(ctx, { id: before.id });
    const under = wanted && (await loadSpot(ctx, { id: wanted.id }));
    if (subject?.questionId !== before.questionId || (under && under.questionId !== toQuestion)) return refused('discussion.no_such_contribution');
    const ids = await loadBranch(ctx, subject.id, subject.rootId);
    const ruling = mayArrange({ roles: ctx.sight.roles, subject, toQuestion, under: under && { rootId: under.rootId, within: ids.includes(under.id) } }, kind);
    if (!ruling.ok) return ruling;
    const id = await insertRelocation(ctx, { kind, subject, ids, toQuestion, under, reason });
    await tell(ctx, [subject.questionId, toQuestion]);
    await journal(ctx, { kind: kind === 'move' ? events.moved : kind === 'split' ? events.split : events.merged, forumId: ctx.sight.forumId, subject: subject.id, facts: { from: subject.questionId, to: toQuestion, under: under?.id ?? null, count: ids.length }, commit: { reason } });
    return granted({ id, count: ids.length });
  });
}

/**
 * A moderator takes a relocation back: everything stands again exactly where it stood, and what was replied since goes
 * with what it replies to.
 *
 * Refuses  as `mayUndoRelocation` does, `discussion.no_such_relocation`.
 */
export function undoArrangement(ctx: ForumContext, id: string, input: UndoArrangeInput): Promise<Outcome<{ count: number }, Refused>> {
  return once(ctx, input.submissionId, { undo: id }, async (ctx): Promise<Outcome<{ count: number }, Refused>> => {
    if (!may(ctx.sight, 'arrange')) return refused('discussion.not_yours');
    const found = await loadRelocation(ctx, id);
    if (!found) return refused('discussion.no_such_relocation');
    await holdThreads(ctx, [found.from.questionId, found.toQuestion]);
    const row = await loadRelocation(ctx, id);
    const ruling = mayUndoRelocation({ roles: ctx.sight.roles, undone: row?.undoneAt !== null, movedSince: await wasMovedSince(ctx, id) });
    if (!ruling.ok) return ruling;
    if (!row) return refused('discussion.no_such_relocation');
    const count = await undoRelocation(ctx, row);
    await tell(ctx, [row.from.questionId, row.toQuestion]);
    await journal(ctx, { kind: events.arrangementUndone, forumId: ctx.sight.forumId, subject: row.subjectId, facts: { relocation: id, count } });
    return granted({ count });
  });
}

async function tell(ctx: ForumContext, questionIds: readonly string[]): Promise<void> {
  for (const questionId of new Set(questionIds)) {
    await bumpThread(ctx, questionId);
    await notify(ctx, { topic: `question:${questionId}`, what: 'changed' });
  }
}
