import type { ForumContext } from '../../context.ts';
import { contributionById } from '../../discussion/queries/contribution-facts.ts';
import { refOf } from '../../discussion/rules.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import type { StatementView } from '../model.ts';
import { asksForEdit, editHours } from '../rules/docket.ts';
import type { DecisionRow } from '../store/decisions.ts';

type Said = Pick<DecisionRow, 'measure' | 'ground' | 'law' | 'lawState' | 'facts' | 'scope' | 'aidUsed' | 'automated' | 'redress' | 'appealUntil' | 'endsAt' | 'interimUntil' | 'terms' | 'at'>;

/** A decision as those concerned read it. */
export async function statementOf(ctx: ForumContext, found: { contributionId: string }, d: Said): Promise<StatementView | null> {
  const [contribution, forum] = [await contributionById(ctx, found.contributionId), await forumFacts(ctx, ctx.sight.forumId)];
  if (!contribution || !forum) return null;
  return {
    ref: refOf(contribution.code, contribution.number), marking: forum.defaultMarking, zone: forum.zone,
    measure: d.measure, rule: d.ground, law: d.law, lawState: d.lawState, facts: d.facts, scope: d.scope, aidUsed: d.aidUsed, automated: d.automated, redress: d.redress,
    detail: d.terms.label ?? d.terms.description ?? d.terms.marking ?? null,
    editUntil: asksForEdit(d.measure) ? new Date(d.at.getTime() + editHours * 3_600_000) : null, endsAt: d.endsAt, interimUntil: d.interimUntil, appealUntil: d.appealUntil,
  };
}
