import { createHash } from 'node:crypto';
import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { issueSymbol } from '../../programme/commands/issue-symbol.ts';
import { textsAt } from '../../synthesis/queries/wording.ts';
import { events } from '../events.ts';
import { endOf, mayIssue } from '../rules.ts';
import { loadProcedures, receiptNow, unreadBefore } from '../store.ts';

/**
 * Records what the clock has decided: each recommendation whose silence ran out unbroken gets its symbol from the
 * register of the series. The state follows from the rows and the clock whether or not this has run; the number waits
 * until no letter that came before the end can be unread.
 *
 * Throws  where the words are no longer those that were frozen: nothing is issued then.
 */
export function recordAdoptions(ctx: ForumContext): Promise<Outcome<{ adopted: number }, never>> {
  return atomically(ctx, async (ctx) => {
    const { forumId } = ctx.sight;
    let adopted = 0;
    const procedures = await loadProcedures(ctx, { lock: true });
    const now = await receiptNow(ctx);
    for (const procedure of procedures.reverse()) {
      if (!mayIssue(procedure, now, { unread: false }) || !mayIssue(procedure, now, { unread: await unreadBefore(ctx, endOf(procedure)) })) continue;
      const frozen = [...(await textsAt(ctx, procedure.findingId, procedure.findingVersion)).values()].some((text) => createHash('sha256').update(text).digest('hex') === procedure.wording);
      if (!frozen) throw new Error(`the wording of silence procedure ${procedure.id} is not the one that was frozen`);
      const { symbol } = await issueSymbol(ctx, { kind: 'REC', subject: procedure.id }, now);
      await ctx.db.updateTable('silence_procedure').set({ number_issued: symbol, issued_at: now }).where('forum_id', '=', forumId).where('id', '=', procedure.id).execute();
      await journal({ ...ctx, now }, { kind: events.adopted, forumId, subject: procedure.id, facts: { finding: procedure.findingId, number: symbol, wording: procedure.wording } });
      adopted += 1;
    }
    return granted({ adopted });
  });
}
