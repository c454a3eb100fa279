import type { Kysely } from 'kysely';
import type { DB } from '../db/schema.ts';
import { addJob } from '../queue/add-job.ts';
import type { World } from '../world.ts';

type Doing = { db: Kysely<DB>; now: Date; world: World };

export type LetterText = { subject: string; body: string };
/** A notice as its stage writes it: where an answer to it goes, and whether it reaches those too who want no letters. */
export type NoticeText = LetterText & { replyTo?: string; mustReach?: boolean };
type Addressed = { forumId: string | null; personId: string | null; address: string; kind: string; locale: string };
/** Optional: the forum's name as sender, the last instant at which the letter still says something, where an answer goes. */
type Terms = { sender?: string; notAfter?: Date; replyTo?: string; /** What an answer does, by kind and id: its address, and how to write it, and the page on which the same can be done, are added when the letter is sent. */ answers?: { kind?: string; id?: string; page?: string } };
export type Outgoing = LetterText & Addressed & Terms;
/** A letter whose words are found when it is sent: until then it holds what it tells of, by id, and no word of it. */
export type Notice = Addressed & Terms & { about: Readonly<Record<string, unknown>>; conversation?: string; list: string };

/**
 * Puts a letter into the outbox, in the transaction of the deed it tells of: it is sent if and only if the deed was done.
 * Its Message-ID is made now, so that a letter sent twice is recognisably one.
 */
export function queueLetter(ctx: Doing, letter: Outgoing): Promise<string> {
  return enter(ctx, letter, { subject: oneLine(letter.subject), body: letter.body });
}

/** Puts a notice into the outbox, in the transaction of the deed; it is written by its stage when it is sent. */
export function queueNotice(ctx: Doing, notice: Notice): Promise<string> {
  return enter(ctx, notice, { subject: '', body: '', about: JSON.stringify(notice.about), conversation: notice.conversation ?? null, list: notice.list });
}

/**
 * Adds to a notice of one kind to one person that still waits and is in nobody's hands; false where there is none.
 * So after an outage one letter goes out where many were due.
 */
export async function mergeNotice({ db, now }: Doing, to: { forumId: string; personId: string; kind: string; /** What is added may be said until then. */ notAfter?: Date | undefined }, add: (about: unknown) => Readonly<Record<string, unknown>>): Promise<boolean> {
  // Being sent is having the next try ahead without a failed one behind: such a letter is left alone.
  const waiting = await db.selectFrom('letter').select(['id', 'about', 'not_after']).where('forum_id', '=', to.forumId).where('person_id', '=', to.personId).where('kind', '=', to.kind).where('sent_at', 'is', null).where((eb) => eb.or([eb('next_at', '<=', now), eb.and([eb('next_at', 'is not', null), eb('failure', 'is not', null)])])).where('about', 'is not', null).orderBy('written_at').forUpdate().skipLocked().limit(1).executeTakeFirst();
  if (!waiting) return false;
  // The letter lives as long as the last thing in it; what is over by then its writer leaves out.
  const notAfter = waiting.not_after && to.notAfter ? new Date(Math.max(waiting.not_after.getTime(), to.notAfter.getTime())) : null;
  await db.updateTable('letter').set({ about: JSON.stringify(add(waiting.about)), conversation: null, not_after: notAfter }).where('id', '=', waiting.id).execute();
  return true;
}

async function enter(ctx: Doing, letter: Addressed & Terms, words: { subject: string; body: string; about?: string; conversation?: string | null; list?: string }): Promise<string> {
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
      ...words,
      sender: letter.sender ? oneLine(letter.sender) : null,
      not_after: letter.notAfter ?? null,
      reply_to: letter.replyTo ?? null,
      answers: letter.answers ? JSON.stringify(letter.answers) : null,
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
