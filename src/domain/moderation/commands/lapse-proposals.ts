import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { events } from '../events.ts';
import type { ModerationRefusal } from '../model.ts';
import { decisionOf, lapsed } from '../store/decisions.ts';
import { loadCase, takeStep } from '../store.ts';
import { letFall } from './decide-case.ts';
import type { MeasureRefusal } from './take-measure.ts';

/** The clock ends what one moderator did alone and no second confirmed in time. Shape: how many cases are open again. */
export async function lapseProposals(ctx: ForumContext): Promise<number> {
  let count = 0;
  for (const number of await lapsed(ctx)) if ((await lapse(ctx, number)).ok) count += 1;
  return count;
}

function lapse(ctx: ForumContext, number: number): Promise<Outcome<null, ModerationRefusal | MeasureRefusal>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, ModerationRefusal | MeasureRefusal>> => {
    const found = await loadCase(ctx, number, { lock: true });
    const decision = found && (await decisionOf(ctx, found.id));
    if (found?.state !== 'proposed' || !decision?.interimUntil || decision.interimUntil > ctx.now) return refused('moderation.no_such_case');
    const fallen = await letFall(ctx, found, decision);
    if (!fallen.ok) return fallen;
    await takeStep(ctx, found, 'lapse', null);
    await journal(ctx, { kind: events.lapsed, forumId: ctx.sight.forumId, subject: found.id, facts: { measure: decision.measure, contribution: found.contributionId } });
    return granted(null);
  });
}
