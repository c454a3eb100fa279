import type { ForumContext } from '../../context.ts';
import type { Category } from '../../disclosure/model.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { type InvitationState, invitationState, invitationStates, mayCancel, mayRemind, mayResend, undelivered } from '../rules/invitation-state.ts';
import { type InvitationFacts, invitationsOf, remindEvery } from '../store.ts';

export type InvitationLine = { id: string; name: string; email: string; body: string; category: Category; state: InvitationState; /** Why it was not delivered; null where it was, or may yet be. */ undelivered: 'returned' | 'given-up' | null; sentAt: Date; expiresAt: Date; canResend: boolean; canCancel: boolean; canRemind: boolean };
export type InvitationsPage = { zone: string; /** Every how many days the clock reminds; null: never. */ everyDays: number | null; counts: readonly { state: InvitationState; count: number }[]; shown: InvitationState | null; lines: readonly InvitationLine[] };

/** The organiser's list of invitations by state, read from the database each time. Replaced ones show only when asked for; with an id, that one alone. */
export async function invitationsPage(ctx: ForumContext, asked: string | undefined, { id }: { id?: string } = {}): Promise<InvitationsPage> {
  const { forumId } = ctx.sight;
  const [forum, all, everyDays] = await Promise.all([forumFacts(ctx, forumId), invitationsOf(ctx, forumId), remindEvery(ctx, forumId)]);
  const lines = all.map((one) => lineOf(one, ctx.now));
  const shown = invitationStates.find((state) => state === asked) ?? null;
  return {
    zone: forum?.zone ?? 'Europe/Vienna',
    everyDays,
    shown,
    counts: invitationStates.map((state) => ({ state, count: lines.filter((line) => line.state === state).length })).filter(({ count, state }) => count > 0 || state === shown),
    lines: lines.filter(({ id: one, state }) => (id ? one === id : shown ? state === shown : state !== 'replaced')),
  };
}

function lineOf(one: InvitationFacts, now: Date): InvitationLine {
  const state = invitationState(one, now);
  return { id: one.id, name: one.name, email: one.email, body: one.bodyName, category: one.category, state, undelivered: state === 'bounced' ? undelivered(one.letter) : null, sentAt: one.sentAt, expiresAt: one.expiresAt, canResend: mayResend(state).ok, canCancel: mayCancel(state).ok, canRemind: mayRemind(state) };
}
