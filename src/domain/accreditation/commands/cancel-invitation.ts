import { journal } from '#platform/journal.ts';
import { holdLetter } from '#platform/mail/outbox.ts';
import { once } from '#platform/once.ts';
import { granted, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import { invitationState, mayCancel } from '../rules/invitation-state.ts';
import type { OneInvitation } from '../schema.ts';
import { takeInvitation } from '../store.ts';

/**
 * An invitation is taken back: its link is dead from now on, and its letter, if it is still here, is not sent.
 *
 * Refuses  `accreditation.not_yours`, `accreditation.no_such_invitation`; as `mayCancel` does.
 */
export function cancelInvitation(ctx: ForumContext, id: string, input: OneInvitation) {
  return once(ctx, input.submissionId, { ...input, id }, async (ctx) => {
    if (!may(ctx.sight, 'invite')) return refused('accreditation.not_yours');
    const invitation = await takeInvitation(ctx, ctx.sight.forumId, id);
    if (!invitation) return refused('accreditation.no_such_invitation');
    const ruling = mayCancel(invitationState(invitation, ctx.now));
    if (!ruling.ok) return ruling;
    await ctx.db.updateTable('invitation').set({ answered_at: ctx.now, answer: 'cancelled' }).where('forum_id', '=', ctx.sight.forumId).where('id', '=', id).execute();
    await holdLetter(ctx, invitation.letterId);
    await journal(ctx, { kind: events.cancelled, forumId: ctx.sight.forumId, subject: id });
    return granted(null);
  });
}
