import { journal } from '#platform/journal.ts';
import { notify } from '#platform/live/notify.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { DelegationRefusal, Seat } from '../model.ts';
import { mayEndSeat, mayName } from '../rules/delegation.ts';
import type { WithdrawalForm } from '../schema.ts';
import { type DelegationSeat, saveDuties, seatsOfBody, takeBody } from '../store.ts';
import { tell } from './tell-delegation.ts';

type Withdrawn = { withdrawn: 'seat' | 'nomination' };

/**
 * A delegation withdraws one of its people, or a nomination that nobody has answered yet.
 *
 * Writes   the seat as withdrawn, whose sight ends with this transaction; one journal entry; a letter to the person.
 * Refuses  as `mayName` and `mayEndSeat` do; `accreditation.no_such_nomination`.
 */
export function withdrawPerson(ctx: ForumContext, input: WithdrawalForm, origin: string): Promise<Outcome<Withdrawn, DelegationRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<Withdrawn, DelegationRefusal>> => {
    const { seat } = ctx.sight;
    const ruling = mayName(seat);
    if (!ruling.ok || !seat || !may(ctx.sight, 'nominate')) return refused('accreditation.not_focal_point');
    await takeBody(ctx, seat.bodyId);
    if (input.nomination) return withdrawNomination(ctx, seat, input.nomination);
    const ended = await endSeat(ctx, seat, input.seat ?? '', origin);
    return ended.ok ? granted({ withdrawn: 'seat' }) : ended;
  });
}

/** Ends the seat of one of the actor's own delegation, as `mayEndSeat` allows; for withdrawing and for replacing. */
export async function endSeat(ctx: ForumContext, actor: Seat, seatId: string, origin: string): Promise<Outcome<DelegationSeat, DelegationRefusal>> {
  const target = (await seatsOfBody(ctx, ctx.sight.forumId, actor.bodyId)).find(({ id }) => id === seatId) ?? null;
  const ruling = mayEndSeat(actor, target);
  if (!ruling.ok || !target) return ruling.ok ? refused('accreditation.no_such_seat') : ruling;
  await closeSeat(ctx, target, origin);
  return granted(target);
}

/**
 * Withdraws a seat whoever may order it: duties pass on, sight ends everywhere at once, the person is told.
 * The seat stays, since its texts hang on it under its body.
 */
export async function closeSeat(ctx: ForumContext, target: DelegationSeat, origin: string): Promise<void> {
  const { forumId } = ctx.sight;
  const before = await seatsOfBody(ctx, forumId, target.bodyId);
  const after = before.map((seat) => (seat.id === target.id ? { ...seat, standing: 'withdrawn' as const, duty: null, sender: false } : seat));
  await saveDuties(ctx, forumId, before, after);
  await journal(ctx, { kind: events.standingChanged, forumId, subject: target.id, facts: { standing: 'withdrawn', body: target.bodyId }, commit: { person: target.personId } });
  await notify(ctx, { topic: `standing:${forumId}`, what: target.id });
  await notify(ctx, { topic: `seats:${forumId}`, what: target.id });
  await tell(ctx, [target], { what: 'ended', bodyId: target.bodyId, people: [target.name], origin }, null);
}

/** One that waits is taken back; one confirmed whose invitation is unanswered as well, and its link is dead from then on. */
async function withdrawNomination(ctx: ForumContext, seat: Seat, id: string): Promise<Outcome<Withdrawn, DelegationRefusal>> {
  const { forumId } = ctx.sight;
  const found = await ctx.db.selectFrom('nomination').select(['email', 'decision']).where('forum_id', '=', forumId).where('id', '=', id).where('body_id', '=', seat.bodyId).forUpdate().executeTakeFirst();
  if (!found || (found.decision !== null && found.decision !== 'confirmed')) return refused('accreditation.no_such_nomination');
  if (found.decision === 'confirmed') {
    const ended = await ctx.db.updateTable('invitation').set({ answered_at: ctx.now, answer: 'replaced' }).where('forum_id', '=', forumId).where('body_id', '=', seat.bodyId).where('email', '=', found.email).where('answered_at', 'is', null).returning('id').execute();
    if (ended.length === 0) return refused('accreditation.no_such_nomination');
  }
  await ctx.db.updateTable('nomination').set({ decision: 'withdrawn', decided_at: ctx.now }).where('forum_id', '=', forumId).where('id', '=', id).execute();
  await journal(ctx, { kind: events.nominationDecided, forumId, subject: id, facts: { decision: 'withdrawn' }, commit: { address: found.email } });
  return granted({ withdrawn: 'nomination' });
}
