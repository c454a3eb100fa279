import type { Kysely } from 'kysely';
import type { DB } from '../db/schema.ts';
import { addJob } from '../queue/add-job.ts';
import type { World } from '../world.ts';

export type LetterText = { subject: string; body: string };
export type Outgoing = LetterText & { forumId: string | null; personId: string | null; address: string; kind: string; locale: string };

/**
 * Puts a letter into the outbox, in the transaction of the deed it tells of: it is sent if and only if the deed was done.
 * Its Message-ID is made now, so that a letter sent twice is recognisably one.
 */
export async function queueLetter(ctx: { db: Kysely<DB>; now: Date; world: World }, letter: Outgoing): Promise<string> {
  const id = ctx.world.mint();
  await ctx.db
    .insertInto('letter')
    .values({
      id,
      forum_id: letter.forumId,
      person_id: letter.personId,
      address: letter.address,
      kind: letter.kind,
      locale: letter.locale,
      subject: oneLine(letter.subject),
      body: letter.body,
      message_id: `<${id}@colloquy.invalid>`,
      written_at: ctx.now,
      next_at: ctx.now,
    })
    .execute();
  await addJob(ctx, 'send-letter', { letterId: id }, { key: `letter:${id}` });
  return id;
}

/** Keeps a letter from being sent, if it is still here: what it tells of no longer holds. */
export async function holdLetter({ db }: { db: Kysely<DB> }, letterId: string | null): Promise<void> {
  if (letterId) await db.updateTable('letter').set({ next_at: null }).where('id', '=', letterId).where('sent_at', 'is', null).execute();
}

/** A header is one line: whatever breaks it becomes a space. */
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
