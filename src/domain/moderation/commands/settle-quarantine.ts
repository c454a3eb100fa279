import { instantOf, localOf } from '#platform/instant.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { atomically } from '#platform/atomically.ts';
import { releaseHeld } from '../../discussion/commands/hold-material.ts';
import type { HeldRefusal } from '../../discussion/model.ts';
import { contributionById } from '../../discussion/queries/contribution-facts.ts';
import { contributionOfFile } from '../../discussion/queries/held.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { events } from '../events.ts';
import type { QuarantineRefusal } from '../model.ts';
import { handOn } from '../queries/hand-on.ts';
import { dueAt } from '../rules/docket.ts';
import { mayPropose, maySecond, nextQuarantine } from '../rules/quarantine.ts';
import type { SecondInput, SettlementInput } from '../schema.ts';
import { loadQuarantine, loadQuarantineById, loadViews, type QuarantineRow, updateQuarantine } from '../store/quarantine.ts';
import { forgetObserved } from '../store/signals.ts';
import { insertCase, openCaseOf, takeStep } from '../store.ts';

type Refused = QuarantineRefusal | HeldRefusal | 'platform.submission_reused';

/**
 * Who has looked proposes that material be released, or stay held; nothing happens before another agrees.
 *
 * Refuses  as `mayPropose` does; `moderation.decision_stale` when it changed in the meantime.
 */
export function proposeSettlement(ctx: ForumContext, number: number, input: SettlementInput): Promise<Outcome<null, Refused>> {
  return once(ctx, input.submissionId, { number, ...input }, async (ctx): Promise<Outcome<null, Refused>> => {
    const found = await loadQuarantine(ctx, number, { lock: true });
    const hand = found && (await handOn(ctx, found));
    if (!found || !hand) return refused('moderation.no_such_material');
    const ruling = mayPropose({ ...hand, state: found.state, hasViewed: (await loadViews(ctx, found.id)).some(({ seatId }) => seatId === hand.seatId) });
    if (!ruling.ok) return ruling;
    if (found.version !== input.version) return refused('moderation.decision_stale');
    await updateQuarantine(ctx, found, { state: stateAfter(found, input.step), proposed_by: hand.seatId, proposal: input.reason });
    await journal(ctx, { kind: events.settlementProposed, forumId: ctx.sight.forumId, subject: found.id, facts: { step: input.step }, commit: { reason: input.reason } });
    return granted(null);
  });
}

/**
 * Another agrees, or declines: released material is back where it was; confirmed material stays held and is a case of
 * the docket, where its author gets the reasons. What lies with no contribution yet gets its case when it is posted.
 *
 * Refuses  as `maySecond` does; `moderation.decision_stale` when it changed in the meantime.
 */
export function secondSettlement(ctx: ForumContext, number: number, { submissionId, version, step }: SecondInput): Promise<Outcome<null, Refused>> {
  return once(ctx, submissionId, { number, version, step }, async (ctx): Promise<Outcome<null, Refused>> => {
    const { forumId } = ctx.sight;
    const found = await loadQuarantine(ctx, number, { lock: true });
    const hand = found && (await handOn(ctx, found));
    if (!found || !hand) return refused('moderation.no_such_material');
    const ruling = maySecond({ ...hand, state: found.state, proposedBy: found.proposedBy });
    if (!ruling.ok) return ruling;
    if (found.version !== version) return refused('moderation.decision_stale');
    const state = stateAfter(found, step);
    if (step === 'decline') {
      await updateQuarantine(ctx, found, { state, proposed_by: null, proposal: null });
      await journal(ctx, { kind: events.settlementDeclined, forumId, subject: found.id });
      return granted(null);
    }
    await updateQuarantine(ctx, found, { state, settled_by: hand.seatId, settled_at: ctx.now });
    await journal(ctx, { kind: state === 'released' ? events.materialReleased : events.materialConfirmed, forumId, subject: found.id, facts: { what: found.what, proposed: found.state }, commit: { hash: found.sha256.toString('hex'), reason: found.proposal ?? '' } });
    if (state === 'released') return letOut(ctx, found);
    const contributionId = found.what === 'text' ? found.subjectId : await contributionOfFile(ctx, found.subjectId);
    if (contributionId) await joinCase(ctx, number, contributionId, hand.seatId);
    return granted(null);
  });
}

/** A decision that rested on material was reversed on appeal: it is back where it was, unless its time was over. Called by the measure that is undone. */
export async function reverseQuarantine(ctx: ForumContext, id: string): Promise<Outcome<null, HeldRefusal>> {
  const found = await loadQuarantineById(ctx, id, { lock: true });
  const state = found && nextQuarantine(found.state, 'reverse');
  if (!found || !state) return granted(null);
  await updateQuarantine(ctx, found, { state });
  await journal(ctx, { kind: events.materialReleased, forumId: ctx.sight.forumId, subject: found.id, facts: { what: found.what, proposed: 'appeal' }, commit: { hash: found.sha256.toString('hex') } });
  return letOut(ctx, found);
}

async function letOut(ctx: ForumContext, found: QuarantineRow): Promise<Outcome<null, HeldRefusal>> {
  const released = await releaseHeld(ctx, found.heldId);
  // The aids look at the text again, as at one that is new.
  if (released.ok && found.what === 'text') await forgetObserved(ctx, found.subjectId);
  return released;
}

/** Confirmed material joins the case of its contribution that waits, or opens one. */
export function joinCase(ctx: ForumContext, number: number, contributionId: string, by: string | null = null): Promise<Outcome<null, never>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, never>> => {
    const { forumId } = ctx.sight;
    const [found, contribution, forum] = [await loadQuarantine(ctx, number, { lock: true }), await contributionById(ctx, contributionId), await forumFacts(ctx, forumId)];
    if (!found || found.caseId || !contribution || !forum) return granted(null);
    const joined = (await openCaseOf(ctx, contributionId)) ?? (await insertCase(ctx, contributionId, contribution.revision));
    const due = dueAt(ctx.now, false, { localOf: (at) => localOf(at, forum.zone), instantOf: (local) => instantIn(local, forum.zone) });
    await takeStep(ctx, joined, 'material', by, { due_at: joined.dueAt && joined.dueAt < due ? joined.dueAt : due });
    await updateQuarantine(ctx, { ...found }, { case_id: joined.id });
    await journal(ctx, { kind: events.materialJoined, forumId, subject: joined.id, facts: { material: found.id } });
    return granted(null);
  });
}

function stateAfter({ state }: QuarantineRow, step: Parameters<typeof nextQuarantine>[1]): QuarantineRow['state'] {
  const next = nextQuarantine(state, step);
  if (!next) throw new Error(`material that is ${state} takes no step “${step}”`);
  return next;
}

function instantIn(local: string, zone: string): Date | null {
  const read = instantOf(local, zone);
  return read.ok ? read.value : null;
}
