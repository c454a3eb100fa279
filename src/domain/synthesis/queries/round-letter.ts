import { whenFor } from '#platform/i18n/time.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import type { Writing } from '../../accreditation/rules/writing.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { roundLetter } from '../letters/round.ts';
import { roundState } from '../rules/rounds.ts';
import { loadRounds } from '../store/rounds.ts';

export type RoundAbout = { round: string };

/** The letter of rounds that are open when it is sent; null where none is open any more. */
export async function writeRound(ctx: ForumContext, { items, locale, zone, origin }: { items: readonly RoundAbout[] } & Writing): Promise<NoticeText | null> {
  const [forum, rounds] = await Promise.all([forumFacts(ctx, ctx.sight.forumId), loadRounds(ctx)]);
  if (!forum) return null;
  const told = rounds.filter((one) => items.some(({ round }) => round === one.id) && roundState(one, ctx.now) === 'open');
  if (told.length === 0) return null;
  return roundLetter({
    forum: titleOf(forum), marking: forum.defaultMarking, smallCell: forum.smallCell, settingsLink: `${origin}/${locale}/me`,
    rounds: told.map((one) => ({ ...one, ends: whenFor(locale, one.endsAt, forum.zone, zone), link: `${origin}/${locale}/f/${forum.key}/rounds/${one.number}` })),
  }, locale);
}
