import type { Locale } from '#platform/i18n/locales.ts';
import type { LetterText } from '#platform/mail/outbox.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { invitationLetter } from '../letters/invitation.ts';
import { invitationDays } from '../rules.ts';
import { quotaFor } from '../rules/delegation.ts';
import { type InvitationList, type ListedRow, readList, type StatedSeats, statedSeats } from '../rules/invitation-list.ts';
import { type InvitationState, invitationState } from '../rules/invitation-state.ts';
import { invitationsOf, seatedAmong } from '../store.ts';

/** What sending a list would do: who gets a letter, and who is left out and why. */
export type InvitationPlan = {
  list: InvitationList;
  seated: readonly ListedRow[];
  invited: readonly (ListedRow & { state: InvitationState })[];
  /** Empty where a line cannot be read: nothing is sent before every line is mended. */
  toSend: readonly ListedRow[];
  bodies: number;
  /** Numbers of seats the list would set: for each body in a category, and what held until now, by its own number or by default. */
  quotas: readonly (StatedSeats & { before: number | null })[];
};

/** Reads a list and compares it with the seats and the open invitations of the forum. The command asks the same. */
export async function planInvitations(ctx: ForumContext, lines: string, again: boolean): Promise<InvitationPlan> {
  const { forumId } = ctx.sight;
  const list = readList(lines);
  const [seated, open] = await Promise.all([seatedAmong(ctx, forumId, list.rows.map(({ email }) => email)), invitationsOf(ctx, forumId, { waiting: true })]);
  const states = new Map(open.map((one) => [one.email.toLowerCase(), invitationState(one, ctx.now)]));
  const unseated = list.rows.filter(({ email }) => !seated.has(email));
  const invited = unseated.flatMap((row) => {
    const state = states.get(row.email);
    return state ? [{ ...row, state }] : [];
  });
  const toSend = list.problems.length > 0 ? [] : unseated.filter(({ email }) => again || !states.has(email));
  return { list, seated: list.rows.filter(({ email }) => seated.has(email)), invited, toSend, bodies: new Set(list.rows.map(({ body }) => body)).size, quotas: toSend.length > 0 ? await newQuotas(ctx, statedSeats(list.rows)) : [] };
}

/** The numbers that differ from what each body has of its own. */
async function newQuotas({ db, sight }: ForumContext, stated: readonly StatedSeats[]): Promise<(StatedSeats & { before: number | null })[]> {
  if (stated.length === 0) return [];
  const rows = await db.selectFrom('quota').leftJoin('body', 'body.id', 'quota.body_id').select(['quota.category', 'body.name as bodyId', 'quota.seats']).where('quota.forum_id', '=', sight.forumId).execute();
  return stated
    .filter(({ body, category, seats }) => !rows.some((row) => row.bodyId === body && row.category === category && row.seats === seats))
    .map((one) => ({ ...one, before: quotaFor(rows, one.body, one.category) }));
}

/** The letter as its first reader will read it; the link is made when it is sent. */
export async function letterAsRead(ctx: ForumContext, row: { body: string; locale: Locale }, link: string): Promise<LetterText | null> {
  const forum = await forumFacts(ctx, ctx.sight.forumId);
  if (!forum) return null;
  const expiresAt = new Date(ctx.now.getTime() + invitationDays * 86_400_000);
  return invitationLetter({ forum: titleOf(forum), body: row.body, link, expiresAt, zone: forum.zone, marking: 'TLP:CLEAR' }, row.locale);
}
