import { hashOf } from '../../account/rules/token.ts';
import type { Context, ForumContext } from '../../context.ts';
import { type ApplicationState, applicationState, mayDo } from '../rules/application.ts';
import { type Application, applicationOf, confirmedApplications, takesApplications } from '../store/applications.ts';

export type ApplicationLine = Pick<Application, 'id' | 'email' | 'name' | 'body' | 'category' | 'reason' | 'refusalReason'> & { state: ApplicationState; canDecide: boolean; canReverse: boolean };

/** Whether people may apply to a forum on its public page. */
export const mayApply = (ctx: Pick<Context, 'db'>, forumId: string): Promise<boolean> => takesApplications(ctx, forumId);

/** The applications of a forum as the database holds them; what is not confirmed is not shown. */
export async function applicationsPage(ctx: ForumContext): Promise<{ open: boolean; lines: ApplicationLine[] }> {
  const [open, all] = await Promise.all([takesApplications(ctx, ctx.sight.forumId), confirmedApplications(ctx, ctx.sight.forumId)]);
  const lines = all.map((one) => {
    const state = applicationState(one, ctx.now);
    return { id: one.id, email: one.email, name: one.name, body: one.body, category: one.category, reason: one.reason, refusalReason: one.refusalReason, state, canDecide: mayDo('approve', state).ok, canReverse: mayDo('reverse', state).ok };
  });
  return { open, lines };
}

/** Whether the link of an applicant's letter can confirm now; looking confirms nothing. */
export async function confirmable(ctx: Context, token: string): Promise<ReturnType<typeof mayDo>> {
  const application = await applicationOf(ctx, hashOf(token));
  return mayDo('confirm', application ? applicationState(application, ctx.now) : 'lapsed');
}
