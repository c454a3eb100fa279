import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import type { QuarantineState } from '../model.ts';
import { quarantineRef } from '../rules/quarantine.ts';
import { loadConfirmedOf, type QuarantineRow } from '../store/quarantine.ts';

/** What of a contribution lies in quarantine, confirmed: its text takes all else with it. */
export const materialIn = (confirmed: readonly QuarantineRow[]): 'none' | 'file' | 'text' => (confirmed.some(({ what }) => what === 'text') ? 'text' : confirmed.length > 0 ? 'file' : 'none');

export type MaterialLine = { ref: string; what: QuarantineRow['what']; state: QuarantineState; match: QuarantineRow['match'] };

/** Confirmed material of a contribution by reference, for those who see cases; what is in it they see as everybody: not at all. */
export async function materialOf(ctx: ForumContext, contributionId: string): Promise<{ kind: 'none' | 'file' | 'text'; lines: MaterialLine[] }> {
  if (!may(ctx.sight, 'see-cases')) return { kind: 'none', lines: [] };
  const confirmed = await loadConfirmedOf(ctx, contributionId);
  return { kind: materialIn(confirmed), lines: confirmed.map(({ number, what, state, match }) => ({ ref: quarantineRef(number), what, state, match })) };
}
