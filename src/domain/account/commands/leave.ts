import { atomically } from '#platform/atomically.ts';
import { journal } from '#platform/journal.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import { leavingLetter } from '../letters/leaving.ts';
import type { LeaveRefusal } from '../model.ts';
import { leavingDueAt, mayLeave } from '../rules.ts';
import type { Leaving } from '../schema.ts';
import { departureOf, isLastAdministrator, personById } from '../store.ts';

/**
 * A person announces that they leave. Nothing is erased yet: that is done at the date they are told, and until then
 * they may take it back.
 *
 * Shape    `word` is what the page asked to be typed, in the language it was shown in.
 * Writes   the departure with its date, one journal entry, a letter that tells the date and the way back.
 * Refuses  as `mayLeave` does, and as `once` does.
 */
export function announceLeaving(ctx: Context, input: Leaving, { word, origin }: { word: string; origin: string }): Promise<Outcome<{ dueAt: Date }, LeaveRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<{ dueAt: Date }, LeaveRefusal>> => {
    const person = ctx.actor.personId ? await personById(ctx, ctx.actor.personId) : null;
    if (!person) return refused('account.signed_out');
    const typed = input.word.trim().toLocaleLowerCase() === word.toLocaleLowerCase();
    const ruling = mayLeave({ typed, lastAdministrator: person.administrator && (await isLastAdministrator(ctx, person.id)), leaving: (await departureOf(ctx, person.id)) !== null });
    if (!ruling.ok) return ruling;
    const dueAt = leavingDueAt(ctx.now);
    await ctx.db.insertInto('departure').values({ person_id: person.id, asked_at: ctx.now, due_at: dueAt, keep_name: input.name === 'keep' }).execute();
    await journal(ctx, { kind: events.leaving, forumId: null, subject: person.id, facts: { dueAt: dueAt.toISOString() } });
    const letter = leavingLetter({ dueAt, zone: person.zone, link: `${origin}/${person.locale}/me/leaving` }, person.locale);
    await queueLetter(ctx, { ...letter, forumId: null, personId: person.id, address: person.email, kind: 'account.leaving', locale: person.locale });
    return granted({ dueAt });
  });
}

/** A person takes back that they leave. Refuses `account.signed_out`, `account.no_such_departure`. */
export function takeBackLeaving(ctx: Context): Promise<Outcome<null, 'account.signed_out' | 'account.no_such_departure'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<null, 'account.signed_out' | 'account.no_such_departure'>> => {
    const { personId } = ctx.actor;
    if (!personId) return refused('account.signed_out');
    const gone = await ctx.db.deleteFrom('departure').where('person_id', '=', personId).executeTakeFirst();
    if (Number(gone.numDeletedRows) === 0) return refused('account.no_such_departure');
    await journal(ctx, { kind: events.stayed, forumId: null, subject: personId });
    return granted(null);
  });
}
