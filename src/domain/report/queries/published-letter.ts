import type { NoticeText } from '#platform/mail/outbox.ts';
import type { Writing } from '../../accreditation/rules/writing.ts';
import { enter } from '../../accreditation/sight.ts';
import type { ForumContext } from '../../context.ts';
import type { Marking } from '../../disclosure/model.ts';
import { mayRelease, strictest } from '../../disclosure/rules.ts';
import { forumFacts, seriesById, wholeSeries } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { ownEnds } from '../../synthesis/queries/own-ends.ts';
import { output, publishedLetter } from '../letters/published.ts';
import { publishedSince } from './publication.ts';

/**
 * The letter that the report is published, with what became of what its reader said in each forum of the series. It
 * goes to everybody: whom it were sent to for having spoken would be known for it.
 */
export async function writePublished(ctx: ForumContext, { locale, origin }: Writing): Promise<NoticeText | null> {
  const forum = await forumFacts(ctx, ctx.sight.forumId);
  const series = forum && (await seriesById(ctx, forum.seriesId));
  const whole = series && (await wholeSeries(ctx, series.slug));
  if (!whole || !(await publishedSince(ctx, whole.series.id))) return null;
  const markings: Marking[] = ['TLP:CLEAR'];
  const forums = [];
  for (const one of whole.forums) {
    const inside = await enter(ctx, one.id);
    const ends = inside ? await ownEnds(inside) : [];
    if (ends.length === 0) continue;
    markings.push(mayRelease(one.defaultMarking, output.ceiling) ? one.defaultMarking : output.ceiling);
    // A reason may say what the text did: it goes no further than the text.
    forums.push({ title: titleOf(one), ends: ends.map((end) => ({ ...end, reason: mayRelease(end.marking as Marking, output.ceiling) ? end.reason : null })) });
  }
  const unattributed = whole.forums.some(({ allowedRegimes }) => allowedRegimes.includes('unattributed'));
  return publishedLetter({ series: whole.series.report.title ?? whole.series.title, marking: strictest(markings), forums, unattributed, link: `${origin}/${locale}/s/${whole.series.slug}/report`, settingsLink: `${origin}/${locale}/me` }, locale);
}
