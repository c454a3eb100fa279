import { instantOf } from '#platform/instant.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import type { CallForm } from '../schema.ts';
import { takeInvitation } from '../store.ts';

/**
 * What was said on the telephone is noted for the secretariat; the record holds that a call was noted, not its words.
 *
 * Refuses  `accreditation.not_yours`, `accreditation.no_such_invitation`; `invitation.call_to_come`; as `instantOf` does.
 */
export function noteCall(ctx: ForumContext, invitationId: string, input: CallForm) {
  return once(ctx, input.submissionId, { ...input, invitationId }, async (ctx) => {
    const { forumId } = ctx.sight;
    const caller = ctx.actor.personId;
    if (!may(ctx.sight, 'invite') || !caller) return refused('accreditation.not_yours');
    const [invitation, forum] = [await takeInvitation(ctx, forumId, invitationId), await forumFacts(ctx, forumId)];
    if (!invitation || !forum) return refused('accreditation.no_such_invitation');
    const called = instantOf(input.calledAt, forum.zone);
    if (!called.ok) return called;
    if (called.value > ctx.now) return refused('invitation.call_to_come');
    const id = ctx.world.mint();
    await ctx.db.insertInto('call_note').values({ forum_id: forumId, id, invitation_id: invitationId, caller, called_at: called.value, spoken_with: input.spokenWith, said: input.said, written_at: ctx.now }).execute();
    await journal(ctx, { kind: events.callNoted, forumId, subject: invitationId });
    return granted(null);
  });
}
