import { dayIn } from '#platform/instant.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { StateRefusal } from '../model.ts';
import { placed, statusOn } from '../rules/membership.ts';
import type { StateOrderForm } from '../schema.ts';
import { spansOf } from '../store.ts';

/**
 * An administrator puts a State at a place of the French order, among those of the same standing today.
 *
 * Refuses  `accreditation.not_administrator`, `accreditation.no_such_state`.
 */
export function orderStates(ctx: Context, input: StateOrderForm): Promise<Outcome<null, StateRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<null, StateRefusal>> => {
    if (!ctx.actor.administrator) return refused('accreditation.not_administrator');
    const today = dayIn(ctx.now, 'Europe/Vienna');
    const states = await ctx.db.selectFrom('state').select(['id', 'code', 'order_fr']).orderBy('id').forUpdate().execute();
    const member = states.find(({ code }) => code === input.code);
    if (!member) return refused('accreditation.no_such_state');
    const standing = new Map<string, string>();
    for (const { id } of states) standing.set(id, statusOn(await spansOf(ctx, id), today));
    const group = states.filter(({ id }) => standing.get(id) === standing.get(member.id)).sort((a, b) => a.order_fr - b.order_fr || (a.code < b.code ? -1 : 1));
    const order = placed(group, member, input.place);
    for (const [i, { id, order_fr }] of order.entries()) if (order_fr !== i + 1) await ctx.db.updateTable('state').set({ order_fr: i + 1 }).where('id', '=', id).execute();
    await journal(ctx, { kind: events.stateOrdered, forumId: null, subject: member.id, facts: { place: order.indexOf(member) + 1 } });
    return granted(null);
  });
}
