import { dayIn } from '#platform/instant.ts';
import { whenFor } from '#platform/i18n/time.ts';
import type { NoticeText } from '#platform/mail/outbox.ts';
import { participates } from '../../accreditation/queries/seats-page.ts';
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
import { silenceToBreak } from './deeds-by-letter.ts';

export type SilenceAbout = { procedure: string; step: string; at: string };

/** The letter of procedures as they stand now: what was overtaken meanwhile is not in it; null where nothing is left. */
export async function writeSilence(ctx: ForumContext, { items, locale, zone, origin, door }: { items: readonly SilenceAbout[] } & Writing): Promise<NoticeText | null> {
  const { seat, forumId } = ctx.sight;
  const [forum, courses, findings, states] = await Promise.all([forumFacts(ctx, forumId), loadCourses(ctx), findingsOf(ctx), ctx.db.selectFrom('state').select(['id', 'names']).execute()]);
  if (!forum) return null;
  const nameOf = (id: string): string => {
    const names = (states.find((state) => state.id === id)?.names ?? {}) as Record<string, string>;
    return names[locale] ?? names['en'] ?? '';
  };
  const speaks = seat?.speaksForState && seat.stateId && (await participates(ctx, seat.stateId, dayIn(ctx.now, 'Europe/Vienna'))) ? nameOf(seat.stateId) : null;
  const told: SilenceItem[] = [];
  for (const course of courses) {
    const reached = stepReached(silenceSteps(course, ctx.now), ctx.now);
    const wanted = items.some(({ procedure, step, at }) => procedure === course.id && step === reached?.step && at === reached.at.toISOString());
    const finding = findings.find(({ id }) => id === course.findingId);
    const wording = await wordingOf(ctx, course.findingId, course.findingVersion, locale);
    if (!reached || !wanted || !finding || !wording) continue;
    const end = endOfCourse(course);
    const mayBreak = door && ctx.actor.personId && reached.step !== 'adopted' && (await silenceToBreak(ctx, course.id))?.ruling.ok;
    const address = mayBreak && ctx.actor.personId ? replyAddress(door, { personId: ctx.actor.personId, forumId, place: { kind: 'silence', id: course.id }, voice: 'own' }) : null;
    told.push({ step: reached.step, ref: finding.reference, text: wording.text, marking: wording.marking ?? forum.defaultMarking, endsAt: end, when: whenFor(locale, reached.step === 'broken' ? reached.at : end, forum.zone, zone), brokenBy: course.objections.map(({ stateId }) => nameOf(stateId)), reason: course.reason, address });
  }
  if (told.length === 0) return null;
  return silenceLetter({ forum: titleOf(forum), marking: forum.defaultMarking, zone: forum.zone, items: told, speaksFor: speaks, link: `${origin}/${locale}/f/${forum.key}/outcome`, settingsLink: `${origin}/${locale}/me` }, locale);
}
