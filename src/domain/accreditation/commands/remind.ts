import { atomically } from '#platform/atomically.ts';
import { dayIn } from '#platform/instant.ts';
import { journal } from '#platform/journal.ts';
import { queueLetter } from '#platform/mail/outbox.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import { freshToken, hashOf } from '../../account/rules/token.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import { reminderLetter } from '../letters/reminder.ts';
import { invitationState, mayRemind } from '../rules/invitation-state.ts';
import { reminderDue } from '../rules/reminder.ts';
import type { ReminderForm, RemindersForm } from '../schema.ts';
import { invitationsOf, lastLetters, remindEvery, takeInvitation } from '../store.ts';

/**
 * People who have not answered are reminded, all or one of them, with a line of one's own.
 *
 * Refuses  `accreditation.not_yours`; `invitation.nobody_to_remind`.
 */
export function remind(ctx: ForumContext, input: ReminderForm, origin: string) {
  return once(ctx, input.submissionId, input, async (ctx) => {
    if (!may(ctx.sight, 'invite')) return refused('accreditation.not_yours');
    let sent = 0;
    for (const { id, email } of await invitationsOf(ctx, ctx.sight.forumId, { waiting: true })) {
      if (input.invitation && input.invitation !== id) continue;
      if (await remindOne(ctx, { id, email, automatic: false, personal: input.personal ?? '', origin })) sent += 1;
    }
    return sent > 0 ? granted({ sent }) : refused('invitation.nobody_to_remind');
  });
}

/** How often the clock reminds is set for a forum; empty: never. */
export function setReminders(ctx: ForumContext, input: RemindersForm) {
  return once(ctx, input.submissionId, input, async (ctx) => {
    if (!may(ctx.sight, 'invite')) return refused('accreditation.not_yours');
    await ctx.db.updateTable('forum').set({ remind_every_days: input.everyDays ?? null }).where('id', '=', ctx.sight.forumId).execute();
    await journal(ctx, { kind: events.remindersSet, forumId: ctx.sight.forumId, subject: ctx.sight.forumId, facts: { everyDays: input.everyDays ?? null } });
    return granted(null);
  });
}

/**
 * The clock reminds those who are due, each in a transaction of their own: one that fails keeps nobody else waiting.
 * Harmless when done twice, and after an outage one letter goes out, not one for each day.
 */
export async function remindByClock(ctx: ForumContext, origin: string): Promise<void> {
  const { forumId } = ctx.sight;
  const [forum, everyDays] = await Promise.all([forumFacts(ctx, forumId), remindEvery(ctx, forumId)]);
  if (!forum || everyDays === null) return;
  const last = await lastLetters(ctx, forumId);
  for (const invitation of await invitationsOf(ctx, forumId, { waiting: true })) {
    const lastLetterAt = last.get(invitation.id) ?? invitation.sentAt;
    if (!reminderDue({ state: invitationState(invitation, ctx.now), lastLetterAt, everyDays, zone: forum.zone }, ctx.now)) continue;
    await atomically(ctx, async (ctx): Promise<Outcome<boolean, never>> => granted(await remindOne(ctx, { id: invitation.id, email: invitation.email, automatic: true, personal: '', origin })));
  }
}

/** One reminder with a link of its own; false where none may go out: answered meanwhile, or reminded today by the clock. */
async function remindOne(ctx: ForumContext, { id, email, automatic, personal, origin }: { id: string; email: string; automatic: boolean; personal: string; origin: string }): Promise<boolean> {
  const { forumId } = ctx.sight;
  const [invitation, forum] = [await takeInvitation(ctx, forumId, id), await forumFacts(ctx, forumId)];
  if (!invitation || !forum || !mayRemind(invitationState(invitation, ctx.now))) return false;
  const reminder = ctx.world.mint();
  // The unique row makes a second worker wait for the first; then it finds that there is nothing to do.
  const first = await ctx.db.insertInto('reminder').values({ id: reminder, address: email, day: dayIn(ctx.now, forum.zone), automatic, forum_id: forumId, invitation_id: id, at: ctx.now }).onConflict((c) => c.doNothing()).returning('id').executeTakeFirst();
  if (!first) return false;
  const token = freshToken(ctx);
  const link = `${origin}/${invitation.locale}/i/${token}`;
  const letter = reminderLetter({ forum: titleOf(forum), body: invitation.bodyName, link, expiresAt: invitation.expiresAt, zone: forum.zone, marking: 'TLP:CLEAR', personal }, invitation.locale);
  const letterId = await queueLetter(ctx, { ...letter, sender: titleOf(forum), forumId, personId: null, address: email, kind: 'accreditation.reminder', locale: invitation.locale, answers: { kind: 'invitation', id } });
  await ctx.db.insertInto('replaced_link').columns(['token_hash', 'forum_id', 'invitation_id', 'replaced_at']).expression((eb) => eb.selectFrom('invitation').select((e) => ['token_hash', 'forum_id', 'id', e.val(ctx.now).as('replaced_at')]).where('forum_id', '=', forumId).where('id', '=', id)).execute();
  await ctx.db.updateTable('invitation').set({ token_hash: hashOf(token), letter_id: letterId }).where('forum_id', '=', forumId).where('id', '=', id).execute();
  await ctx.db.updateTable('reminder').set({ letter_id: letterId }).where('id', '=', reminder).execute();
  await journal(ctx, { kind: events.reminded, forumId, subject: id, facts: { automatic } });
  return true;
}
