import { journal } from '#platform/journal.ts';
import { holdLetter, queueLetter } from '#platform/mail/outbox.ts';
import { once } from '#platform/once.ts';
import { granted, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { titleOf } from '../../programme/rules.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import { applicationLetter } from '../letters/application.ts';
import { applicationState, mayDo } from '../rules/application.ts';
import { invitationState, mayCancel } from '../rules/invitation-state.ts';
import type { ApplicationDecision, ApplicationsForm } from '../schema.ts';
import { invitationsOf, seatedAmong } from '../store.ts';
import { type Application, takeApplication } from '../store/applications.ts';
import { inviteOne } from './invite.ts';

/**
 * The secretariat approves an application, which sends an invitation, refuses it with a reason, or takes either back.
 *
 * Refuses  `accreditation.not_yours`; `application.reason_missing`; `invitation.already_seated`; as `mayDo` does.
 */
export function decideApplication(ctx: ForumContext, id: string, input: ApplicationDecision, origin: string) {
  return once(ctx, input.submissionId, { ...input, id }, async (ctx) => {
    if (!may(ctx.sight, 'invite')) return refused('accreditation.not_yours');
    const application = await takeApplication(ctx, ctx.sight.forumId, id);
    if (!application) return refused('application.no_such_application');
    const ruling = mayDo(input.deed, applicationState(application, ctx.now));
    if (!ruling.ok) return ruling;
    if (input.deed === 'refuse' && !input.reason) return refused('application.reason_missing');
    if (input.deed === 'approve' && (await seatedAmong(ctx, application.forumId, [application.email])).size > 0) return refused('invitation.already_seated');
    const { kind } = { approve: { kind: events.applicationApproved }, refuse: { kind: events.applicationRefused }, reverse: { kind: events.applicationReopened } }[input.deed];
    if (input.deed === 'approve') await approve(ctx, application, origin);
    if (input.deed === 'refuse') await set(ctx, application, { decision: 'refused', refusal_reason: input.reason ?? '' });
    if (input.deed === 'reverse') await takeBack(ctx, application);
    if (input.deed !== 'approve') await tell(ctx, application, input.deed === 'refuse' ? { what: 'refused', reason: input.reason ?? '' } : { what: 'reopened' });
    await journal(ctx, { kind, forumId: application.forumId, subject: id });
    return granted(null);
  });
}

/** Whether people may apply on the forum's public page is set for a forum. */
export function setApplications(ctx: ForumContext, input: ApplicationsForm) {
  return once(ctx, input.submissionId, input, async (ctx) => {
    if (!may(ctx.sight, 'invite')) return refused('accreditation.not_yours');
    await ctx.db.updateTable('forum').set({ applications: input.open === 'yes', revision: (eb) => eb('revision', '+', 1) }).where('id', '=', ctx.sight.forumId).execute();
    await journal(ctx, { kind: events.applicationsSet, forumId: ctx.sight.forumId, subject: ctx.sight.forumId, facts: { open: input.open === 'yes' } });
    return granted(null);
  });
}

async function approve(ctx: ForumContext, one: Application, origin: string): Promise<void> {
  await inviteOne(ctx, { email: one.email, name: one.name, body: one.body, category: one.category, role: 'participant', locale: one.locale }, origin);
  const invitation = (await invitationsOf(ctx, one.forumId, { waiting: true })).find(({ email }) => email === one.email);
  await set(ctx, one, { decision: 'approved', invitation_id: invitation?.id ?? null });
}

/** A decision is taken back: whatever invitation came of it is cancelled, and the application waits again. */
async function takeBack(ctx: ForumContext, one: Application): Promise<void> {
  if (one.decision === 'approved') {
    for (const invitation of (await invitationsOf(ctx, one.forumId, { waiting: true })).filter(({ email }) => email === one.email)) {
      if (!mayCancel(invitationState(invitation, ctx.now)).ok) continue;
      await ctx.db.updateTable('invitation').set({ answered_at: ctx.now, answer: 'cancelled' }).where('forum_id', '=', one.forumId).where('id', '=', invitation.id).execute();
      await holdLetter(ctx, invitation.letterId);
      await journal(ctx, { kind: events.cancelled, forumId: one.forumId, subject: invitation.id });
    }
  }
  await ctx.db.updateTable('application').set({ decision: null, decided_at: null, decided_by: null, refusal_reason: null, invitation_id: null }).where('forum_id', '=', one.forumId).where('id', '=', one.id).execute();
}

const set = (ctx: ForumContext, one: Application, values: { decision: 'approved' | 'refused'; refusal_reason?: string; invitation_id?: string | null }) =>
  ctx.db.updateTable('application').set({ ...values, decided_at: ctx.now, decided_by: ctx.actor.personId }).where('forum_id', '=', one.forumId).where('id', '=', one.id).execute();

async function tell(ctx: ForumContext, one: Application, view: { what: 'refused'; reason: string } | { what: 'reopened' }): Promise<void> {
  const forum = await forumFacts(ctx, one.forumId);
  if (!forum) return;
  const letter = applicationLetter({ ...view, forum: titleOf(forum), marking: 'TLP:CLEAR' }, one.locale);
  await queueLetter(ctx, { ...letter, sender: titleOf(forum), forumId: one.forumId, personId: null, address: one.email, kind: 'accreditation.application', locale: one.locale });
}
