import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import { holderAmong } from '../../accreditation/queries/letter-holder.ts';
import { census } from '../../accreditation/queries/seats-page.ts';
import { addressState, idsFrom, type Marking as Door, type ReplyToken, type Voice } from '../../accreditation/rules/reply-address.ts';
import { enter } from '../../accreditation/sight.ts';
import type { Context, ForumContext } from '../../context.ts';
import type { Byline, Capacity, Marking, Regime } from '../../disclosure/model.ts';
import { byline } from '../../disclosure/rules.ts';
import type { Forum } from '../../programme/model.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { refOf } from '../rules.ts';
import { wishByLetter } from '../rules/by-letter.ts';
import { loadContribution, loadQuestionById, loadSelf } from '../store.ts';

/** Who answers what, by letter, and how it would be shown. */
export type LetterTarget = {
  /** The forum as the writer sees it. */
  inside: ForumContext;
  forum: Forum;
  state: 'open' | 'late' | 'over';
  voice: Voice;
  person: { id: string; email: string; locale: Locale; name: string; affiliation: string };
  place: { questionId: string; code: string; parentId: string | null; parentRef: string | null; /** The language around it: what a text too short to tell is taken to be in. The writer's own would give them away. */ lang: Locale };
  regime: Regime;
  marking: Marking;
  capacity: Capacity;
  /** As others inside the forum will read it. */
  byline: Byline;
};
export type LetterTargetRefusal = 'mail.no_such_address' | 'mail.another_sender';

/**
 * The person, forum and thing that a reply address was made for, as its holder stands there at the letter's receipt.
 *
 * Refuses  an address that this site did not make, or whose holder has no place there any more (`mail.no_such_address`);
 *          a letter from anybody but the one person it was made for (`mail.another_sender`).
 */
export async function letterTarget(ctx: Context, token: ReplyToken, from: string, door: Door): Promise<Outcome<LetterTarget, LetterTargetRefusal>> {
  const found = await holderOf(ctx, token, door);
  if (!found) return refused('mail.no_such_address');
  if (found.person.email.toLowerCase() !== from.toLowerCase()) return refused('mail.another_sender');
  const inside = await enter({ ...ctx, actor: { kind: 'person', personId: found.person.id, administrator: false } }, found.forumId);
  const [forum, self] = inside ? [await forumFacts(ctx, found.forumId), await loadSelf(inside)] : [null, null];
  if (!inside?.sight.seat || !forum || !self) return refused('mail.no_such_address');
  const parent = token.kind === 'contribution' ? await loadContribution(inside, { id: found.placeId }) : null;
  const question = await loadQuestionById(inside, parent?.questionId ?? found.placeId);
  if (!question) return refused('mail.no_such_address');
  const { regime, marking, capacity } = wishByLetter({ ...self, category: inside.sight.seat.category }, forum, parent);
  return granted({
    inside, forum, voice: token.voice, regime, capacity,
    state: addressState(forum, ctx.now),
    person: { id: found.person.id, email: found.person.email, locale: found.person.locale, name: found.person.name, affiliation: self.affiliation },
    place: { questionId: question.id, code: question.code, parentId: parent?.id ?? null, parentRef: parent ? refOf(parent.code, parent.number) : null, lang: (parent?.lang ?? 'en') as Locale },
    marking,
    byline: byline({ regime, person: self.person, affiliation: self.affiliation, category: self.category, capacity }, 'inside', await census(inside, found.forumId), forum.smallCell),
  });
}

/** Whom and what a token was made for: of those whose ids begin as it says, the pair its mark holds for. */
async function holderOf(ctx: Context, token: ReplyToken, door: Door) {
  const place = idsFrom(token.place);
  const table = token.kind === 'contribution' ? 'contribution' : 'guiding_question';
  const places = await ctx.db.selectFrom(table).select(['id', 'forum_id as forumId']).where('id', '>=', place.first).where('id', '<=', place.last).limit(20).execute();
  return holderAmong(ctx, token, places, door);
}

/** Somebody who wrote to the house itself: their language, if they are known here. */
export async function writerKnown({ db }: Pick<Context, 'db'>, email: string): Promise<{ id: string; locale: Locale } | null> {
  const row = await db.selectFrom('person').select(['id', 'locale']).where((eb) => eb(eb.fn('lower', ['email']), '=', email.toLowerCase())).where('left_at', 'is', null).executeTakeFirst();
  return row ? { id: row.id, locale: row.locale as Locale } : null;
}
