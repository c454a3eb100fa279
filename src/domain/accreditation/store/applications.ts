import type { Locale } from '#platform/i18n/locales.ts';
import type { Context } from '../../context.ts';
import type { Category } from '../../disclosure/model.ts';
import type { ApplicationFacts } from '../rules/application.ts';

export type Application = ApplicationFacts & { forumId: string; id: string; email: string; name: string; body: string; category: Category; reason: string; locale: Locale; appliedAt: Date; decidedAt: Date | null; refusalReason: string | null; invitationId: string | null };

const applications = ({ db }: Pick<Context, 'db'>) =>
  db
    .selectFrom('application')
    .selectAll('application')
    // A letter sent anew makes another invitation of the same address: whichever was accepted seats the applicant.
    .select((eb) => eb.exists(eb.selectFrom('invitation as taken').select('taken.id').whereRef('taken.forum_id', '=', 'application.forum_id').whereRef((e) => e.fn('lower', ['taken.email']), '=', (e) => e.fn('lower', ['application.email'])).where('taken.answer', '=', 'accepted').whereRef('taken.sent_at', '>=', 'application.decided_at')).as('seated'));
type Row = Awaited<ReturnType<ReturnType<typeof applications>['executeTakeFirstOrThrow']>>;

const toApplication = (row: Row): Application => ({
  forumId: row.forum_id, id: row.id, email: row.email, name: row.name, body: row.body, category: row.category as Category, reason: row.reason, locale: row.locale as Locale, appliedAt: row.applied_at, confirmUntil: row.confirm_until, confirmedAt: row.confirmed_at,
  decision: row.decision as Application['decision'], decidedAt: row.decided_at, refusalReason: row.refusal_reason, invitationId: row.invitation_id, seated: Boolean(row.seated),
});

/** The application of a token that confirms it. */
export async function applicationOf(ctx: Pick<Context, 'db'>, tokenHash: Buffer, { lock = false } = {}): Promise<Application | null> {
  let query = applications(ctx).where('application.token_hash', '=', tokenHash);
  if (lock) query = query.forUpdate('application');
  const row = await query.executeTakeFirst();
  return row ? toApplication(row) : null;
}

/** One application of a forum, held until the transaction ends. */
export async function takeApplication(ctx: Pick<Context, 'db'>, forumId: string, id: string): Promise<Application | null> {
  const row = await applications(ctx).where('application.forum_id', '=', forumId).where('application.id', '=', id).forUpdate('application').executeTakeFirst();
  return row ? toApplication(row) : null;
}

/** The confirmed applications of a forum, undecided ones first. */
export async function confirmedApplications(ctx: Pick<Context, 'db'>, forumId: string): Promise<Application[]> {
  const rows = await applications(ctx).where('application.forum_id', '=', forumId).where('application.confirmed_at', 'is not', null).orderBy((eb) => eb('application.decision', 'is not', null)).orderBy('application.confirmed_at').execute();
  return rows.map(toApplication);
}

/** Whether people may apply to a forum. */
export async function takesApplications({ db }: Pick<Context, 'db'>, forumId: string): Promise<boolean> {
  return (await db.selectFrom('forum').select('applications').where('id', '=', forumId).executeTakeFirst())?.applications ?? false;
}
