import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { type ErasureReason, eraseOpenings } from '#platform/journal-erasure.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import { forgetPerson } from '../../account/commands/forget-person.ts';
import { dueDepartures } from '../../account/queries/profile.ts';
import { forgetSeats } from '../../accreditation/commands/forget-seats.ts';
import type { Context } from '../../context.ts';
import { forgetDrafts, forgetInArchives } from '../../discussion/commands/let-go.ts';
import { forgetOwnOpinions } from '../../synthesis/commands/let-go.ts';
import { events } from '../events.ts';

type Erasing = { personId: string; keepName: boolean; reason: Extract<ErasureReason, 'left' | 'lawful-request'>; /** The operator's words for a lawful request: committed to, not readable. */ why?: string };

/**
 * Separates a person from what they said: each stage lets go of its own, all in one transaction.
 *
 * Writes   a stub in place of the person; seats emptied; their name gone from archives, unless it is to stay; drafts, sign-in, letters gone; salts and values of their
 *          entries in the record destroyed, with one entry that tells how many and why. Of unattributed
 *          contributions these stay until their forum's date: erased for one person they could be found together.
 * Refuses  as `forgetPerson` does.
 */
export function erasePerson(ctx: Context, { personId, keepName, reason, why }: Erasing): Promise<Outcome<{ openings: number }, 'account.no_such_person' | 'account.last_administrator'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<{ openings: number }, 'account.no_such_person' | 'account.last_administrator'>> => {
    const person = await forgetPerson(ctx, personId, { keepName, reason });
    if (!person.ok) return person;
    const seats = await forgetSeats(ctx, { personId, email: person.value.email });
    const { unattributed } = await forgetDrafts(ctx, seats);
    await forgetOwnOpinions(ctx, seats);
    if (!keepName) await forgetInArchives(ctx, person.value.email);
    const values = [personId, person.value.email, ...seats.map(({ seatId }) => seatId)];
    const openings = await eraseOpenings(ctx, { values, exceptSubjects: unattributed }, reason);
    await journal(ctx, { kind: events.erased, forumId: null, subject: personId, facts: { reason, openings }, ...(why ? { commit: { why } } : {}) });
    return granted({ openings });
  });
}

/** Carries out the departures that are due, each in its own transaction: one that cannot be is tried again later. */
export async function executeDepartures(ctx: Context): Promise<{ left: number }> {
  let left = 0;
  for (const { personId, keepName } of await dueDepartures(ctx)) {
    const done = await erasePerson(ctx, { personId, keepName, reason: 'left' });
    if (done.ok) left += 1;
  }
  return { left };
}
