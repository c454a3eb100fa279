import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { freeSeat, holdSeat } from '../../accreditation/commands/set-standing.ts';
import type { ForumContext } from '../../context.ts';
import { addressOfAuthor } from '../../disclosure/custody.ts';
import type { Marking } from '../../disclosure/model.ts';
import { coverMaterial, liftCover } from '../../discussion/commands/cover-material.ts';
import { askForEdit, giveMarkingsBack, labelContribution, tightenMarking } from '../../discussion/commands/moderate-contribution.ts';
import { restoreContribution, withholdContribution } from '../../discussion/commands/withhold-contribution.ts';
import { contributionById } from '../../discussion/queries/contribution-facts.ts';
import { refOf } from '../../discussion/rules.ts';
import type { Done, Measure, MeasureTerms } from '../model.ts';
import { leftovers, updateDecision } from '../store/decisions.ts';
import { loadConfirmedOf } from '../store/quarantine.ts';
import { asksForEdit, editHours, takesFromView } from '../rules/docket.ts';
import { reverseQuarantine } from './settle-quarantine.ts';

export type MeasureRefusal = 'discussion.no_such_contribution' | 'discussion.already_so' | 'accreditation.no_such_seat' | 'discussion.no_such_cover' | 'discussion.no_such_passage' | 'discussion.no_such_attachment' | 'platform.submission_reused';
type Taken = { contributionId: string; measure: Measure; ground: string; terms: MeasureTerms; endsAt: Date | null };

/**
 * Does what a measure says, by the commands of the stages it touches. Called by those that decide and confirm, in their
 * transaction, which have asked for the right.
 *
 * Shape   what was done, for its undoing. Nothing here changes a wording.
 */
export async function takeMeasure(ctx: ForumContext, { contributionId, measure, ground, terms, endsAt }: Taken): Promise<Outcome<Done, MeasureRefusal>> {
  const done: Done = {};
  if (takesFromView(measure)) {
    const withheld = await withholdContribution(ctx, contributionId, ground);
    if (!withheld.ok) return withheld;
    done.withheld = true;
  }
  if (asksForEdit(measure)) {
    const asked = await askForEdit(ctx, contributionId, new Date(ctx.now.getTime() + editHours * 3_600_000));
    if (!asked.ok) return asked;
    done.editAsked = true;
  }
  if (measure === 'label') {
    const labelled = await labelContribution(ctx, contributionId, terms.label ?? '');
    if (!labelled.ok) return labelled;
  }
  // It stays where two people have put it; what is kept is what a reversal lets go.
  if (measure === 'hold-material') return granted({ material: (await loadConfirmedOf(ctx, contributionId)).map(({ id }) => id) });
  if (measure === 'cover') return cover(ctx, contributionId, terms.description ?? '');
  if (measure === 'marking-changed') {
    const tightened = await tightenMarking(ctx, contributionId, terms.marking as Marking);
    return tightened.ok ? granted({ markings: tightened.value }) : tightened;
  }
  if ((measure === 'mute' || measure === 'suspend') && endsAt) return hold(ctx, contributionId, measure, endsAt);
  return granted(done);
}

/** A text withheld until an edit that was not enough comes back into view as the next decision on its case takes effect. */
export async function clearLeftovers(ctx: ForumContext, { id, contributionId }: { id: string; contributionId: string }): Promise<Outcome<null, MeasureRefusal>> {
  for (const decisionId of await leftovers(ctx, id)) {
    const restored = await restoreContribution(ctx, contributionId);
    if (!restored.ok) return restored;
    await updateDecision(ctx, decisionId, { done: {} });
  }
  return granted(null);
}

async function cover(ctx: ForumContext, contributionId: string, description: string): Promise<Outcome<Done, MeasureRefusal>> {
  const contribution = await contributionById(ctx, contributionId);
  if (!contribution) return refused('discussion.no_such_contribution');
  const covered = await coverMaterial(ctx, refOf(contribution.code, contribution.number), { submissionId: ctx.world.mint(), what: 'text', description });
  return covered.ok ? granted({ cover: covered.value.cover }) : covered;
}

async function hold(ctx: ForumContext, contributionId: string, measure: 'mute' | 'suspend', until: Date): Promise<Outcome<Done, MeasureRefusal>> {
  const { forumId } = ctx.sight;
  const author = await addressOfAuthor(ctx, forumId, contributionId);
  if (!author) return refused('accreditation.no_such_seat');
  const held = await holdSeat(ctx, { forumId, seatId: author.seatId }, measure === 'mute' ? 'muted' : 'suspended', until);
  return held.ok ? granted({ seat: author.seatId }) : held;
}

/**
 * Undoes what a measure did, and nothing else: the text stands where it stood, under its number, with its replies; what
 * has ended by itself, or was undone by somebody meanwhile, stays so.
 */
export async function undoMeasure(ctx: ForumContext, { contributionId, measure, done }: { contributionId: string; measure: Measure; done: Done }): Promise<Outcome<null, MeasureRefusal>> {
  const { forumId } = ctx.sight;
  const contribution = await contributionById(ctx, contributionId);
  if (!contribution) return refused('discussion.no_such_contribution');
  for (const id of done.material ?? []) {
    const reversed = await reverseQuarantine(ctx, id);
    if (!reversed.ok) return reversed;
  }
  if (done.editAsked) await askForEdit(ctx, contributionId, null);
  if (done.withheld && contribution.visibility === 'withheld') return restoreContribution(ctx, contributionId);
  if (measure === 'label') return labelContribution(ctx, contributionId, null);
  if (done.cover) {
    const lifted = await liftCover(ctx, refOf(contribution.code, contribution.number), { submissionId: ctx.world.mint(), cover: done.cover });
    return lifted.ok || lifted.refusal.code === 'discussion.no_such_cover' ? granted(null) : lifted;
  }
  if (done.markings) return giveMarkingsBack(ctx, contributionId, done.markings);
  if (done.seat) await freeSeat(ctx, { forumId, seatId: done.seat });
  return granted(null);
}
