import { isLocale } from '#platform/i18n/locales.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import { withoutCovers } from '#platform/text/cover.ts';
import { census } from '../../accreditation/queries/seats-page.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { type NewContributionsView, newContributionsLetter } from '../letters/new-contributions.ts';
import { loadTold, type ToldRow } from '../store/telling.ts';
import { show } from './thread-page.ts';

/** More than so many texts are counted, not printed. */
const printed = 40;

/**
 * The letter of what is new as it may be written at this moment, for the person it goes to: what was read, withheld or
 * withdrawn since it was put in the outbox is not in it. Null where nothing is left.
 */
export async function writeNewContributions(ctx: ForumContext, { ids, locale, origin }: { ids: readonly string[]; locale: string; origin: string }): Promise<LetterText | null> {
  const { seat, forumId } = ctx.sight;
  const forum = await forumFacts(ctx, forumId);
  if (!seat || !forum) return null;
  const [rows, seats] = await Promise.all([loadTold(ctx, seat.id, ids), census(ctx, forumId)]);
  if (rows.length === 0) return null;
  const language = isLocale(locale) ? locale : 'en';
  const base = `${origin}/${language}/f/${forum.key}`;
  const questions: { code: string; shortText: string; items: NewContributionsView['questions'][number]['items'][number][] }[] = [];
  for (const row of rows.slice(0, printed)) {
    if (questions.at(-1)?.code !== row.stands_in_code) questions.push({ code: row.stands_in_code, shortText: row.short_text, items: [] });
    questions.at(-1)?.items.push(item(row));
  }
  return newContributionsLetter({ forum: titleOf(forum), marking: forum.defaultMarking, questions, more: Math.max(0, rows.length - printed), allLink: `${base}/new`, settingsLink: `${origin}/${language}/me` }, language);

  function item(row: ToldRow) {
    const { ref, parentRef, byline, marking, anchor } = show(row, seats, forum?.smallCell ?? 5);
    // What lies behind a cover is not sent round: its reader opens it knowingly, in the forum.
    return { ref, parentRef, byline, marking, text: row.covered ? '…' : withoutCovers(row.markdown), link: `${base}/c/${anchor}` };
  }
}
