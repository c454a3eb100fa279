import type { ForumContext } from '../../context.ts';
import { may } from '../../rights.ts';
import type { RelocationKind } from '../model.ts';
import { anchorOf, readRef, refOf } from '../rules.ts';
import { mayUndoRelocation } from '../rules/arranging.ts';
import { loadBranch, loadRelocationsOf, wasMovedSince } from '../store/relocations.ts';
import { loadSpot } from '../store/thread.ts';

export type ArrangePage = {
  ref: string;
  anchor: string;
  /** The question it stands in. */
  code: string;
  kinds: RelocationKind[];
  /** How many hang on it and move with it. */
  replies: number;
  earlier: { id: string; kind: RelocationKind; to: string; reason: string; at: Date; undoneAt: Date | null; canUndo: boolean }[];
};

/** What a moderator may do with a contribution's place, and what was done before; null where there is no such contribution. */
export async function arrangePage(ctx: ForumContext, ref: string): Promise<ArrangePage | null> {
  const asked = readRef(ref);
  const spot = asked && (await loadSpot(ctx, asked));
  if (!asked || !spot || !may(ctx.sight, 'arrange')) return null;
  const [branch, relocations] = [await loadBranch(ctx, spot.id, spot.rootId), await loadRelocationsOf(ctx, [spot.id])];
  const earlier = await Promise.all(relocations.map(async (row) => ({
    id: row.id, kind: row.kind, reason: row.reason, at: row.movedAt, undoneAt: row.undoneAt,
    to: row.underCode !== null && row.underNumber !== null ? refOf(row.underCode, row.underNumber) : row.toCode,
    canUndo: mayUndoRelocation({ roles: ctx.sight.roles, undone: row.undoneAt !== null, movedSince: await wasMovedSince(ctx, row.id) }).ok,
  })));
  return { ref: refOf(asked.code, asked.number), anchor: anchorOf(asked.code, asked.number), code: spot.code, kinds: spot.reply ? ['split', 'move', 'merge'] : ['move', 'merge'], replies: branch.length - 1, earlier };
}
