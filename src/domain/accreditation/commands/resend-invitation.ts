import { once } from '#platform/once.ts';
import { granted, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import { invitationState, mayResend } from '../rules/invitation-state.ts';
import type { OneInvitation } from '../schema.ts';
import { seatedAmong, takeInvitation } from '../store.ts';
import { inviteOne } from './invite.ts';

/**
 * Somebody is invited anew: a new letter, a new link, a new deadline. The old link is dead from now on.
 *
 * Refuses  `accreditation.not_yours`, `accreditation.no_such_invitation`, `invitation.already_seated`; as `mayResend` does.
 */
export function resendInvitation(ctx: ForumContext, id: string, input: OneInvitation, origin: string) {
  return once(ctx, input.submissionId, { ...input, id }, async (ctx) => {
    if (!may(ctx.sight, 'invite')) return refused('accreditation.not_yours');
    const invitation = await takeInvitation(ctx, ctx.sight.forumId, id);
    if (!invitation) return refused('accreditation.no_such_invitation');
    const ruling = mayResend(invitationState(invitation, ctx.now));
    if (!ruling.ok) return ruling;
    if ((await seatedAmong(ctx, ctx.sight.forumId, [invitation.email.toLowerCase()])).size > 0) return refused('invitation.already_seated');
    await inviteOne(ctx, { email: invitation.email, name: invitation.name, body: invitation.bodyName, category: invitation.category, role: invitation.roles[0] ?? 'participant', locale: invitation.locale }, origin);
    return granted(null);
  });
}
