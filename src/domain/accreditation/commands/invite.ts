import { journal } from '#platform/journal.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { once } from '#platform/once.ts';
import { granted, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { freshToken, hashOf } from '../../account/rules/token.ts';
import { events } from '../events.ts';
import { invitationLetter } from '../letters/invitation.ts';
import { type InvitationRow, invitationDays, readRows } from '../rules.ts';
import type { InviteForm } from '../schema.ts';
import { bodyNamed } from '../store.ts';

/**
 * People are invited to take seats: one letter each, with a link that works once. A new invitation of the same
 * address replaces the old one, whose link is dead from then on.
 *
 * Refuses  `accreditation.not_yours`; `accreditation.row_unreadable` naming each line, before anything is sent.
 */
export function invite(ctx: ForumContext, input: InviteForm, origin: string) {
  return once(ctx, input.submissionId, input, async (ctx) => {
    if (!may(ctx.sight, 'invite')) return refused('accreditation.not_yours');
    const read = readRows(input.lines);
    if (!read.ok) return refused('accreditation.row_unreadable', { rows: read.wrong.join('\n') });
    const links: { email: string; link: string }[] = [];
    for (const row of read.rows) links.push({ email: row.email, link: await inviteOne(ctx, row, origin) });
    return granted({ sent: links.length });
  });
}

/** One invitation with its letter; answers with the link, which is in the letter and nowhere else. */
export async function inviteOne(ctx: ForumContext, row: InvitationRow, origin: string): Promise<string> {
  const { forumId } = ctx.sight;
  const forum = await forumFacts(ctx, forumId);
  if (!forum) throw new Error('an invitation to a forum that is not there');
  const token = freshToken(ctx);
  const expiresAt = new Date(ctx.now.getTime() + invitationDays * 86_400_000);
  const id = ctx.world.mint();
  await ctx.db.updateTable('invitation').set({ answered_at: ctx.now, answer: 'replaced' }).where('forum_id', '=', forumId).where('email', '=', row.email).where('answered_at', 'is', null).execute();
  const bodyId = await bodyNamed(ctx, { name: row.body, category: row.category });
  await ctx.db.insertInto('invitation').values({ forum_id: forumId, id, email: row.email, name: row.name, body_id: bodyId, category: row.category, roles: [row.role], locale: row.locale, token_hash: hashOf(token), sent_at: ctx.now, expires_at: expiresAt }).execute();
  const link = `${origin}/${row.locale}/i/${token}`;
  const letter = invitationLetter({ forum: forum.announcedTitle ?? forum.shortTitle, body: row.body, link, expiresAt, zone: forum.zone, marking: 'TLP:CLEAR' }, row.locale);
  await queueLetter(ctx, { ...letter, forumId, personId: null, address: row.email, kind: 'accreditation.invitation', locale: row.locale });
  await journal(ctx, { kind: events.invited, forumId, subject: id, facts: { category: row.category, role: row.role, expiresAt: expiresAt.toISOString() }, commit: { address: row.email } });
  return link;
}
