import { hashOf } from '../../account/rules/token.ts';
import type { Context, ForumContext } from '../../context.ts';
import type { Category, Census } from '../../disclosure/model.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import type { Forum } from '../../programme/model.ts';
import type { Role } from '../model.ts';
import { mayAnswer } from '../rules.ts';
import { countSeats, invitationOf, isParticipatingState } from '../store.ts';

/** How many accredited people a forum has by category: what small cells are measured by. */
export const census = (ctx: Pick<Context, 'db'>, forumId: string): Promise<Census> => countSeats(ctx, forumId);

/** Whether a State is a participating State on a day: only such a State's delegation breaks silence. */
export const participates = isParticipatingState;

export type InvitationPage = { forum: Forum; name: string; body: string; category: Category; locale: string; expiresAt: Date; ruling: ReturnType<typeof mayAnswer> };

/** What an invited person sees before answering; looking answers nothing. */
export async function invitationPage(ctx: Context, token: string): Promise<InvitationPage | null> {
  const invitation = await invitationOf(ctx, hashOf(token));
  const forum = invitation && (await forumFacts(ctx, invitation.forumId));
  if (!invitation || !forum) return null;
  return { forum, name: invitation.name, body: invitation.bodyName, category: invitation.category, locale: invitation.locale, expiresAt: invitation.expiresAt, ruling: mayAnswer(invitation, ctx.now) };
}

export type SeatLine = { person: string; body: string; category: Category; roles: Role[]; standing: string };

/** The organiser's list of seats. Who sits at the table is known inside; who wrote what is not here. */
export async function seatsPage(ctx: ForumContext): Promise<{ seats: SeatLine[] }> {
  const { forumId } = ctx.sight;
  const seats = await ctx.db.selectFrom('seat').innerJoin('person', 'person.id', 'seat.person_id').innerJoin('body', 'body.id', 'seat.body_id').select(['person.name as person', 'body.name as body', 'seat.category', 'seat.roles', 'seat.standing']).where('seat.forum_id', '=', forumId).orderBy('body.name').orderBy('person.name').execute();
  return { seats: seats.map((s) => ({ ...s, category: s.category as Category, roles: s.roles as Role[] })) };
}

/** The forums in which a person has a seat, for their own page and the way in after signing in. */
export async function mySeats(ctx: Context): Promise<{ key: string; title: string; body: string }[]> {
  const { personId } = ctx.actor;
  if (!personId) return [];
  const rows = await ctx.db
    .selectFrom('seat')
    .innerJoin('forum', 'forum.id', 'seat.forum_id')
    .innerJoin('series', 'series.id', 'forum.series_id')
    .innerJoin('body', 'body.id', 'seat.body_id')
    .select(['series.slug', 'forum.number', 'forum.short_title', 'body.name'])
    .where('seat.person_id', '=', personId)
    .where('seat.standing', 'in', ['good', 'muted'])
    .orderBy('forum.number')
    .execute();
  return rows.map((row) => ({ key: `${row.slug}-${row.number}`, title: row.short_title, body: row.name }));
}
