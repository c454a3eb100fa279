import { journal } from '#platform/journal.ts';
import { once } from '#platform/once.ts';
import { granted, type Outcome, refused } from '#platform/outcome.ts';
import type { Context } from '../../context.ts';
import { events } from '../events.ts';
import type { StateRefusal } from '../model.ts';
import type { StateNamesForm } from '../schema.ts';
import { takeState } from '../store.ts';

/**
 * An administrator corrects a State's names in the six languages; what was imported stays readable beside them.
 *
 * Refuses  `accreditation.not_administrator`, `accreditation.no_such_state`.
 */
export function editStateNames(ctx: Context, code: string, { submissionId, ...names }: StateNamesForm): Promise<Outcome<null, StateRefusal | 'platform.submission_reused'>> {
  return once(ctx, submissionId, { code, names }, async (ctx): Promise<Outcome<null, StateRefusal>> => {
    if (!ctx.actor.administrator) return refused('accreditation.not_administrator');
    const state = await takeState(ctx, code);
    if (!state) return refused('accreditation.no_such_state');
    await ctx.db.updateTable('state').set({ names: JSON.stringify(names) }).where('id', '=', state.id).execute();
    await journal(ctx, { kind: events.stateNamesEdited, forumId: null, subject: state.id, commit: { names: JSON.stringify(names) } });
    return granted(null);
  });
}
