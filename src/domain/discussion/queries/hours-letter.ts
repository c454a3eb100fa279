import { whenFor } from '#platform/i18n/time.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import { stepReached } from '../../accreditation/rules/notice-step.ts';
import type { Writing } from '../../accreditation/rules/writing.ts';
import type { ForumContext } from '../../context.ts';
import { paperInNotice } from '../../paper/queries/paper-by-letter.ts';
import { forumAspects, forumExtensions, forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { hoursLetter } from '../letters/hours.ts';
import { hoursSteps } from '../rules/hours-steps.ts';
import { answering } from './answer-address.ts';

/** The letter of a forum's hours as they stand now; null where what it was to tell has been overtaken. */
export async function writeHours(ctx: ForumContext, { items, locale, zone, origin, door }: { items: readonly { step: string; at: string }[] } & Writing): Promise<NoticeText | null> {
  const { forumId } = ctx.sight;
  const [forum, extensions, aspects] = await Promise.all([forumFacts(ctx, forumId), forumExtensions(ctx, forumId), forumAspects(ctx, forumId)]);
  const reached = forum && stepReached(hoursSteps(forum, extensions), ctx.now);
  if (!forum || !reached || !items.some(({ step, at }) => step === reached.step && at === reached.at.toISOString())) return null;
  const answer = await answering(ctx, forum, door);
  return hoursLetter({
    step: reached.step, forum: titleOf(forum), marking: forum.defaultMarking, zone: forum.zone, closesAt: forum.closesAt,
    closes: forum.closesAt && whenFor(locale, forum.closesAt, forum.zone, zone),
    lateUntil: forum.lateUntil && forum.lateUntil > ctx.now ? whenFor(locale, forum.lateUntil, forum.zone, zone) : null,
    paper: reached.step === 'open' ? await paperInNotice(ctx, { locale, door, link: `${origin}/${locale}/f/${forum.key}/paper`, whole: true }) : [],
    reason: extensions.at(-1)?.reason ?? '',
    questions: reached.step === 'closed' ? [] : aspects.flatMap(({ questions }) => questions).map(({ id, code, text }) => ({ code, text, answer: answer({ ref: code, place: { kind: 'question', id }, marking: null }) })),
    link: `${origin}/${locale}/f/${forum.key}`, settingsLink: `${origin}/${locale}/me`,
  }, locale);
}
