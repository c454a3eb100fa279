import { suppressTable } from '../../disclosure/rules/suppress-table.ts';

/** Voices that everyone inside could count, and voices that custody alone knows. */
type Voices = { open: number; closed: number };
/** Null stands for a number that is not told. */
export type Told = number | null;
export type VoicesTable = { cells: Told[][]; rows: Told[]; columns: Told[]; total: Told };

/** Which of the categories has how many voices under which question, as it may be told: small counts that only custody knows are hidden. */
export function tellVoices(table: readonly (readonly Voices[])[], k: number): VoicesTable {
  const hidden = suppressTable(table.map((row) => row.map(({ closed }) => closed)), k);
  const sum = (voices: readonly (Voices | undefined)[]) => voices.reduce((n, v) => n + (v?.open ?? 0), 0);
  const told = (open: number, closed: number | null | undefined): Told => (closed === null || closed === undefined ? null : open + closed);
  return {
    cells: table.map((row, i) => row.map(({ open }, j) => told(open, hidden.cells[i]?.[j]))),
    rows: table.map((row, i) => told(sum(row), hidden.rows[i])),
    columns: (table[0] ?? []).map((_, j) => told(sum(table.map((row) => row[j])), hidden.columns[j])),
    total: told(sum(table.flat()), hidden.total),
  };
}

/**
 * The voices of each category over the whole forum, as they may be told. A category with a hidden cell under some
 * question has none told here either: the one would narrow the other.
 *
 * Shape    `atLeast` is what everyone can count, with what is told besides; `total` null while anything is hidden.
 */
export function tellContributors(categories: readonly (Voices & { hiddenUnderQuestion: boolean })[], k: number): { told: Told[]; total: Told; atLeast: number } {
  const told = categories.map(({ open, closed, hiddenUnderQuestion }) => (closed > 0 && (closed < k || hiddenUnderQuestion) ? null : open + closed));
  const atLeast = categories.reduce((n, { open }, i) => n + (told[i] ?? open), 0);
  return { told, total: told.includes(null) ? null : atLeast, atLeast };
}
