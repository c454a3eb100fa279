import { say } from '#platform/i18n/say.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { isTwoKeyedWord } from '../../disclosure/custody.ts';
import { contributionById } from '../../discussion/queries/contribution-facts.ts';
import { events } from '../events.ts';
import type { Ground, Measure, ModerationRefusal } from '../model.ts';
import { standingIn } from '../queries/standing.ts';
import { appealDays, canBeTaken, mayConfirm, mayDecide, ruleKey } from '../rules.ts';
import { interimHours, needsSecond } from '../rules/docket.ts';
import type { ConfirmationInput, DecisionInput } from '../schema.ts';
import { decisionOf, type DecisionRow, insertDecision, updateDecision } from '../store/decisions.ts';
import { loadConfirmedOf } from '../store/quarantine.ts';
import { loadSignals } from '../store/signals.ts';
import { materialIn } from '../queries/material-of.ts';
import { type CaseRow, flagsOf, loadCase, takeStep } from '../store.ts';
import { settleSignals } from './judge-signal.ts';
import { clearLeftovers, type MeasureRefusal, takeMeasure, undoMeasure } from './take-measure.ts';
import { tellAuthor, tellFlaggers } from './tell-parties.ts';

export type Decided = { decisionId: string; /** A second moderator must confirm it. */ waits: boolean };
type Refused = ModerationRefusal | MeasureRefusal;
const days = (n: number) => n * 86_400_000;

/**
 * A moderator decides a case and gives reasons, or proposes where a measure takes two. A measure is taken when it is
 * decided; a proposal only where a person is in danger, and then no longer than the interim unless it is confirmed.
 *
 * Writes   the decision with its statement of reasons, what the measure does, letters to author and flaggers, one journal entry.
 * Refuses  as `mayDecide` and `canBeTaken` do; `moderation.decision_stale` when the case changed in the meantime.
 */
export function decideCase(ctx: ForumContext, number: number, input: DecisionInput): Promise<Outcome<Decided, Refused>> {
  return once(ctx, input.submissionId, { number, ...input }, async (ctx): Promise<Outcome<Decided, Refused>> => {
    const { seat } = ctx.sight;
    const found = await loadCase(ctx, number, { lock: true });
    const contribution = found && (await contributionById(ctx, found.contributionId));
    if (!found || !contribution || !seat) return refused('moderation.no_such_case');
    const flags = await flagsOf(ctx, found.id);
    const ruling = mayDecide({ ...(await standingIn(ctx, found, flags)), state: found.state, claimedBy: found.claimedBy });
    if (!ruling.ok) return ruling;
    if (found.version !== input.version) return refused('moderation.decision_stale');
    const atOnce = input.atOnce === 'yes';
    const urgent = flags.some((flag) => flag.urgent && !flag.withdrawnAt);
    const possible = canBeTaken(input.measure, { regime: contribution.regime, marking: contribution.marking, twoKeyed: await isTwoKeyedWord(ctx, ctx.sight.forumId, contribution.id), urgent, material: materialIn(await loadConfirmedOf(ctx, contribution.id)) }, { marking: input.marking, atOnce });
    if (!possible.ok) return possible;

    const waits = needsSecond(input.measure);
    const decision = await keep(ctx, found, contribution.revision, input, { seatId: seat.id, waits, atOnce });
    if (!waits || atOnce) {
      const cleared = await clearLeftovers(ctx, found);
      if (!cleared.ok) return cleared;
      const taken = await takeMeasure(ctx, { contributionId: found.contributionId, measure: input.measure, ground: input.rule, terms: decision.terms, endsAt: decision.endsAt });
      if (!taken.ok) return taken;
      await updateDecision(ctx, decision.id, { done: taken.value });
      await tellAuthor(ctx, found, decision);
    }
    await takeStep(ctx, found, waits ? 'propose' : 'decide', seat.id, { claimed_by: null, claimed_at: null, revision: contribution.revision });
    await journal(ctx, { kind: waits ? events.proposed : events.decided, forumId: ctx.sight.forumId, subject: found.id, facts: { measure: input.measure, rule: input.rule, contribution: found.contributionId, appealUntil: decision.appealUntil?.toISOString() ?? null, atOnce }, commit: { reasons: [input.facts, input.scope, input.aidUsed, input.redress].join('\n') } });
    if (!waits) await concluded(ctx, { ...found, revision: contribution.revision }, decision);
    return granted({ decisionId: decision.id, waits });
  });
}

/**
 * A second moderator confirms a proposal, which is a decision from then on, or declines it: the case is open again, and
 * what was done at once is undone.
 *
 * Refuses  as `mayConfirm` does; `moderation.decision_stale` when the case changed in the meantime.
 */
export function confirmDecision(ctx: ForumContext, number: number, input: ConfirmationInput): Promise<Outcome<null, Refused>> {
  return once(ctx, input.submissionId, { number, version: input.version, step: input.step }, async (ctx): Promise<Outcome<null, Refused>> => {
    const { seat, forumId } = ctx.sight;
    const found = await loadCase(ctx, number, { lock: true });
    if (!found || !seat) return refused('moderation.no_such_case');
    const decision = await decisionOf(ctx, found.id);
    const ruling = mayConfirm({ ...(await standingIn(ctx, found, await flagsOf(ctx, found.id))), state: found.state, claimedBy: found.claimedBy, proposedBy: decision?.seatId ?? null });
    if (!ruling.ok) return ruling;
    if (decision?.state !== 'proposed') return refused('moderation.not_proposed');
    if (found.version !== input.version) return refused('moderation.decision_stale');
    const settled = input.step === 'confirm' ? await confirm(ctx, found, decision, seat.id) : await letFall(ctx, found, decision);
    if (!settled.ok) return settled;
    await takeStep(ctx, found, input.step, seat.id);
    await journal(ctx, { kind: input.step === 'confirm' ? events.confirmed : events.declined, forumId, subject: found.id, facts: { measure: decision.measure, contribution: found.contributionId } });
    return granted(null);
  });
}

async function confirm(ctx: ForumContext, found: CaseRow, decision: DecisionRow, seatId: string): Promise<Outcome<null, Refused>> {
  // The time to appeal runs from the decision, and a person's mute from when it begins.
  const appealUntil = new Date(ctx.now.getTime() + days(appealDays));
  const endsAt = decision.endsAt && new Date(decision.endsAt.getTime() + (ctx.now.getTime() - decision.at.getTime()));
  const confirmed = { ...decision, appealUntil, endsAt, interimUntil: null, confirmedBy: seatId };
  let { done } = decision;
  if (!decision.interimUntil) {
    const cleared = await clearLeftovers(ctx, found);
    if (!cleared.ok) return cleared;
    const taken = await takeMeasure(ctx, { contributionId: found.contributionId, measure: decision.measure, ground: decision.ground, terms: decision.terms, endsAt });
    if (!taken.ok) return taken;
    done = taken.value;
  }
  await updateDecision(ctx, decision.id, { state: 'in-force', done, appealUntil, endsAt, interimUntil: null, confirmedBy: seatId });
  await tellAuthor(ctx, found, confirmed);
  await concluded(ctx, found, confirmed);
  return granted(null);
}

/** A proposal that nobody confirmed: what was done at once is undone. */
export async function letFall(ctx: ForumContext, found: CaseRow, decision: DecisionRow): Promise<Outcome<null, MeasureRefusal>> {
  const undone = decision.interimUntil ? await undoMeasure(ctx, { contributionId: found.contributionId, measure: decision.measure, done: decision.done }) : granted(null);
  if (undone.ok) await updateDecision(ctx, decision.id, { state: 'declined' });
  return undone;
}

async function keep(ctx: ForumContext, found: CaseRow, revision: number, input: DecisionInput, by: { seatId: string; waits: boolean; atOnce: boolean }): Promise<DecisionRow> {
  const { now } = ctx;
  const superseded = await decisionOf(ctx, found.id);
  if (superseded) await updateDecision(ctx, superseded.id, { state: 'superseded' });
  const decision = {
    id: ctx.world.mint(), caseId: found.id, seatId: by.seatId, measure: input.measure as Measure, ground: input.rule as Ground, groundText: say('en', ruleKey(input.rule) as 'moderation.rule.4_2'), law: input.law ?? null, lawState: input.lawState ?? null,
    facts: input.facts, scope: input.scope, aidUsed: input.aidUsed, redress: input.redress, automated: (await loadSignals(ctx, found.contributionId, revision)).length > 0 || (await loadConfirmedOf(ctx, found.contributionId)).some(({ match }) => match !== null),
    endsAt: input.days ? new Date(now.getTime() + days(input.days)) : null, terms: { ...(input.label ? { label: input.label } : {}), ...(input.description ? { description: input.description } : {}), ...(input.marking ? { marking: input.marking } : {}) },
    state: by.waits ? ('proposed' as const) : ('in-force' as const), interimUntil: by.waits && by.atOnce ? new Date(now.getTime() + interimHours * 3_600_000) : null,
    appealUntil: input.measure === 'none' || by.waits ? null : new Date(now.getTime() + days(appealDays)),
  };
  await insertDecision(ctx, { ...decision, revision });
  return { ...decision, done: {}, confirmedBy: null, at: now };
}

/** What follows a decision, whoever made it: the aids' record, and word to those who flagged. */
async function concluded(ctx: ForumContext, found: CaseRow, decision: DecisionRow): Promise<void> {
  await settleSignals(ctx, found, { measure: decision.measure, rule: decision.ground });
  await tellFlaggers(ctx, found, decision);
}
