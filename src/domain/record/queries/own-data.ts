import { ownLetters, ownSessions, profilePage } from '../../account/queries/profile.ts';
import { ownInvitations, ownSeats } from '../../accreditation/queries/own-seats.ts';
import { ownRatings } from '../../adoption/queries/own-ratings.ts';
import type { Context } from '../../context.ts';
import { ownContributions, ownDrafts } from '../../discussion/queries/own-contributions.ts';
import { ownFlags } from '../../moderation/queries/own-flags.ts';
import { ownAnnotations } from '../../paper/queries/own-annotations.ts';

/** All that is kept of a person, for that person: their own words and data, nothing of or about others. */
export type OwnData = NonNullable<Awaited<ReturnType<typeof ownData>>>;

/** Everything of the person who asks; null for a visitor. */
export async function ownData(ctx: Context) {
  const profile = await profilePage(ctx);
  if (!profile) return null;
  const seats = await ownSeats(ctx);
  const each = async <T>(of: (ctx: Context, seat: { forumId: string; seatId: string }) => Promise<T[]>): Promise<T[]> => (await Promise.all(seats.map((seat) => of(ctx, seat)))).flat();
  const titles = new Map(seats.map(({ forumId, forum }) => [forumId, forum]));
  // Ids mean nothing to their reader: each forum goes by its title.
  const named = <T extends { forumId: string }>(rows: readonly T[]) => rows.map(({ forumId, ...row }) => ({ forum: titles.get(forumId) ?? '', ...row }));
  const { mixedScripts: _, ...own } = profile;
  return {
    madeAt: ctx.now,
    profile: own,
    seats: seats.map(({ forumKey, forum, body, category, roles, standing, accreditedAt, rulesAcceptedAt, defaultRegime }) => ({ forum, address: forumKey, body, category, roles, standing, accreditedAt, rulesAcceptedAt, shownAs: defaultRegime })),
    invitations: named(await ownInvitations(ctx)),
    contributions: named(await each(ownContributions)),
    drafts: named(await each(ownDrafts)),
    annotations: named(await each(ownAnnotations)),
    flags: named(await each(ownFlags)),
    ratings: named(await each(ownRatings)),
    letters: await ownLetters(ctx),
    sessions: await ownSessions(ctx),
  };
}
