import { atomically } from '#platform/atomically.ts';
import { dayIn } from '#platform/instant.ts';
import { journal } from '#platform/journal.ts';
import { eraseOpenings } from '#platform/journal-erasure.ts';
import { blankLetters, forgetSubmissions } from '#platform/letting-go.ts';
import { blankInbound } from '#platform/mail/inbox.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { letDevicesGo, letLinksGo, letSessionsGo, letTriesGo } from '../../account/commands/let-go.ts';
import { forgetInvitations } from '../../accreditation/commands/forget-seats.ts';
import type { Context } from '../../context.ts';
import { destroyAuthors, letDraftsGo } from '../../discussion/commands/let-go.ts';
import { forgetAppellants, letShiftsGo, purgeMaterial } from '../../moderation/commands/let-go.ts';
import { closedForums, forumFacts } from '../../programme/queries/forum-facts.ts';
import { destroyOpinions, letSummaryDraftsGo } from '../../synthesis/commands/let-go.ts';
import { events } from '../events.ts';
import { byForum, dueUpTo, isOver, type RetentionId, retentionIds } from '../rules/retention.ts';

export type Gone = Record<RetentionId, number>;

/** Carries out the day's retention once, whichever worker comes first; null when the day had its run. */
export async function runRetentionOfTheDay(ctx: Context): Promise<Gone | null> {
  const outcome = await atomically(ctx, async (ctx): Promise<Outcome<Gone, 'record.already_run'>> => {
    const day = dayIn(ctx.now, 'UTC');
    const mine = await ctx.db.insertInto('retention_run').values({ day, at: ctx.now }).onConflict((c) => c.column('day').doNothing()).returning('day').executeTakeFirst();
    return mine ? granted(await letGo(ctx)) : refused('record.already_run');
  });
  return outcome.ok ? outcome.value : null;
}

/** What retention would take now: it is done, counted, and undone. */
export async function tryRetention(ctx: Context): Promise<Gone> {
  let counted: Gone | null = null;
  await atomically(ctx, async (ctx): Promise<Outcome<never, 'record.tried_only'>> => {
    counted = await letGo(ctx);
    return refused('record.tried_only');
  });
  if (!counted) throw new Error('nothing was counted');
  return counted;
}

/**
 * Lets go of all whose term is over.
 *
 * Writes   what each stage lets go of, and one entry with the counts; one more where openings of the record went.
 */
async function letGo(ctx: Context): Promise<Gone> {
  const gone = Object.fromEntries(retentionIds.map((id) => [id, 0])) as Gone;
  gone['sign-in-link'] = await letLinksGo(ctx, dueUpTo('sign-in-link', ctx.now));
  gone.try = await letTriesGo(ctx, dueUpTo('try', ctx.now));
  gone.session = await letSessionsGo(ctx, dueUpTo('session', ctx.now));
  gone.submission = await forgetSubmissions(ctx, dueUpTo('submission', ctx.now));
  gone.letter = await blankLetters(ctx, dueUpTo('letter', ctx.now));
  gone['inbound-letter'] = await blankInbound(ctx, dueUpTo('inbound-letter', ctx.now));
  let openings = await eraseOpenings(ctx, { kindsLike: 'account.%', before: dueUpTo('sign-in-trace', ctx.now) }, 'retention');
  gone['sign-in-trace'] = openings + (await letDevicesGo(ctx, dueUpTo('sign-in-trace', ctx.now)));
  gone.quarantine = await purgeMaterial(ctx, dueUpTo('quarantine', ctx.now));
  for (const forumId of await closedForums(ctx)) {
    const closesAt = (await forumFacts(ctx, forumId))?.closesAt ?? null;
    for (const id of byForum) if (isOver(id, closesAt, ctx.now)) openings += await letForumGo(ctx, id, forumId, gone);
  }
  await journal(ctx, { kind: events.retained, forumId: null, subject: null, facts: { ...gone } });
  if (openings > 0) await journal(ctx, { kind: events.erased, forumId: null, subject: null, facts: { reason: 'retention', openings } });
  return gone;
}

/** What goes of one forum; returns how many openings of the record went with it. */
async function letForumGo(ctx: Context, id: RetentionId, forumId: string, gone: Gone): Promise<number> {
  if (id === 'draft') gone.draft += (await letDraftsGo(ctx, forumId)) + (await letSummaryDraftsGo(ctx, forumId));
  if (id === 'invitation') gone.invitation += await forgetInvitations(ctx, forumId);
  if (id === 'shift') gone.shift += await letShiftsGo(ctx, forumId);
  if (id === 'opinion-answer') gone['opinion-answer'] += await destroyOpinions(ctx, forumId);
  if (id !== 'unattributed-link') return 0;
  const { links, openings } = await destroyAuthors(ctx, forumId);
  gone['unattributed-link'] += links;
  return openings + (await forgetAppellants(ctx, forumId));
}
