import { atomically } from '#platform/atomically.ts';
import { isLocale } from '#platform/i18n/locales.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { noteTold } from '#platform/mail/told.ts';
import { granted, type Outcome } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { mayRelease } from '../../disclosure/rules.ts';
import { whoIsOn } from '../../moderation/queries/on-duty.ts';
import { titleOf } from '../../programme/rules.ts';
import { output, unsignedSummaryLetter } from '../letters/summary-unsigned.ts';
import { summaryTimes, type SummaryTimes } from '../queries/summary-hour.ts';
import { askedForHours } from '../rules/summary.ts';
import { loadSummaryDraft, saidBetween } from '../store/summaries.ts';

/**
 * The clock tells who is on duty as reporter, each once for a day, that its summary was not signed when its hour came. Of a day on
 * which nothing was said and nothing written there is nothing to ask for.
 *
 * Shape   the number of letters.
 */
export async function tellOfUnsigned(ctx: ForumContext, origin: string): Promise<number> {
  const times = await summaryTimes(ctx);
  let letters = 0;
  for (const day of (times?.days ?? []).slice(0, 2)) if (times && (await isMissed(ctx, times, day))) letters += await tell(ctx, times, day, origin);
  return letters;
}

async function isMissed(ctx: ForumContext, times: SummaryTimes, day: string): Promise<boolean> {
  const at = times.at(day);
  if (at > ctx.now || ctx.now.getTime() >= at.getTime() + askedForHours * 3_600_000) return false;
  const published = await ctx.db.selectFrom('daily_summary').select('id').where('forum_id', '=', ctx.sight.forumId).where('day', '=', day).executeTakeFirst();
  const draft = await loadSummaryDraft(ctx, day);
  if (published || draft?.signedAt) return false;
  const { from, to } = times.of(day);
  return (draft?.lines ?? '').trim() !== '' || (await saidBetween(ctx, from, to)).length > 0;
}

async function tell(ctx: ForumContext, { forum, at }: SummaryTimes, day: string, origin: string): Promise<number> {
  let letters = 0;
  for (const one of await whoIsOn(ctx, 'reporter')) {
    const done = await atomically(ctx, async (ctx): Promise<Outcome<boolean, never>> => {
      if ((await noteTold(ctx, one.personId, output.name, [`${forum.id} ${day}`])).length === 0) return granted(false);
      const locale = isLocale(one.locale) ? one.locale : 'en';
      const letter = unsignedSummaryLetter({ forum: titleOf(forum), marking: mayRelease(forum.defaultMarking, output.ceiling) ? forum.defaultMarking : output.ceiling, day, at: at(day), zone: forum.zone, link: `${origin}/${locale}/f/${forum.key}/day/${day}` }, locale);
      await queueLetter(ctx, { ...letter, sender: titleOf(forum), forumId: forum.id, personId: one.personId, address: one.email, kind: 'synthesis.summary-unsigned', locale, notAfter: new Date(at(day).getTime() + askedForHours * 3_600_000) });
      return granted(true);
    });
    if (done.ok && done.value) letters += 1;
  }
  return letters;
}
