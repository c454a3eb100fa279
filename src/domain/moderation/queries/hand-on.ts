import { atomically } from '#platform/atomically.ts';
import { granted } from '#platform/outcome.ts';
import type { ForumContext } from '../../context.ts';
import { tieTo } from '../../discussion/queries/held.ts';
import type { Hand } from '../rules/quarantine.ts';
import type { QuarantineRow } from '../store/quarantine.ts';

/** What ties who acts to material in quarantine, for the rules; null without a seat. */
export async function handOn(ctx: ForumContext, { what, subjectId }: Pick<QuarantineRow, 'what' | 'subjectId'>): Promise<Hand | null> {
  const { seat, roles } = ctx.sight;
  if (!seat) return null;
  const tie = await atomically(ctx, async (ctx) => granted(await tieTo(ctx, what === 'text' ? { contributionId: subjectId } : { attachmentId: subjectId })));
  return tie.ok ? { roles, seatId: seat.id, ...tie.value } : null;
}
