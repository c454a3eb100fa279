import { instantOf } from '#platform/instant.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { staffSeats } from '../../accreditation/queries/staff-seats.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { DutyRefusal } from '../model.ts';
import { canServe, isShift, overlaps, type Shift } from '../rules/roster.ts';
import type { HandOverInput, ShiftInput, ShiftRemovalInput } from '../schema.ts';
import { endShift, holdRoster, insertShift, loadShift, loadShifts } from '../store/duty.ts';

type Refused = DutyRefusal | 'platform.submission_reused';

/**
 * Enters somebody for a shift, by the clock of the forum's zone; an end not after the beginning is on the next day.
 *
 * Refuses  `moderation.not_yours`; `moderation.no_such_server` for whoever is none of the staff in good standing;
 *          `moderation.rights_missing` where their rights do not allow the role; `moderation.shift_too_long`;
 *          `moderation.shift_over`; `moderation.shift_overlaps`; a time that the zone does not have, or has twice.
 */
export function enterShift(ctx: ForumContext, input: ShiftInput): Promise<Outcome<{ id: string }, Refused>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ id: string }, DutyRefusal>> => {
    const { forumId } = ctx.sight;
    const forum = may(ctx.sight, 'keep-roster') ? await forumFacts(ctx, forumId) : null;
    if (!forum) return refused('moderation.not_yours');
    const startsAt = instantOf(`${input.day}T${input.from}`, forum.zone);
    if (!startsAt.ok) return startsAt;
    const endsAt = instantOf(`${input.until > input.from ? input.day : dayAfter(input.day)}T${input.until}`, forum.zone);
    if (!endsAt.ok) return endsAt;
    const shift: Shift = { id: ctx.world.mint(), role: input.role, seatId: input.seat, startsAt: startsAt.value, endsAt: endsAt.value };
    const allowed = await mayServe(ctx, shift);
    if (!allowed.ok) return allowed;
    await insertShift(ctx, shift);
    await journal(ctx, { kind: events.shiftEntered, forumId, subject: shift.id, facts: factsOf(shift), commit: { seat: shift.seatId } });
    return granted({ id: shift.id });
  });
}

/**
 * Takes a shift off the roster, or what is left of it where it has begun.
 *
 * Refuses  `moderation.not_yours`, `moderation.no_such_shift`, `moderation.shift_over`.
 */
export function removeShift(ctx: ForumContext, id: string, { submissionId }: ShiftRemovalInput): Promise<Outcome<null, Refused>> {
  return once(ctx, submissionId, { id }, async (ctx): Promise<Outcome<null, DutyRefusal>> => {
    if (!may(ctx.sight, 'keep-roster')) return refused('moderation.not_yours');
    await holdRoster(ctx);
    const shift = await loadShift(ctx, id);
    if (!shift) return refused('moderation.no_such_shift');
    if (shift.endsAt <= ctx.now) return refused('moderation.shift_over');
    await endShift(ctx, shift, ctx.now);
    await journal(ctx, { kind: events.shiftRemoved, forumId: ctx.sight.forumId, subject: id, facts: factsOf(shift) });
    return granted(null);
  });
}

/**
 * Whoever is on, or keeps the roster, hands what is left of a shift to a colleague, with a word on what waits.
 *
 * Writes   the shift ended now, the rest of it with the other, one entry.
 * Refuses  as `enterShift` does of whom it goes to; `moderation.no_such_shift`, `moderation.shift_over`.
 */
export function handOver(ctx: ForumContext, id: string, { submissionId, seat, note }: HandOverInput): Promise<Outcome<{ id: string }, Refused>> {
  return once(ctx, submissionId, { id, seat, note: note ?? '' }, async (ctx): Promise<Outcome<{ id: string }, DutyRefusal>> => {
    const { forumId } = ctx.sight;
    if (!may(ctx.sight, 'see-roster')) return refused('moderation.not_yours');
    const given = await loadShift(ctx, id);
    if (!given) return refused('moderation.no_such_shift');
    if (given.seatId !== ctx.sight.seat?.id && !may(ctx.sight, 'keep-roster')) return refused('moderation.not_yours');
    if (given.endsAt <= ctx.now) return refused('moderation.shift_over');
    const rest: Shift = { id: ctx.world.mint(), role: given.role, seatId: seat, startsAt: new Date(Math.max(given.startsAt.getTime(), ctx.now.getTime())), endsAt: given.endsAt };
    const allowed = await mayServe(ctx, rest);
    if (!allowed.ok) return allowed;
    await endShift(ctx, given, rest.startsAt);
    await insertShift(ctx, { ...rest, takenFrom: id, note });
    await journal(ctx, { kind: events.shiftHandedOver, forumId, subject: rest.id, facts: { ...factsOf(rest), from: id }, commit: { seat, ...(note ? { note } : {}) } });
    return granted({ id: rest.id });
  });
}

/** Whether a shift can be entered beside those that are, for somebody whose rights allow it. */
async function mayServe(ctx: ForumContext, shift: Shift): Promise<Outcome<null, DutyRefusal>> {
  await holdRoster(ctx);
  const server = (await staffSeats(ctx)).find(({ id }) => id === shift.seatId);
  if (!server) return refused('moderation.no_such_server');
  if (!canServe(shift.role, server.roles)) return refused('moderation.rights_missing');
  if (!isShift(shift)) return refused('moderation.shift_too_long');
  if (shift.endsAt <= ctx.now) return refused('moderation.shift_over');
  return overlaps(await loadShifts(ctx, ctx.now), shift) ? refused('moderation.shift_overlaps') : granted(null);
}

const factsOf = ({ role, startsAt, endsAt }: Shift) => ({ role, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() });
const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
