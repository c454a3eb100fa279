/**
 * Eigenvalues and unit eigenvectors of a small symmetric matrix, largest first, by Jacobi's rotations: only sums,
 * products, quotients and square roots, which every machine rounds alike.
 *
 * Source   Golub and Van Loan, Matrix Computations, 8.5
 */
export function symmetricEigen(matrix: readonly (readonly number[])[]): { values: number[]; vectors: number[][] } {
  const n = matrix.length;
  const a = matrix.map((row) => Float64Array.from(row));
  const v = a.map((_, i) => Float64Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60 && offDiagonal(a) > 0; sweep += 1) {
    const before = offDiagonal(a);
    for (let p = 0; p < n - 1; p += 1) for (let q = p + 1; q < n; q += 1) rotate(a, v, p, q);
    if (offDiagonal(a) >= before) break;
  }
  const order = a.map((row, i) => ({ value: row[i] ?? 0, i })).sort((x, y) => y.value - x.value || x.i - y.i);
  return { values: order.map(({ value }) => value), vectors: order.map(({ i }) => v.map((row) => row[i] ?? 0)) };
}

const offDiagonal = (a: readonly Float64Array[]): number => {
  let sum = 0;
  for (const [i, row] of a.entries()) for (const [j, value] of row.entries()) if (i !== j) sum += value * value;
  return sum;
};

function rotate(a: Float64Array[], v: Float64Array[], p: number, q: number): void {
  const [rowP, rowQ] = [a[p], a[q]];
  const apq = rowP?.[q] ?? 0;
  if (!rowP || !rowQ || apq === 0) return;
  const theta = ((rowQ[q] ?? 0) - (rowP[p] ?? 0)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of a) turn(row, p, q, c, s);
  for (let k = 0; k < rowP.length; k += 1) {
    const [x, y] = [rowP[k] ?? 0, rowQ[k] ?? 0];
    rowP[k] = c * x - s * y;
    rowQ[k] = s * x + c * y;
  }
  for (const row of v) turn(row, p, q, c, s);
}

const turn = (row: Float64Array, p: number, q: number, c: number, s: number): void => {
  const [x, y] = [row[p] ?? 0, row[q] ?? 0];
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
};
