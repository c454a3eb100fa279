import { whenFor } from '#platform/i18n/time.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import { stepReached } from '../../accreditation/rules/notice-step.ts';
import { replyAddress } from '../../accreditation/rules/reply-address.ts';
import type { Writing } from '../../accreditation/rules/writing.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { findingsOf } from '../../synthesis/queries/findings.ts';
import { wordingOf } from '../../synthesis/queries/wording.ts';
import { type SilenceItem, silenceLetter } from '../letters/silence.ts';
import { endOfCourse, silenceSteps } from '../rules/silence-steps.ts';
import { loadCourses } from '../store/courses.ts';
import { objectorOf, seesWhoBroke } from './acting.ts';
import { silenceToBreak } from './deeds-by-letter.ts';
import { stateNames } from './outcome-page.ts';

export type SilenceAbout = { procedure: string; step: string; at: string };

/** The letter of procedures as they stand now: what was overtaken meanwhile is not in it; null where nothing is left. */
export async function writeSilence(ctx: ForumContext, { items, locale, zone, origin, door }: { items: readonly SilenceAbout[] } & Writing): Promise<NoticeText | null> {
  const { forumId } = ctx.sight;
  const [forum, courses, findings, nameOf, objector] = await Promise.all([forumFacts(ctx, forumId), loadCourses(ctx), findingsOf(ctx), stateNames(ctx, locale), objectorOf(ctx)]);
  if (!forum) return null;
  const speaks = objector.speaksForState && objector.participating && objector.stateId ? nameOf(objector.stateId) : null;
  const sees = seesWhoBroke(ctx, objector);
  const told: SilenceItem[] = [];
  for (const course of courses) {
    const reached = stepReached(silenceSteps(course, ctx.now), ctx.now);
    const wanted = items.some(({ procedure, step, at }) => procedure === course.id && step === reached?.step && at === reached.at.toISOString());
    const finding = findings.find(({ id }) => id === course.findingId);
    const wording = await wordingOf(ctx, course.findingId, course.findingVersion, locale);
    if (!reached || !wanted || !finding || !wording) continue;
    const end = endOfCourse(course);
    const mayBreak = door && ctx.actor.personId && ['opened', 'extended', 'reminder', 'broken'].includes(reached.step) && (await silenceToBreak(ctx, course.id))?.ruling.ok;
    const address = mayBreak && ctx.actor.personId ? replyAddress(door, { personId: ctx.actor.personId, forumId, place: { kind: 'silence', id: course.id }, voice: 'own' }) : null;
    const brokenBy = reached.step === 'lifted' ? course.objections.filter(({ withdrawnAt }) => withdrawnAt !== null) : course.objections;
    told.push({
      step: reached.step, ref: finding.reference, symbol: course.symbol, text: wording.text, marking: wording.marking ?? forum.defaultMarking, endsAt: end,
      when: whenFor(locale, reached.step === 'broken' || reached.step === 'lifted' || reached.step === 'withdrawn' ? reached.at : end, forum.zone, zone),
      brokenBy: sees ? brokenBy.map(({ stateId }) => nameOf(stateId)) : [], standing: course.objections.filter(({ withdrawnAt }) => withdrawnAt === null).length, reason: course.reason, address,
    });
  }
  if (told.length === 0) return null;
  return silenceLetter({ forum: titleOf(forum), marking: forum.defaultMarking, zone: forum.zone, items: told, speaksFor: speaks, link: `${origin}/${locale}/f/${forum.key}/outcome${told.length === 1 ? `/${told[0]?.ref}` : ''}`, settingsLink: `${origin}/${locale}/me` }, locale);
}
