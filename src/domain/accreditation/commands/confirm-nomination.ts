import { isLocale } from '#platform/i18n/locales.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import type { Category } from '../../disclosure/model.ts';
import { may } from '../../rights.ts';
import { events } from '../events.ts';
import { type DelegationRefusal, nominationRoles } from '../model.ts';
import { mayFill } from '../rules/delegation.ts';
import type { NominationDecision } from '../schema.ts';
import { quotaOf, seatsOfBody, takeBody } from '../store.ts';
import { inviteOne } from './invite.ts';
import { tell } from './tell-delegation.ts';

type Decided = { decision: 'confirmed' | 'refused' };

/**
 * The secretariat confirms a nomination, and the invitation goes out; or refuses it, with the reason told.
 *
 * Writes   the decision, one journal entry, the invitation with its letter, a letter to who named the person.
 * Refuses  `accreditation.not_yours`, `accreditation.no_such_nomination`, `accreditation.nomination_already_decided`,
 *          `accreditation.reason_missing`; `accreditation.seated_elsewhere` for who has a seat in this forum under
 *          another body; `accreditation.quota_exhausted` where the quota was lowered since.
 */
export function decideNomination(ctx: ForumContext, input: NominationDecision, origin: string): Promise<Outcome<Decided, DelegationRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<Decided, DelegationRefusal>> => {
    const { forumId } = ctx.sight;
    if (!may(ctx.sight, 'invite')) return refused('accreditation.not_yours');
    const nomination = await ctx.db.selectFrom('nomination').innerJoin('body', 'body.id', 'nomination.body_id').selectAll('nomination').select('body.name as body').where('forum_id', '=', forumId).where('nomination.id', '=', input.nomination).forUpdate('nomination').executeTakeFirst();
    if (!nomination) return refused('accreditation.no_such_nomination');
    if (nomination.decided_at) return refused('accreditation.nomination_already_decided');
    if (input.decision === 'refused' && !input.reason) return refused('accreditation.reason_missing');
    await takeBody(ctx, nomination.body_id);
    if (input.decision === 'confirmed') {
      const seated = await ctx.db.selectFrom('seat').innerJoin('person', 'person.id', 'seat.person_id').select('seat.id').where('seat.forum_id', '=', forumId).where('seat.standing', '!=', 'withdrawn').where((eb) => eb(eb.fn('lower', ['person.email']), '=', nomination.email)).executeTakeFirst();
      if (seated) return refused('accreditation.seated_elsewhere');
      // The nomination itself is counted among what is used already; a replacement fills a place that was filled.
      const room = nomination.replaces ? granted(null) : mayFill(await quotaOf(ctx, forumId, { bodyId: nomination.body_id, category: nomination.category }), 0);
      if (!room.ok) return room;
    }
    await ctx.db.updateTable('nomination').set({ decision: input.decision, decided_at: ctx.now, reason: input.decision === 'refused' ? (input.reason ?? null) : null }).where('forum_id', '=', forumId).where('id', '=', nomination.id).execute();
    await journal(ctx, { kind: events.nominationDecided, forumId, subject: nomination.id, facts: { decision: input.decision, category: nomination.category }, commit: { address: nomination.email, ...(input.decision === 'refused' ? { reason: input.reason ?? '' } : {}) } });
    const role = nominationRoles.find((r) => r === nomination.role) ?? 'observer';
    const locale = isLocale(nomination.locale) ? nomination.locale : 'en';
    if (input.decision === 'confirmed') await inviteOne(ctx, { email: nomination.email, name: nomination.name, body: nomination.body, category: nomination.category as Category, role, locale }, origin);
    const namer = (await seatsOfBody(ctx, forumId, nomination.body_id)).filter((seat) => seat.standing !== 'withdrawn' && (seat.id === nomination.nominated_by || seat.duty !== null));
    await tell(ctx, namer, { what: input.decision, bodyId: nomination.body_id, people: [nomination.name], detail: input.reason ?? '', origin }, 'delegation');
    return granted({ decision: input.decision });
  });
}
