import { atomically } from '#platform/atomically.ts';
import { isLocale, type Locale } from '#platform/i18n/locales.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { noteTold } from '#platform/mail/told.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import { type StaffSeat, staffSeats } from '../../accreditation/queries/staff-seats.ts';
import type { ForumContext } from '../../context.ts';
import type { Marking } from '../../disclosure/model.ts';
import { contributionById } from '../../discussion/queries/contribution-facts.ts';
import { refOf } from '../../discussion/rules.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { urgentFlagLetter } from '../letters/urgent-flag.ts';
import { urgentWaitingLetter } from '../letters/urgent-waiting.ts';
import { caseRef } from '../rules.ts';
import { isToEscalate, onDuty } from '../rules/roster.ts';
import { loadSettings, loadShifts, urgentUnclaimed } from '../store/duty.ts';
import { stepsOf } from '../store.ts';

type Case = { id: string; number: number; contributionId: string };
const localeOf = (text: string): Locale => (isLocale(text) ? text : 'en');

/**
 * Danger to a person: the referee on duty is written to at once, or every moderator and the host where nobody is on. The
 * letter says nothing of the flag but its rule, so that nobody need be left out: who gets none would be known by it.
 */
export async function pageOnDuty(ctx: ForumContext, found: Case, rule: string): Promise<void> {
  const referees = new Set(onDuty(await loadShifts(ctx, ctx.now), ctx.now).flatMap(({ role, seatId }) => (role === 'referee' ? [seatId] : [])));
  const staff = await staffSeats(ctx);
  const onNow = staff.filter(({ id }) => referees.has(id));
  for (const server of onNow.length > 0 ? onNow : await everyone(ctx, staff)) {
    await tellOnce(ctx, found, server, async (view, locale) => {
      const letter = urgentFlagLetter({ ...view, rule }, locale);
      await queueLetter(ctx, { ...letter, forumId: ctx.sight.forumId, personId: server.personId, address: server.email, kind: 'moderation.urgent-flag', locale });
    });
  }
}

/**
 * The clock writes to everyone who moderates, and to the host, of urgent cases that nobody has taken for the set time.
 * Who was told of a case is not told again, however often the clock runs.
 *
 * Shape   how many letters were written.
 */
export async function escalateUrgent(ctx: ForumContext): Promise<number> {
  const outcome = await atomically(ctx, async (ctx): Promise<Outcome<number, never>> => {
    const { urgentMinutes: minutes } = await loadSettings(ctx, ctx.sight.forumId);
    const due = (await urgentUnclaimed(ctx)).filter((one) => isToEscalate(one, minutes, ctx.now));
    const servers = due.length > 0 ? await everyone(ctx, await staffSeats(ctx)) : [];
    let written = 0;
    for (const found of due) for (const server of servers) {
      await tellOnce(ctx, found, server, async (view, locale) => {
        written += 1;
        const letter = urgentWaitingLetter({ ...view, rule: found.rule, minutes }, locale);
        await queueLetter(ctx, { ...letter, forumId: ctx.sight.forumId, personId: server.personId, address: server.email, kind: 'moderation.urgent-waiting', locale });
      });
    }
    return granted(written);
  });
  return outcome.ok ? outcome.value : 0;
}

/** All moderators, and whoever is on as host; where nobody is, the organisers. */
async function everyone(ctx: ForumContext, staff: readonly StaffSeat[]): Promise<StaffSeat[]> {
  const hosts = new Set(onDuty(await loadShifts(ctx, ctx.now), ctx.now).flatMap(({ role, seatId }) => (role === 'host' ? [seatId] : [])));
  return staff.filter(({ id, roles }) => roles.includes('moderator') || (hosts.size > 0 ? hosts.has(id) : roles.includes('organiser')));
}

type About = { case: string; ref: string; marking: Marking };

/** Writes to one person of one case, unless they were written to of it since it was last opened. */
async function tellOnce(ctx: ForumContext, found: Case, server: StaffSeat, write: (view: About, locale: Locale) => Promise<void>): Promise<void> {
  const [contribution, forum] = [await contributionById(ctx, found.contributionId), await forumFacts(ctx, ctx.sight.forumId)];
  if (!contribution || !forum) return;
  const opened = (await stepsOf(ctx, found.id)).filter(({ step }) => step === 'reopen').length;
  const [told] = await noteTold(ctx, server.personId, 'moderation.urgent', [`${found.id}/${opened}`]);
  if (told) await write({ case: caseRef(found.number), ref: refOf(contribution.code, contribution.number), marking: forum.defaultMarking }, localeOf(server.locale));
}
