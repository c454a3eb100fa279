import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { contributionById } from '../../discussion/queries/contribution-facts.ts';
import { events } from '../events.ts';
import type { ModerationRefusal } from '../model.ts';
import { standingIn } from '../queries/standing.ts';
import { maySettleEdit } from '../rules.ts';
import type { EditInput } from '../schema.ts';
import { decisionOf, updateDecision } from '../store/decisions.ts';
import { flagsOf, loadCase, openCaseOf, takeStep } from '../store.ts';
import { type MeasureRefusal, undoMeasure } from './take-measure.ts';

type Refused = ModerationRefusal | MeasureRefusal;

/**
 * A moderator reads the wording that was asked for: it is enough, and a withheld text is back in its place; or it is
 * not, and the case is open again for another decision, on the new wording. Until then a withheld text stays withheld.
 *
 * Refuses  as `maySettleEdit` does; `moderation.decision_stale` when the case changed in the meantime.
 */
export function settleEdit(ctx: ForumContext, number: number, { submissionId, version, step }: EditInput): Promise<Outcome<null, Refused>> {
  return once(ctx, submissionId, { number, version, step }, async (ctx): Promise<Outcome<null, Refused>> => {
    const { seat, forumId } = ctx.sight;
    const found = await loadCase(ctx, number, { lock: true });
    const decision = found && (await decisionOf(ctx, found.id));
    const contribution = found && (await contributionById(ctx, found.contributionId));
    if (!found || !decision || !contribution || !seat) return refused('moderation.no_such_case');
    const ruling = maySettleEdit({ ...(await standingIn(ctx, found, await flagsOf(ctx, found.id))), state: found.state, claimedBy: null, measure: decision.measure, edited: contribution.revision > found.revision && decision.done.editAsked === true }, step);
    if (!ruling.ok) return ruling;
    if (found.version !== version) return refused('moderation.decision_stale');
    if (step === 'reopen' && (await openCaseOf(ctx, found.contributionId))) return refused('moderation.another_case_open');
    const undone = await undoMeasure(ctx, { contributionId: found.contributionId, measure: decision.measure, done: step === 'accept-edit' ? decision.done : { editAsked: true } });
    if (!undone.ok) return undone;
    // Nothing of it is left to be reversed; a text not changed enough stays withheld until it is decided on anew.
    await updateDecision(ctx, decision.id, step === 'accept-edit' ? { done: {} } : { done: decision.done.withheld ? { withheld: true } : {}, state: 'superseded' });
    await takeStep(ctx, found, step, seat.id, { revision: contribution.revision });
    await journal(ctx, { kind: step === 'accept-edit' ? events.editAccepted : events.reopened, forumId, subject: found.id, facts: { contribution: found.contributionId, revision: contribution.revision } });
    return granted(null);
  });
}
