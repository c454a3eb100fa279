import { journal } from '#platform/journal.ts';
import { holdLetter, queueLetter } from '#platform/mail/outbox.ts';
import { once } from '#platform/once.ts';
import { granted, refused } from '#platform/outcome.ts';
import { freshToken, hashOf } from '../../account/rules/token.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import { invitationLetter } from '../letters/invitation.ts';
import { planInvitations } from '../queries/invitation-plan.ts';
import { type InvitationRow, invitationDays } from '../rules.ts';
import type { InviteForm } from '../schema.ts';
import { bodyNamed } from '../store.ts';
import { writeQuota } from './set-quota.ts';

/**
 * People of a list are invited to take seats: one letter each, known here or not, with a link that works once.
 * The seats a list gives to a body become its quota.
 * Who sits at the table already is left out, and so is who has an open invitation, unless a new link is asked for.
 *
 * Refuses  `accreditation.not_yours`; `invitation.row_unreadable` before anything is sent; `invitation.nobody_to_invite`.
 */
export function invite(ctx: ForumContext, input: InviteForm, origin: string) {
  return once(ctx, input.submissionId, input, async (ctx) => {
    if (!may(ctx.sight, 'invite')) return refused('accreditation.not_yours');
    const { list, toSend, quotas } = await planInvitations(ctx, input.lines, input.again === 'yes');
    if (list.problems.length > 0) return refused('invitation.row_unreadable');
    if (toSend.length === 0) return refused('invitation.nobody_to_invite');
    for (const { body, category, seats } of quotas) await writeQuota(ctx, { bodyId: await bodyNamed(ctx, { name: body, category }), category, seats });
    for (const row of toSend) await inviteOne(ctx, row, origin);
    return granted({ sent: toSend.length });
  });
}

/**
 * One invitation with its letter; answers with the link, which is in the letter and nowhere else.
 *
 * Writes   the invitation, its letter, a journal entry; an open one of the same address is replaced: its link is dead,
 *          and its letter, if it is still here, is not sent.
 */
export async function inviteOne(ctx: ForumContext, row: InvitationRow, origin: string): Promise<string> {
  const { forumId } = ctx.sight;
  const forum = await forumFacts(ctx, forumId);
  if (!forum) throw new Error('an invitation to a forum that is not there');
  const token = freshToken(ctx);
  const expiresAt = new Date(ctx.now.getTime() + invitationDays * 86_400_000);
  const id = ctx.world.mint();
  const older = await ctx.db.updateTable('invitation').set({ answered_at: ctx.now, answer: 'replaced' }).where('forum_id', '=', forumId).where((eb) => eb(eb.fn<string>('lower', ['email']), '=', row.email.toLowerCase())).where('answered_at', 'is', null).returning('letter_id').execute();
  for (const { letter_id } of older) await holdLetter(ctx, letter_id);
  const bodyId = await bodyNamed(ctx, { name: row.body, category: row.category });
  const link = `${origin}/${row.locale}/i/${token}`;
  const letter = invitationLetter({ forum: titleOf(forum), body: row.body, link, expiresAt, zone: forum.zone, marking: 'TLP:CLEAR' }, row.locale);
  const letterId = await queueLetter(ctx, { ...letter, sender: titleOf(forum), forumId, personId: null, address: row.email, kind: 'accreditation.invitation', locale: row.locale, answers: { kind: 'invitation', id } });
  await ctx.db.insertInto('invitation').values({ forum_id: forumId, id, email: row.email, name: row.name, body_id: bodyId, category: row.category, roles: [row.role], locale: row.locale, token_hash: hashOf(token), letter_id: letterId, sent_at: ctx.now, expires_at: expiresAt }).execute();
  await journal(ctx, { kind: events.invited, forumId, subject: id, facts: { category: row.category, role: row.role, expiresAt: expiresAt.toISOString() }, commit: { address: row.email } });
  return link;
}
