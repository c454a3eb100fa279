import type { Locale } from '#platform/i18n/locales.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { withoutCovers } from '#platform/text/cover.ts';
import { census } from '../../accreditation/queries/seats-page.ts';
import { type Marking as Door, type Place, replyAddress } from '../../accreditation/rules/reply-address.ts';
import type { ForumContext } from '../../context.ts';
import { paperInNotice } from '../../paper/queries/paper-by-letter.ts';
import { forumAspects, forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { may } from '../../rights.ts';
import { dailyPackLetter } from '../letters/daily-pack.ts';
import { loadTold, type ToldRow } from '../store/telling.ts';
import { show } from './thread-page.ts';

/** With so many beginnings of texts a letter is what somebody reads in a sitting, and no mail program cuts it off. */
const printed = 30;

/** The pack of the day as it may be written at this moment, for the person it goes to; null once the forum is over for them. */
export async function writeDailyPack(ctx: ForumContext, { ids, locale, origin, door }: { ids: readonly string[]; locale: Locale; origin: string; /** Where answers come in; null: nowhere. */ door: Door | null }): Promise<LetterText | null> {
  const { seat, forumId } = ctx.sight;
  const { personId } = ctx.actor;
  const forum = await forumFacts(ctx, forumId);
  if (!seat || !personId || !forum || (forum.closesAt && ctx.now >= forum.closesAt)) return null;
  const [aspects, rows, seats] = await Promise.all([forumAspects(ctx, forumId), loadTold(ctx, seat.id, ids), census(ctx, forumId)]);
  const base = `${origin}/${locale}/f/${forum.key}`;
  const writes = door !== null && may(ctx.sight, 'post');
  const at = (kind: Place['kind'], id: string) => (writes ? replyAddress(door, { personId, forumId, place: { kind, id }, voice: 'own' }) : null);
  const item = (row: ToldRow) => {
    const { ref, parentRef, byline, marking, anchor } = show(row, seats, forum.smallCell);
    return { ref, parentRef, byline, marking, text: row.covered ? '…' : withoutCovers(row.markdown), link: `${base}/c/${anchor}`, address: at('contribution', row.id), flagAddress: may(ctx.sight, 'flag') ? at('flag', row.id) : null };
  };
  const shown = rows.slice(0, printed);
  return dailyPackLetter({
    forum: titleOf(forum), marking: forum.defaultMarking, zone: forum.zone, closesAt: forum.closesAt, settingsLink: `${origin}/${locale}/me`, more: rows.length - shown.length,
    paper: await paperInNotice(ctx, { locale, door, link: `${base}/paper`, whole: false }),
    questions: aspects.flatMap(({ questions }) => questions).map(({ id, code, text, shortText }) => ({ code, text, shortText, link: `${base}/q/${code}`, address: at('question', id), items: shown.filter((row) => row.stands_in_code === code).map(item) })),
  }, locale);
}
