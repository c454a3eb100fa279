import type { ForumContext } from '../../context.ts';
import { contributionByRef } from '../../discussion/queries/contribution-facts.ts';
import { waits } from '../rules/docket.ts';
import { decisionOf } from '../store/decisions.ts';
import { loadOwnFlag, type OwnFlagRow } from '../store/flags.ts';
import { loadCaseById } from '../store.ts';
import type { Measure } from '../model.ts';

export type FlagPage = { ref: string; own: (OwnFlagRow & { waits: boolean; /** What was decided; the reasons are the author's. */ measure: Measure | null }) | null; /** The text is there to be flagged. */ canFlag: boolean };

/** A contribution to be flagged, or one's own flag on it with what came of it; null where neither is. */
export async function flagPage(ctx: ForumContext, ref: string): Promise<FlagPage | null> {
  const { seat } = ctx.sight;
  const contribution = seat && (await contributionByRef(ctx, ref));
  if (!seat || !contribution) return null;
  const flag = await loadOwnFlag(ctx, contribution.id, seat.id);
  const shown = contribution.visibility === 'shown';
  if (!flag) return shown ? { ref, own: null, canFlag: true } : null;
  const found = await loadCaseById(ctx, flag.caseId);
  const waiting = found !== null && waits(found.state);
  const decision = found && !waiting ? await decisionOf(ctx, found.id) : null;
  return { ref, own: { ...flag, waits: waiting, measure: decision?.measure ?? null }, canFlag: shown && !waiting };
}
