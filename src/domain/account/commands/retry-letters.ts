import { sql } from 'kysely';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { addJob } from '#platform/queue/add-job.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { QueueRefusal } from '../model.ts';
import { mayRetry, queueState } from '../rules/letter-queue.ts';
import type { RetryInput } from '../schema.ts';

/**
 * An administrator has letters tried again now: one, or all that failed or are put off. What is being sent at this
 * moment is left alone, so that nothing is sent twice.
 *
 * Writes   when they are due; the worker sends them within the minute, one letter at once.
 * Refuses  `account.not_administrator`; `account.no_such_letter` for one that is not there or cannot be tried again.
 */
export function retryLetters(ctx: Context, input: RetryInput): Promise<Outcome<{ letters: number }, QueueRefusal | 'platform.submission_reused'>> {
  const { submissionId, ...body } = input;
  return once(ctx, submissionId, body, async (ctx): Promise<Outcome<{ letters: number }, QueueRefusal>> => {
    if (!ctx.actor.administrator) return refused('account.not_administrator');
    const letters = input.letter === 'all' ? await retryAll(ctx) : await retryOne(ctx, input.letter);
    if (letters === 0 && input.letter !== 'all') return refused('account.no_such_letter');
    if (letters > 0) await journal(ctx, { kind: events.lettersRetried, forumId: null, subject: null, facts: { letters } });
    return granted({ letters });
  });
}

async function retryOne(ctx: Context, id: string): Promise<number> {
  const row = await ctx.db.selectFrom('letter as l').select(['l.sent_at', 'l.next_at', 'l.attempts', 'l.failure', 'l.returned_at', 'l.address']).where('l.id', '=', id).where('l.address', '!=', '').forUpdate().executeTakeFirst();
  if (!row) return 0;
  const suppressed = await ctx.db.selectFrom('suppressed_address').select('address').where('address', '=', row.address.toLowerCase()).executeTakeFirst();
  if (!mayRetry(queueState({ sentAt: row.sent_at, nextAt: row.next_at, attempts: row.attempts, failure: row.failure, returnedAt: row.returned_at }), row.failure, !suppressed)) return 0;
  await ctx.db.updateTable('letter').set({ next_at: ctx.now }).where('id', '=', id).execute();
  await addJob(ctx, 'send-letter', { letterId: id }, { key: `letter:${id}` });
  return 1;
}

/** Thousands may wait after an outage: their turn comes with the minute, a few at a time, and not as thousands of jobs. */
async function retryAll(ctx: Context): Promise<number> {
  const { numAffectedRows } = await sql`
    update letter l set next_at = ${ctx.now}
    where l.sent_at is null and l.returned_at is null and l.address <> '' and l.failure is not null and l.failure not in ('address takes no letters', 'too late', 'nothing left to tell')
      and not exists (select from suppressed_address a where a.address = lower(l.address))`.execute(ctx.db);
  return Number(numAffectedRows ?? 0);
}
