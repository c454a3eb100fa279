import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { DelegationRefusal } from '../model.ts';
import { mayName } from '../rules/delegation.ts';
import type { ReplacementForm } from '../schema.ts';
import { takeBody } from '../store.ts';
import { nameOne } from './nominate-person.ts';
import { tellOrganisers } from './tell-delegation.ts';
import { endSeat } from './withdraw-person.ts';

/**
 * A delegation puts a new person in another's place. The old access ends with this transaction; what was written
 * stays where it is, under the body and its author. The new person waits for the secretariat like every other,
 * within no quota: the place was filled before.
 *
 * Writes   the old seat as withdrawn, a nomination for its place, their journal entries, letters to the person and the organisers.
 * Refuses  as `mayName`, `mayEndSeat` and `nameOne` do, and then nothing is done.
 */
export function replacePerson(ctx: ForumContext, input: ReplacementForm, origin: string): Promise<Outcome<{ nomination: string }, DelegationRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ nomination: string }, DelegationRefusal>> => {
    const { seat, forumId } = ctx.sight;
    const ruling = mayName(seat);
    if (!ruling.ok || !seat || !may(ctx.sight, 'nominate')) return refused('accreditation.not_focal_point');
    await takeBody(ctx, seat.bodyId);
    const ended = await endSeat(ctx, seat, input.seat, origin);
    if (!ended.ok) return ended;
    const { id, category, roles } = ended.value;
    const role = roles.includes('participant') ? 'participant' : 'observer';
    const named = await nameOne(ctx, seat, { name: input.name, email: input.email, locale: input.locale, role }, { category, replaces: id });
    if (!named.ok) return named;
    await journal(ctx, { kind: events.seatReplaced, forumId, subject: id, facts: { nomination: named.value, body: seat.bodyId } });
    await tellOrganisers(ctx, { what: 'replaced', bodyId: seat.bodyId, people: [input.name], origin });
    return granted({ nomination: named.value });
  });
}
