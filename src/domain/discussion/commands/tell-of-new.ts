import { atomically } from '#platform/atomically.ts';
import { dayIn } from '#platform/instant.ts';
import { mergeNotice, queueNotice } from '#platform/mail/outbox.ts';
import { lettersSince } from '#platform/mail/told.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import { worldApart } from '#platform/world.ts';
import { type Reader, readersByLetter } from '../../accreditation/queries/readers-by-letter.ts';
import type { ForumContext } from '../../context.ts';
import { attributedBy } from '../../disclosure/custody.ts';
import type { Forum } from '../../programme/model.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { tellingDue, type Wish } from '../rules/telling.ts';
import { holdLastTelling, saveTelling, saveTold, untold } from '../store/telling.ts';

export const newContributions = 'discussion.new-contributions';

/** A letter of what was new in a forum says something until a day after its closing. */
const afterClosingMs = 24 * 3_600_000;

/** So many readers at a time: each waits for the database most of its time, and the minute has other duties. */
const sideBySide = 3;

/**
 * The clock writes to those for whom letters of what is new are due, each in a transaction of their own: one that
 * fails keeps nobody else waiting. Answers with the number of letters.
 */
export async function tellOfNew(ctx: ForumContext): Promise<number> {
  const forum = await forumFacts(ctx, ctx.sight.forumId);
  if (!forum || (forum.closesAt && ctx.now.getTime() >= forum.closesAt.getTime() + afterClosingMs)) return 0;
  let letters = 0;
  const open = forum.closesAt === null || ctx.now < forum.closesAt;
  // What is new is in their pack of the day; of the last hours they are told as others are once a day.
  const readers = (await readersByLetter(ctx, ctx.sight.forumId)).filter(({ digest }) => digest !== 'pack' || !open).map((reader) => ({ reader, world: worldApart(ctx.world) })).values();
  const inTurn = async () => {
    for (const { reader, world } of readers) {
      const told = await atomically({ ...ctx, world }, async (ctx): Promise<Outcome<number, never>> => granted(await tellOne(ctx, forum, reader)));
      if (told.ok) letters += told.value;
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, inTurn));
  return letters;
}

/**
 * Writes   that the seat was told of these contributions, and the letters, in one transaction: each at most once.
 *          No journal entry: a record of who is written to about what would be a record of persons.
 */
async function tellOne(ctx: ForumContext, forum: Forum, reader: Reader): Promise<number> {
  const last = await holdLastTelling(ctx, forum.id, reader.seatId);
  const waiting = await untold(ctx, forum.id, reader.seatId);
  const telling = waiting.length === 0 ? null : tellingDue({ digest: reader.digest, hour: reader.digestHour, zone: reader.zone, last: await counted(ctx, reader, last) }, waiting, ctx.now);
  if (!telling) return 0;
  // What is unattributed is told to its author as to everybody: who got no letter of it would be its author.
  const own = new Set(await attributedBy(ctx, forum.id, reader.seatId));
  const batches = telling.as === 'digest' ? [{ rootId: undefined, ids: telling.ids }] : telling.threads;
  let letters = 0;
  for (const { rootId, ids } of batches) {
    await saveTold(ctx, forum.id, reader.seatId, ids);
    const others = ids.filter((id) => !own.has(id));
    if (others.length > 0 && (await enqueue(ctx, forum, reader, others, rootId))) letters += 1;
  }
  const today = dayIn(ctx.now, reader.zone);
  const had = last?.day === today ? last.letters : 0;
  // A day whose letter had nothing to say counts as told too: at least one, so that its hour does not come again.
  await saveTelling(ctx, forum.id, reader.seatId, { day: today, letters: Math.max(1, had + letters) });
  return letters;
}

/** Notices count among the letters of a day: for whoever is written to at once. */
async function counted(ctx: ForumContext, reader: Reader, last: Wish['last']): Promise<Wish['last']> {
  if (reader.digest !== 'immediate') return last;
  const day = dayIn(ctx.now, reader.zone);
  const letters = await lettersSince(ctx, reader.personId, new Date(ctx.now.getTime() - 24 * 3_600_000));
  return letters > (last?.day === day ? last.letters : 0) ? { day, letters } : last;
}

/** A letter that still waits takes the new ones in; otherwise a new letter. False where one was there to take them. */
async function enqueue(ctx: ForumContext, forum: Forum, reader: Reader, ids: readonly string[], rootId: string | undefined): Promise<boolean> {
  const notAfter = forum.closesAt ? new Date(forum.closesAt.getTime() + afterClosingMs) : undefined;
  const merged = await mergeNotice(ctx, { forumId: forum.id, personId: reader.personId, kind: newContributions, notAfter }, (about) => ({ contributions: [...new Set([...(about as { contributions: string[] }).contributions, ...ids])] }));
  if (merged) return false;
  await queueNotice(ctx, {
    forumId: forum.id, personId: reader.personId, address: reader.email, kind: newContributions, locale: reader.locale,
    about: { contributions: ids }, ...(rootId ? { conversation: rootId } : {}), list: forum.key, sender: titleOf(forum),
    ...(notAfter ? { notAfter } : {}),
  });
  return true;
}
