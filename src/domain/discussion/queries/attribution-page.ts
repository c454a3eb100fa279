import type { ForumContext } from '../../context.ts';
import type { Regime } from '../../disclosure/model.ts';
import { tightens } from '../../disclosure/rules.ts';
import { forumFacts } from '../../programme/queries/forum-facts.ts';
import { may } from '../../rights.ts';
import { readRef, refOf } from '../rules.ts';
import { loadContribution } from '../store.ts';

export type AttributionPage = { ref: string; code: string; regime: Regime; /** What the forum allows that shows less. */ stricter: readonly Regime[] };

/** What an organiser may make of the attribution of a contribution; null for everyone else. */
export async function attributionPage(ctx: ForumContext, ref: string): Promise<AttributionPage | null> {
  const asked = readRef(ref);
  const contribution = asked && may(ctx.sight, 'tighten-regime') ? await loadContribution(ctx, asked) : null;
  return contribution && { ref: refOf(contribution.code, contribution.number), code: contribution.code, regime: contribution.regime, stricter: await stricterThan(ctx, contribution.regime) };
}

/** The regimes of the forum that show less than this one, inside and outside. */
export async function stricterThan(ctx: ForumContext, regime: Regime): Promise<readonly Regime[]> {
  const forum = await forumFacts(ctx, ctx.sight.forumId);
  return forum?.allowedRegimes.filter((one) => tightens(regime, one)) ?? [];
}
