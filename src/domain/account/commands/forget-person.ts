import { journal } from '#platform/journal.ts';
import { blankLettersTo, forgetSubmissionsOf } from '#platform/letting-go.ts';
import { notify } from '#platform/live/notify.ts';
import { blankInboundOf } from '#platform/mail/inbox.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ErasureReason } from '#platform/journal-erasure.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import { dropSignIn, isLastAdministrator, personById } from '../store.ts';

/** In place of a name; shown to nobody, since pages say "a former participant" in their reader's language. */
const stubName = 'Former participant';

/**
 * Makes a stub of a person: name, address, languages, ways to sign in, sessions and letters are gone. The part of
 * leaving that is this stage's; `record/commands/erase-person.ts` calls each stage's in one transaction.
 *
 * Writes   the stub, one journal entry; ends all sessions and streams.
 * Refuses  `account.no_such_person`, `account.last_administrator`.
 */
export async function forgetPerson(ctx: Context, personId: string, { keepName, reason }: { keepName: boolean; reason: ErasureReason }): Promise<Outcome<{ email: string }, 'account.no_such_person' | 'account.last_administrator'>> {
  const person = await personById(ctx, personId);
  if (!person) return refused('account.no_such_person');
  if (person.administrator && (await isLastAdministrator(ctx, personId))) return refused('account.last_administrator');
  await dropSignIn(ctx, personId);
  await forgetSubmissionsOf(ctx, personId);
  await blankLettersTo(ctx, { personId, address: person.email });
  await blankInboundOf(ctx, { personId, address: person.email });
  await ctx.db.deleteFrom('departure').where('person_id', '=', personId).execute();
  await ctx.db
    .updateTable('person')
    .set({ email: `${personId}@left.invalid`, ...(keepName ? {} : { name: stubName }), name_kept: keepName, languages: [], locale: 'en', zone: 'UTC', digest: 'never', digest_hour: 0, administrator: false, left_at: ctx.now })
    .where('id', '=', personId)
    .execute();
  await journal(ctx, { kind: events.left, forumId: null, subject: personId, facts: { reason } });
  await notify(ctx, { topic: 'session', what: 'all' });
  return granted({ email: person.email });
}
