import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { atomically } from './atomically.ts';
import type { DB } from './db/schema.ts';
import { granted, type Outcome, refused } from './outcome.ts';
import type { World } from './world.ts';

type Doing = { db: Kysely<DB>; now: Date; world: World; actor: { personId: string | null } };

/**
 * Does a deed once, however often its form or letter arrives: a second arrival gets the first answer.
 * A deed refused is not remembered: its author may mend it and send it again under the same id.
 *
 * Shape    `body` is what was asked for, apart from the id; the answer must survive JSON.
 * Refuses  `platform.submission_reused` when the id comes back with another body.
 */
export function once<Ctx extends Doing, V, C extends string>(
  ctx: Ctx,
  submissionId: string,
  body: unknown,
  work: (ctx: Ctx) => Promise<Outcome<V, C>>,
): Promise<Outcome<V, C | 'platform.submission_reused'>> {
  return atomically(ctx, async (ctx): Promise<Outcome<V, C | 'platform.submission_reused'>> => {
    const actor = ctx.actor.personId ?? 'nobody';
    const fingerprint = createHash('sha256').update(canonical(body)).digest();
    // The unique key makes a second arrival wait for the first to commit; then it finds the answer.
    const first = await ctx.db
      .insertInto('submission')
      .values({ actor: actingFor(actor), submission_id: submissionId, fingerprint, answer: 'null', at: ctx.now })
      .onConflict((c) => c.doNothing())
      .returning('submission_id')
      .executeTakeFirst();
    if (!first) return earlierAnswer(ctx, actor, submissionId, fingerprint);

    const outcome = await work(ctx);
    if (outcome.ok) {
      await ctx.db
        .updateTable('submission')
        .set({ answer: JSON.stringify(outcome.value ?? null) })
        .where('actor', '=', actor)
        .where('submission_id', '=', submissionId)
        .execute();
    }
    return outcome;
  });
}

/** Says for whom the transaction acts, in the statement that needs it: row security shows no other's answers. */
const actingFor = (actor: string) => sql<string>`set_config('colloquy.actor', ${actor}, true)`;

async function earlierAnswer<V>(ctx: Doing, actor: string, submissionId: string, fingerprint: Buffer): Promise<Outcome<V, 'platform.submission_reused'>> {
  const earlier = await ctx.db
    .selectFrom('submission')
    .select(['fingerprint', 'answer'])
    .where('actor', '=', actor)
    .where('submission_id', '=', submissionId)
    .executeTakeFirstOrThrow();
  if (!fingerprint.equals(earlier.fingerprint)) return refused('platform.submission_reused');
  return granted(earlier.answer as V);
}

/** JSON with sorted keys, so that the same body has the same fingerprint whatever the order of its fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  ) ?? 'null';
}
