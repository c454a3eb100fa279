import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { StateRefusal } from '../model.ts';
import type { BodyForm } from '../schema.ts';

/**
 * An administrator enters a body, or changes its names, abbreviation, category, kind or State. Its State makes it a
 * delegation; what kind of delegation follows from that State's membership.
 *
 * Shape    `id` null enters a new one.
 * Refuses  `accreditation.not_administrator`, `accreditation.no_such_body`, `accreditation.no_such_state`; `accreditation.body_name_taken`.
 */
export function editBody(ctx: Context, id: string | null, input: BodyForm): Promise<Outcome<{ bodyId: string }, StateRefusal | 'platform.submission_reused'>> {
  return once(ctx, input.submissionId, { id, ...input }, async (ctx): Promise<Outcome<{ bodyId: string }, StateRefusal>> => {
    if (!ctx.actor.administrator) return refused('accreditation.not_administrator');
    const state = input.state ? await ctx.db.selectFrom('state').select('id').where('code', '=', input.state).executeTakeFirst() : null;
    if (state === undefined) return refused('accreditation.no_such_state');
    const namesake = await ctx.db.selectFrom('body').select('id').where('name', '=', input.name).executeTakeFirst();
    if (namesake && namesake.id !== id) return refused('accreditation.body_name_taken');
    const { en, fr, de, it, ru, es } = input;
    const names = Object.fromEntries(Object.entries({ en, fr, de, it, ru, es }).filter(([, name]) => name !== undefined));
    const values = { name: input.name, names: JSON.stringify(names), abbreviation: input.abbreviation || null, category: input.category, kind: input.kind, state_id: state?.id ?? null };
    const bodyId = id ?? ctx.world.mint();
    if (id === null) await ctx.db.insertInto('body').values({ id: bodyId, ...values }).execute();
    else if (!(await ctx.db.updateTable('body').set(values).where('id', '=', id).returning('id').executeTakeFirst())) return refused('accreditation.no_such_body');
    await journal(ctx, { kind: events.bodyEdited, forumId: null, subject: bodyId, facts: { category: input.category, kind: input.kind, state: state?.id ?? null, entered: id === null }, commit: { name: input.name } });
    return granted({ bodyId });
  });
}
