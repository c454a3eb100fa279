import type { Context, ForumContext } from '../../context.ts';
import type { Marking, Regime } from '../../disclosure/model.ts';
import { contributionById } from '../../discussion/queries/contribution-facts.ts';
import { refOf } from '../../discussion/rules.ts';
import type { Measure } from '../model.ts';

type Range = { first: string; last: string };

/** Decisions whose ids lie in a range, as a reply address names them. */
export const decisionsIn = ({ db }: Pick<Context, 'db'>, { first, last }: Range): Promise<{ id: string; forumId: string }[]> =>
  db.selectFrom('decision').select(['id', 'forum_id as forumId']).where('id', '>=', first).where('id', '<=', last).limit(20).execute();

export type DecisionToAppeal = { caseNumber: number; ref: string; marking: Marking; regime: Regime; measure: Measure; appealUntil: Date };

/** A decision as a letter of its party names it; null where none can be appealed against. Whose it is, the command asks. */
export async function decisionToAppeal(ctx: ForumContext, id: string): Promise<DecisionToAppeal | null> {
  const { forumId } = ctx.sight;
  const row = await ctx.db
    .selectFrom('decision as d')
    .innerJoin('moderation_case as m', (on) => on.onRef('m.forum_id', '=', 'd.forum_id').onRef('m.id', '=', 'd.case_id'))
    .select(['m.number', 'm.contribution_id', 'd.measure', 'd.appeal_until'])
    .where('d.forum_id', '=', forumId)
    .where('d.id', '=', id)
    // What was proposed only, or replaced by a later decision, is nothing to appeal against.
    .where('d.state', 'in', ['in-force', 'reversed'])
    .executeTakeFirst();
  const contribution = row && (await contributionById(ctx, row.contribution_id));
  if (!contribution || !row.appeal_until) return null;
  return { caseNumber: row.number, ref: refOf(contribution.code, contribution.number), marking: contribution.marking, regime: contribution.regime, measure: row.measure as Measure, appealUntil: row.appeal_until };
}
