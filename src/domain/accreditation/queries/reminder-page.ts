import type { LetterText } from '#platform/mail/outbox.ts';
import type { Locale } from '#platform/i18n/locales.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { reminderLetter } from '../letters/reminder.ts';
import { invitationState, mayRemind } from '../rules/invitation-state.ts';
import { invitationsOf, lastLetters } from '../store.ts';

export type Reminded = { id: string; email: string; name: string; body: string; locale: Locale; lastLetterAt: Date };
export type ReminderPage = { zone: string; people: readonly Reminded[]; letter: (LetterText & { lang: Locale; to: string }) | null };

/** Who would be reminded, all or one, and the letter as its first reader will read it. */
export async function reminderPage(ctx: ForumContext, { only, personal, link }: { only: string | undefined; personal: string; link: (locale: Locale) => string }): Promise<ReminderPage> {
  const { forumId } = ctx.sight;
  const [forum, all, last] = await Promise.all([forumFacts(ctx, forumId), invitationsOf(ctx, forumId, { waiting: true }), lastLetters(ctx, forumId)]);
  const due = all.filter((one) => mayRemind(invitationState(one, ctx.now)) && (only === undefined || only === one.id));
  const first = due[0];
  return {
    zone: forum?.zone ?? 'Europe/Vienna',
    people: due.map(({ id, email, name, bodyName, locale, sentAt }) => ({ id, email, name, body: bodyName, locale, lastLetterAt: last.get(id) ?? sentAt })),
    letter: first && forum ? { ...reminderLetter({ forum: titleOf(forum), body: first.bodyName, link: link(first.locale), expiresAt: first.expiresAt, zone: forum.zone, marking: 'TLP:CLEAR', personal }, first.locale), lang: first.locale, to: first.email } : null,
  };
}

export type CallNote = { calledAt: Date; caller: string; spokenWith: string; said: string };

/** The calls about everybody of a forum's invitations, by address: a new invitation does not lose what was said before. */
export async function callsOf(ctx: ForumContext, invitationId: string): Promise<CallNote[]> {
  const rows = await ctx.db
    .selectFrom('call_note')
    .innerJoin('invitation as about', (join) => join.onRef('about.forum_id', '=', 'call_note.forum_id').onRef('about.id', '=', 'call_note.invitation_id'))
    .innerJoin('invitation as asked', (join) => join.onRef('asked.forum_id', '=', 'about.forum_id').on((eb) => eb(eb.fn<string>('lower', ['asked.email']), '=', eb.fn<string>('lower', ['about.email']))))
    .innerJoin('person', 'person.id', 'call_note.caller')
    .select(['call_note.called_at', 'person.name as caller', 'call_note.spoken_with', 'call_note.said'])
    .where('asked.forum_id', '=', ctx.sight.forumId)
    .where('asked.id', '=', invitationId)
    .orderBy('call_note.called_at', 'desc')
    .execute();
  return rows.map((row) => ({ calledAt: row.called_at, caller: row.caller, spokenWith: row.spoken_with, said: row.said }));
}
