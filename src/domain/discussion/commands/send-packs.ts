import { atomically } from '#platform/atomically.ts';
import { dayIn } from '#platform/instant.ts';
import { queueNotice } from '#platform/mail/outbox.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import { type Reader, readersByLetter } from '../../accreditation/queries/readers-by-letter.ts';
import type { ForumContext } from '../../context.ts';
import { attributedBy } from '../../disclosure/custody.ts';
import type { Forum } from '../../programme/model.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { packDue } from '../rules/pack.ts';
import { holdLastTelling, saveTelling, saveTold, untold } from '../store/telling.ts';

export const dailyPack = 'discussion.daily-pack';

/**
 * The clock sends the pack of the day to those who take part by e-mail alone, each in a transaction of their own: each
 * question, what is new under it, and an address to answer it, whether anything is new or not. Answers with their number.
 */
export async function sendPacks(ctx: ForumContext): Promise<number> {
  const forum = await forumFacts(ctx, ctx.sight.forumId);
  if (!forum) return 0;
  let letters = 0;
  for (const reader of await readersByLetter(ctx, forum.id)) {
    if (reader.digest !== 'pack') continue;
    const sent = await atomically(ctx, async (ctx): Promise<Outcome<boolean, never>> => granted(await sendOne(ctx, forum, reader)));
    if (sent.ok && sent.value) letters += 1;
  }
  return letters;
}

/** Writes that the seat was told of what is new, and the letter, in one transaction; no journal entry, as for letters of what is new. */
async function sendOne(ctx: ForumContext, forum: Forum, reader: Reader): Promise<boolean> {
  const last = await holdLastTelling(ctx, forum.id, reader.seatId);
  if (!packDue({ hour: reader.digestHour, zone: reader.zone, lastDay: last?.day ?? null }, forum, ctx.now)) return false;
  const ids = (await untold(ctx, forum.id, reader.seatId)).map(({ id }) => id);
  const own = new Set(await attributedBy(ctx, forum.id, reader.seatId));
  await saveTold(ctx, forum.id, reader.seatId, ids);
  await queueNotice(ctx, {
    forumId: forum.id, personId: reader.personId, address: reader.email, kind: dailyPack, locale: reader.locale,
    about: { contributions: ids.filter((id) => !own.has(id)) }, list: forum.key, sender: titleOf(forum),
    ...(forum.closesAt ? { notAfter: forum.closesAt } : {}),
  });
  await saveTelling(ctx, forum.id, reader.seatId, { day: dayIn(ctx.now, reader.zone), letters: 1 });
  return true;
}
