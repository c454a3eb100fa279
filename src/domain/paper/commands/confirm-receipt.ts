import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { PaperRefusal } from '../model.ts';
import type { ReceiptInput } from '../schema.ts';
import { circulatedVersion, loadPaper } from '../store.ts';
import { keepReceipt } from '../store/receipts.ts';

/**
 * A body says that it has the version of the paper circulated last: its focal point or deputy, for all of it. Said
 * twice it is the same word.
 *
 * Refuses  `paper.not_focal_point`, `paper.no_such_paper` also for a version that was circulated before the last.
 */
export function confirmReceipt(ctx: ForumContext, input: ReceiptInput): Promise<Outcome<{ version: number }, PaperRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ version: number }, PaperRefusal>> => {
    const { seat } = ctx.sight;
    if (!may(ctx.sight, 'confirm-receipt') || !seat?.duty || seat.category === 'staff') return refused('paper.not_focal_point');
    const paper = await loadPaper(ctx);
    const version = paper ? await circulatedVersion(ctx, paper.id) : 0;
    if (!paper || version === 0 || version !== input.version) return refused('paper.no_such_paper');
    // That a body has it is on record; which of its people said so is not.
    if (await keepReceipt(ctx, paper.id, version, seat.bodyId)) await journal(ctx, { kind: events.received, forumId: ctx.sight.forumId, subject: paper.id, facts: { version, body: seat.bodyId } });
    return granted({ version });
  });
}
