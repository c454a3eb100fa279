import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { StateRefusal } from '../model.ts';
import { changeMembership } from '../rules/membership.ts';
import type { MembershipForm } from '../schema.ts';
import { spansOf, takeState } from '../store.ts';

/**
 * An administrator sets a State's standing from a day on. What was before the day stays, and what is known to come
 * later comes.
 *
 * Refuses  `accreditation.not_administrator`, `accreditation.no_such_state`; as `changeMembership` does.
 */
export function setMembership(ctx: Context, code: string, input: MembershipForm): Promise<Outcome<null, StateRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { code, ...input }, async (ctx): Promise<Outcome<null, StateRefusal>> => {
    if (!ctx.actor.administrator) return refused('accreditation.not_administrator');
    const state = await takeState(ctx, code);
    if (!state) return refused('accreditation.no_such_state');
    const changed = changeMembership(await spansOf(ctx, state.id), input);
    if (!changed.ok) return changed;
    await ctx.db.deleteFrom('membership').where('state_id', '=', state.id).execute();
    if (changed.value.length > 0) await ctx.db.insertInto('membership').values(changed.value.map((span) => ({ state_id: state.id, status: span.status, from_day: span.from, until_day: span.until, source: span.source }))).execute();
    await journal(ctx, { kind: events.membershipSet, forumId: null, subject: state.id, facts: { status: input.status, from: input.from } });
    return granted(null);
  });
}
