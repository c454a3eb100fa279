import type { ForumContext } from '../../context.ts';
import type { Order, RelocationKind, Shown } from '../model.ts';
import { anchorOf, refOf } from '../rules.ts';
import { loadMovedFrom, loadRelocationsOf, type RelocationRow } from '../store/relocations.ts';
import type { Slice, Spot } from '../store/thread.ts';

/** A line where something stood: what was moved, how many with it, where it is now, and why. */
export type Stub = { ref: string; anchor: string; kind: RelocationKind; count: number; /** The question it went to, or what it was put under. */ to: string; reason: string; at: Date; /** Whether readers of old links find it by this line alone. */ elsewhere: boolean };
/** A line above what was moved: whence, and why. */
export type Note = { was: 'elsewhere' | 'under' | 'thread'; from: string; reason: string };
/** Stubs by what stands before them on the page: among the replies of a thread, or between threads; '' is the page's head. */
export type Lines = { stubs: { after: string; reply: boolean; stub: Stub }[]; notes: Map<string, Note> };

/** What a page says of relocations: a line where something stood on it, and one above what came to stand on it. */
export async function relocationLines(ctx: ForumContext, questionId: string, order: Order, slice: Slice, shown: readonly Shown[]): Promise<Lines> {
  const [gone, came] = [await loadMovedFrom(ctx, questionId), await loadRelocationsOf(ctx, shown.map(({ id }) => id))];
  const notes = new Map<string, Note>();
  for (const row of came) if (!row.undoneAt && !notes.has(row.subjectId)) notes.set(row.subjectId, noteOf(row));
  const spots = slice.spots;
  const stubs = gone.flatMap((row) => {
    const elsewhere = row.toQuestion !== questionId;
    // In the order of time what stays in its question has not gone from its place.
    if (order === 'time' && !elsewhere) return [];
    const before = spots.filter((spot) => isBefore(spot, row.from, order));
    if (before.length === 0 && slice.earlier) return [];
    if (before.length === spots.length && slice.later) return [];
    return [{ after: before.at(-1)?.id ?? '', reply: order === 'thread' && row.from.reply, stub: stubOf(row, elsewhere) }];
  });
  return { stubs, notes };
}

function noteOf(row: RelocationRow): Note {
  const { reason } = row;
  if (row.toQuestion !== row.from.questionId) return { was: 'elsewhere', from: row.fromCode, reason };
  return { was: row.from.reply ? 'under' : 'thread', from: refOf(row.rootCode, row.rootNumber), reason };
}

const stubOf = (row: RelocationRow, elsewhere: boolean): Stub => ({
  ref: refOf(row.subjectCode, row.subjectNumber), anchor: anchorOf(row.subjectCode, row.subjectNumber), kind: row.kind, count: row.count,
  to: row.underCode !== null && row.underNumber !== null ? refOf(row.underCode, row.underNumber) : row.toCode, reason: row.reason, at: row.movedAt, elsewhere,
});

function isBefore(a: Omit<Spot, 'questionId' | 'rootId'>, b: Spot, order: Order): boolean {
  if (order === 'time') return a.place < b.place;
  return a.rootPlace !== b.rootPlace ? a.rootPlace < b.rootPlace : a.reply !== b.reply ? b.reply : a.place < b.place;
}
