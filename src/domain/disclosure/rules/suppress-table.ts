import { hiddenIn } from './suppress-breakdowns.ts';

/** A two-way table as it may be printed: null stands for what is hidden. */
export type ToldTable = { cells: (number | null)[][]; rows: (number | null)[]; columns: (number | null)[]; total: number | null };

type Hiding = { counts: readonly (readonly number[])[]; cells: boolean[][]; rows: boolean[]; columns: boolean[]; total: boolean };

/**
 * Counts by row and column as they may be printed with their totals: cells under k are hidden, and with them as many
 * other cells and totals as it takes that none of them follows from what is left.
 *
 * Shape    nought is told, since nobody is in it; a hidden cell is known to hold at least one.
 * Source   complementary suppression; whether a cell follows from the totals is asked of the table as a network.
 */
export function suppressTable(counts: readonly (readonly number[])[], k: number): ToldTable {
  const columns = counts[0]?.length ?? 0;
  const hiding: Hiding = {
    counts,
    cells: counts.map((row) => row.map((n) => n > 0 && n < k)),
    rows: counts.map(() => false),
    columns: Array.from({ length: columns }, () => false),
    total: false,
  };
  for (let found = recoverable(hiding); found; found = recoverable(hiding)) hideMore(hiding, found);
  const told = (n: number, hidden: boolean | undefined) => (hidden ? null : n);
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  return {
    cells: counts.map((row, i) => row.map((n, j) => told(n, hiding.cells[i]?.[j]))),
    rows: counts.map((row, i) => told(sum(row), hiding.rows[i])),
    columns: hiding.columns.map((hidden, j) => told(sum(counts.map((row) => row[j] ?? 0)), hidden)),
    total: told(sum(counts.flat()), hiding.total),
  };
}

/**
 * Sums over rows that were printed one by one with cells hidden, each with its total, as they may be printed too: a
 * column's sum is hidden where it is under k or a hidden cell would follow from it, and others with it as it takes.
 *
 * Shape    `hidden` where a cell of its row is not told; each row alone gives none of its cells away.
 */
export function tellColumns(counts: readonly (readonly number[])[], hidden: readonly (readonly boolean[])[], k: number): (number | null)[] {
  const sums = (counts[0] ?? []).map((_, j) => counts.reduce((sum, row) => sum + (row[j] ?? 0), 0));
  const hiding: Hiding = { counts, cells: hidden.map((row) => [...row]), rows: counts.map(() => false), columns: sums.map(() => false), total: false };
  for (let found = recoverable(hiding); found; found = recoverable(hiding)) {
    // The column of the cell, or of another that its row hides: one hidden sum alone would follow from the others.
    const { i, j } = found;
    const next = [j, ...sums.keys()].find((column) => hiding.cells[i]?.[column] && !hiding.columns[column]);
    if (next === undefined) return sums.map(() => null);
    hiding.columns[next] = true;
  }
  const gone = hiddenIn(sums, k, sums.flatMap((_, j) => (hiding.columns[j] ? [j] : [])));
  return sums.map((sum, j) => (gone && !gone.has(j) ? sum : null));
}

type Cell = { i: number; j: number };

/** The first hidden cell whose number follows from what is shown; null when none does. */
function recoverable(hiding: Hiding): Cell | null {
  for (const [i, row] of hiding.cells.entries()) for (const [j, hidden] of row.entries()) if (hidden && !mayDiffer(hiding, { i, j })) return { i, j };
  return null;
}

/**
 * Hides something more: the three corners that make a rectangle with the cell at the least loss, where there is one
 * left, else a total over the cell. What is unhidden shrinks with each step, so this ends.
 */
function hideMore(hiding: Hiding, { i, j }: Cell): void {
  const { counts, cells, rows, columns } = hiding;
  const at = (corner: Cell) => counts[corner.i]?.[corner.j] ?? 0;
  const open = (corner: Cell) => cells[corner.i]?.[corner.j] === false;
  const rectangles = counts.flatMap((_, k) => columns.map((__, l) => [{ i, j: l }, { i: k, j }, { i: k, j: l }])).filter((corners) => corners[2]?.i !== i && corners[2]?.j !== j && corners.every((c) => at(c) > 0) && corners.some(open));
  const loss = (corners: readonly Cell[]) => corners.filter(open).reduce((lost, c) => lost + at(c), 0);
  const [best] = rectangles.sort((a, b) => loss(a) - loss(b));
  for (const corner of best ?? []) {
    const row = cells[corner.i];
    if (row) row[corner.j] = true;
  }
  if (best) return;
  if (!rows[i]) rows[i] = true;
  else if (!columns[j]) columns[j] = true;
  else hiding.total = true;
}

/**
 * Whether the numbers that are shown leave this hidden cell at least two values. Rows, columns and their sums are the
 * nodes of a network whose flow is the table; another table with the same shown numbers is the same flow with a circle
 * added, and a circle by one through the cell is one that can be walked in steps of one.
 */
function mayDiffer(hiding: Hiding, cell: Cell): boolean {
  const [row, column] = [`r${cell.i}`, `c${cell.j}`];
  const more = reaches(hiding, cell, column, row);
  return more || ((hiding.counts[cell.i]?.[cell.j] ?? 0) > 1 && reaches(hiding, cell, row, column));
}

/** Whether one unit can be led from a node to another by changing hidden numbers only, leaving the cell itself alone. */
function reaches(hiding: Hiding, cell: Cell, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const node of seen) for (const next of stepsFrom(hiding, cell, node)) seen.add(next);
  return seen.has(to);
}

function stepsFrom({ counts, cells, rows, columns, total }: Hiding, cell: Cell, node: string): string[] {
  const n = Number(node.slice(1));
  const hidden = (i: number, j: number) => cells[i]?.[j] === true && !(i === cell.i && j === cell.j);
  if (node === 'R') return [...rows.flatMap((free, i) => (free ? [`r${i}`] : [])), ...(total ? ['C'] : [])];
  if (node === 'C') return [...columns.flatMap((free, j) => (free ? [`c${j}`] : [])), ...(total ? ['R'] : [])];
  // From a row on by a cell made greater; from a column back by a cell made less, which must keep at least one.
  if (node.startsWith('r')) return [...columns.flatMap((_, j) => (hidden(n, j) ? [`c${j}`] : [])), ...(rows[n] ? ['R'] : [])];
  return [...rows.flatMap((_, i) => (hidden(i, n) && (counts[i]?.[n] ?? 0) > 1 ? [`r${i}`] : [])), ...(columns[n] ? ['C'] : [])];
}
