import { dayIn } from '#platform/instant.ts';
import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { StateRefusal } from '../model.ts';
import { changeMembership, placed, statusOn } from '../rules/membership.ts';
import type { MembershipForm, StateNamesForm, StateOrderForm } from '../schema.ts';
import { spansOf } from '../store.ts';

type Ruled = Promise<Outcome<null, StateRefusal | 'platform.submission_reused'>>;

/** A State by its code, held until the deed is done; null when it is not there or not the actor's to change. */
const held = (ctx: Context, code: string) => (ctx.actor.administrator ? ctx.db.selectFrom('state').selectAll().where('code', '=', code).forUpdate().executeTakeFirst() : Promise.resolve(undefined));

/**
 * An administrator sets a State's standing from a day on. What was before the day stays, and what is known to come
 * later comes.
 *
 * Refuses  `accreditation.not_yours`, `accreditation.no_such_state`; as `changeMembership` does.
 */
export function setMembership(ctx: Context, code: string, input: MembershipForm): Ruled {
  return once(ctx, input.submissionId, { code, ...input }, async (ctx): Promise<Outcome<null, StateRefusal>> => {
    if (!ctx.actor.administrator) return refused('accreditation.not_yours');
    const state = await held(ctx, code);
    if (!state) return refused('accreditation.no_such_state');
    const changed = changeMembership(await spansOf(ctx, state.id), input);
    if (!changed.ok) return changed;
    await ctx.db.deleteFrom('membership').where('state_id', '=', state.id).execute();
    if (changed.value.length > 0) await ctx.db.insertInto('membership').values(changed.value.map((span) => ({ state_id: state.id, status: span.status, from_day: span.from, until_day: span.until, source: span.source }))).execute();
    await journal(ctx, { kind: events.membershipSet, forumId: null, subject: state.id, facts: { status: input.status, from: input.from } });
    return granted(null);
  });
}

/** An administrator corrects a State's names in the six languages; what was imported stays readable beside them. */
export function editStateNames(ctx: Context, code: string, { submissionId, ...names }: StateNamesForm): Ruled {
  return once(ctx, submissionId, { code, names }, async (ctx): Promise<Outcome<null, StateRefusal>> => {
    if (!ctx.actor.administrator) return refused('accreditation.not_yours');
    const state = await held(ctx, code);
    if (!state) return refused('accreditation.no_such_state');
    await ctx.db.updateTable('state').set({ names: JSON.stringify(names) }).where('id', '=', state.id).execute();
    await journal(ctx, { kind: events.stateNamesEdited, forumId: null, subject: state.id, commit: { names: JSON.stringify(names) } });
    return granted(null);
  });
}

/** An administrator puts a State at a place of the French order, among those of the same standing today. */
export function orderStates(ctx: Context, input: StateOrderForm): Ruled {
  return once(ctx, input.submissionId, input, async (ctx): Promise<Outcome<null, StateRefusal>> => {
    if (!ctx.actor.administrator) return refused('accreditation.not_yours');
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
