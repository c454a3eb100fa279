import { suppressTable } from '../../disclosure/rules/suppress-table.ts';
import { type CoverState, coverStates } from '../model.ts';

/** A row of the table of coverage; null where a number would say something of few people. */
export type CoverRow = { key: string; counts: Record<CoverState, number | null>; total: number | null };

/** How many texts of each kind are reflected; with `k`, small cells are hidden and so is what would tell them. */
export function coverTable(texts: readonly { key: string; state: CoverState }[], k: number | null): CoverRow[] {
  const keys = [...new Set(texts.map(({ key }) => key))];
  const counts = keys.map(() => coverStates.map(() => 0));
  const rowOf = new Map(keys.map((key, i) => [key, counts[i]]));
  for (const { key, state } of texts) {
    const row = rowOf.get(key);
    const at = coverStates.indexOf(state);
    if (row) row[at] = (row[at] ?? 0) + 1;
  }
  const told = k === null ? null : suppressTable(counts, k);
  return keys.map((key, i) => ({
    key,
    counts: Object.fromEntries(coverStates.map((state, j) => [state, told ? (told.cells[i]?.[j] ?? null) : (counts[i]?.[j] ?? 0)])) as Record<CoverState, number | null>,
    total: told ? (told.rows[i] ?? null) : (counts[i] ?? []).reduce((a, c) => a + c, 0),
  }));
}
