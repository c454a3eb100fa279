import { dayOf } from '#platform/i18n/time.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import type { Writing } from '../../accreditation/rules/writing.ts';
import type { ForumContext } from '../../context.ts';
import type { Marking } from '../../disclosure/model.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { output, summaryLetter } from '../letters/summary.ts';
import { summaryPage } from './summary-page.ts';

/**
 * The letter of some days' summaries as they stand. A sentence goes into it only while all it rests on is shown, and
 * marked so that letters may carry it; a remark as the summary is marked. Of the others their number. Null where no summary is left.
 */
export async function writeSummary(ctx: ForumContext, { days, locale, origin }: { days: readonly string[] } & Writing): Promise<NoticeText | null> {
  const { forumId } = ctx.sight;
  const [forum, sentences] = await Promise.all([
    forumFacts(ctx, forumId),
    ctx.db.selectFrom('summary_sentence as s').innerJoin('daily_summary as d', (on) => on.onRef('d.forum_id', '=', 's.forum_id').onRef('d.id', '=', 's.summary_id')).select(['d.day', 's.position', 's.refs']).whereRef('s.revision', '=', 'd.revision').where('s.forum_id', '=', forumId).where('d.day', 'in', [...days]).orderBy('s.position').execute(),
  ]);
  if (!forum) return null;
  const ids = [...new Set(sentences.flatMap(({ refs }) => refs))];
  const shown = ids.length === 0 ? [] : await ctx.db.selectFrom('contribution').select(['id', 'marking']).where('forum_id', '=', forumId).where('id', 'in', ids).where('visibility', '=', 'shown').execute();
  const markings = new Map(shown.map(({ id, marking }) => [id, marking as Marking]));
  const told = [];
  for (const day of [...new Set(days)].sort()) {
    const page = await summaryPage(ctx, day);
    if (!page.publishedAt) continue;
    const rests = sentences.filter((one) => String(one.day) === day).map(({ refs }) => (refs.length > 0 ? refs.map((id) => markings.get(id) ?? null) : [page.marking]));
    const may = (i: number): boolean => (rests[i] ?? [null]).every((marking) => marking !== null && mayRelease(marking, output.ceiling));
    told.push({
      day: dayOf(locale, new Date(`${day}T12:00:00Z`), 'UTC', { year: true }), sentences: page.sentences.filter((_, i) => may(i)).map(({ refs, paragraphs, ...one }) => ({ ...one, refs: [...refs, ...paragraphs.map((number) => `¶ ${number}`)] })), left: page.sentences.filter((_, i) => !may(i)).length,
      markings: rests.flatMap((of, i) => (may(i) ? of.flatMap((marking) => marking ?? []) : [])), notAddressed: page.notAddressed, link: `${origin}/${locale}/f/${forum.key}/summaries/${day}`,
    });
  }
  return told.length === 0 ? null : summaryLetter({ forum: titleOf(forum), marking: forum.defaultMarking, days: told, settingsLink: `${origin}/${locale}/me` }, locale);
}
