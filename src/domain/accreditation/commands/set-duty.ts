import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { DelegationRefusal } from '../model.ts';
import { type DutySeat, withDuty } from '../rules/delegation.ts';
import type { DutyForm } from '../schema.ts';
import { type DelegationSeat, saveDuties, seatsOfBody, takeBody } from '../store.ts';
import { tell } from './tell-delegation.ts';
import { closeSeat } from './withdraw-person.ts';

/**
 * The secretariat makes one of a delegation its focal point, its deputy, its one authorised sender, relieves them of
 * a duty, or withdraws them. A duty leaves whoever held it; the sender is always one who holds a duty.
 *
 * Writes   the seats, one journal entry, a letter to each whose duty changed.
 * Refuses  `accreditation.not_yours`, `accreditation.no_such_seat`; `accreditation.no_delegation` for a seat of a body
 *          without a State; `accreditation.sender_without_duty`.
 */
export function setDuty(ctx: ForumContext, input: DutyForm, origin: string): Promise<Outcome<null, DelegationRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<null, DelegationRefusal>> => {
    const { forumId } = ctx.sight;
    if (!may(ctx.sight, 'invite')) return refused('accreditation.not_yours');
    const found = await ctx.db.selectFrom('seat').innerJoin('body', 'body.id', 'seat.body_id').select(['seat.body_id', 'body.state_id']).where('seat.forum_id', '=', forumId).where('seat.id', '=', input.seat).where('seat.standing', '!=', 'withdrawn').executeTakeFirst();
    if (!found) return refused('accreditation.no_such_seat');
    if (found.state_id === null) return refused('accreditation.no_delegation');
    await takeBody(ctx, found.body_id);
    const before = await seatsOfBody(ctx, forumId, found.body_id);
    const target = before.find(({ id }) => id === input.seat);
    if (!target) return refused('accreditation.no_such_seat');
    if (input.duty === 'withdraw') return granted(await closeSeat(ctx, target, origin).then(() => null));
    if (input.duty === 'sender' && target.duty === null) return refused('accreditation.sender_without_duty');
    const wanted = input.duty === 'sender' ? before.map((seat) => ({ ...seat, sender: seat.id === target.id })) : withDuty(before, target.id, input.duty === 'none' ? null : input.duty);
    const after = await saveDuties(ctx, forumId, before, wanted);
    await journal(ctx, { kind: events.dutySet, forumId, subject: target.id, facts: { duty: input.duty, body: found.body_id, sender: after.find(({ sender }) => sender)?.id ?? null } });
    await tellChanged(ctx, before, after, origin);
    return granted(null);
  });
}

async function tellChanged(ctx: ForumContext, before: readonly DelegationSeat[], after: readonly DutySeat[], origin: string): Promise<void> {
  for (const old of before) {
    const now = after.find(({ id }) => id === old.id);
    if (!now) continue;
    const told = { bodyId: old.bodyId, people: [old.name], origin };
    if (now.duty && now.duty !== old.duty) await tell(ctx, [old], { ...told, what: 'duty' }, 'delegation');
    if (!now.duty && old.duty) await tell(ctx, [old], { ...told, what: 'relieved' }, null);
    if (now.sender && !old.sender) await tell(ctx, [old], { ...told, what: 'sender' }, 'delegation');
  }
}
