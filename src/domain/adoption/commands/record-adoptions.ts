import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { findingsOf } from '../../synthesis/queries/findings.ts';
import { events } from '../events.ts';
import { silenceState } from '../rules.ts';
import { loadProcedures } from '../store.ts';

/**
 * Records what the clock has decided: each recommendation whose silence ran out unbroken is adopted and gets its
 * number. The state follows from the rows and the clock whether or not this has run.
 */
export function recordAdoptions(ctx: ForumContext): Promise<Outcome<{ adopted: number }, never>> {
  return atomically(ctx, async (ctx) => {
    const findings = new Map((await findingsOf(ctx)).map((f) => [f.id, f]));
    let adopted = 0;
    for (const procedure of await loadProcedures(ctx, { lock: true })) {
      if (procedure.numberIssued || silenceState(procedure, ctx.now) !== 'adopted') continue;
      const reference = findings.get(procedure.findingId)?.reference ?? '';
      await ctx.db.updateTable('silence_procedure').set({ number_issued: reference, issued_at: ctx.now }).where('forum_id', '=', ctx.sight.forumId).where('id', '=', procedure.id).execute();
      await journal(ctx, { kind: events.adopted, forumId: ctx.sight.forumId, subject: procedure.id, facts: { finding: procedure.findingId, number: reference } });
      adopted += 1;
    }
    return granted({ adopted });
  });
}
