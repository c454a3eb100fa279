import { chanceFrom } from './chance.ts';
import { symmetricEigen } from './eigen.ts';
import type { VoteMatrix } from './votes.ts';

/** The two directions in which answers differ most, and what each statement is answered on average. */
export type Plane = { means: Float64Array; first: Float64Array; second: Float64Array };
export type Points = { x: Float64Array; y: Float64Array };

/**
 * The plane of the first two principal components of the rows given; a row given twice counts twice.
 *
 * A statement somebody has not answered stands at its mean: after centring, at nought. So only answers that were
 * given are ever added up, and a statement taken out is nought in the whole.
 *
 * Source   SYNTHESIS, algorithms, 2 and 3; the components by the Lanczos method with full reorthogonalisation
 */
export function planeOf(votes: VoteMatrix, rows: ArrayLike<number>, start?: Plane): Plane {
  const means = meansOf(votes, rows);
  const apply = gramOf(votes, rows, means);
  const { values, vectors } = lanczos(apply, startingAt(votes.columns, start), Math.min(votes.columns, start ? stepsAgain : steps));
  const component = (k: number) => turned(((values[k] ?? 0) > 0 ? vectors[k] : undefined) ?? new Float64Array(votes.columns));
  return { means, first: component(0), second: component(1) };
}

// Two leading components are exact to rounding well before: Ritz values converge from the ends of the spectrum.
const steps = 80;
// Resamples start from the whole's plane and need to be right to a percent only.
const stepsAgain = 8;

/**
 * Each row's place in the plane, farther out the fewer statements it answered. A statement taken out is nought for
 * everybody and so counts as answered by everybody, as it does in the published computing.
 */
export function project(votes: VoteMatrix, rows: readonly number[], plane: Plane): Points {
  const points = { x: new Float64Array(rows.length), y: new Float64Array(rows.length) };
  const taken = votes.out.filter(Boolean).length;
  rows.forEach((row, i) => {
    let [x, y, cast] = [0, 0, taken];
    for (let at = votes.starts[row] ?? 0, end = votes.starts[row + 1] ?? 0; at < end; at += 1) {
      const c = votes.column[at] ?? 0;
      if (votes.out[c]) continue;
      cast += 1;
      const deviation = (votes.answer[at] ?? 0) - (plane.means[c] ?? 0);
      x += deviation * (plane.first[c] ?? 0);
      y += deviation * (plane.second[c] ?? 0);
    }
    const stretch = Math.sqrt(votes.columns / Math.max(1, cast));
    points.x[i] = x * stretch;
    points.y[i] = y * stretch;
  });
  return points;
}

function meansOf(votes: VoteMatrix, rows: ArrayLike<number>): Float64Array {
  const [sums, counts] = [new Float64Array(votes.columns), new Float64Array(votes.columns)];
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] ?? 0;
    for (let at = votes.starts[row] ?? 0, end = votes.starts[row + 1] ?? 0; at < end; at += 1) {
      const c = votes.column[at] ?? 0;
      sums[c] = (sums[c] ?? 0) + (votes.answer[at] ?? 0);
      counts[c] = (counts[c] ?? 0) + 1;
    }
  }
  return sums.map((sum, c) => (votes.out[c] ? 0 : sum / Math.max(1, counts[c] ?? 0)));
}

/** The product of the centred matrix's transpose, itself and a vector, over the answers that were given. */
function gramOf(votes: VoteMatrix, rows: ArrayLike<number>, means: Float64Array): (v: Float64Array) => Float64Array {
  let size = 0;
  for (let i = 0; i < rows.length; i += 1) size += (votes.starts[(rows[i] ?? 0) + 1] ?? 0) - (votes.starts[rows[i] ?? 0] ?? 0);
  const [ends, columns, values] = [new Int32Array(rows.length), new Int32Array(size), new Float64Array(size)];
  let next = 0;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] ?? 0;
    for (let at = votes.starts[row] ?? 0, end = votes.starts[row + 1] ?? 0; at < end; at += 1) {
      const c = votes.column[at] ?? 0;
      if (votes.out[c]) continue;
      columns[next] = c;
      values[next] = (votes.answer[at] ?? 0) - (means[c] ?? 0);
      next += 1;
    }
    ends[i] = next;
  }
  return (v) => {
    const result = new Float64Array(votes.columns);
    let from = 0;
    for (let i = 0; i < ends.length; i += 1) {
      const to = ends[i] ?? 0;
      let dot = 0;
      for (let at = from; at < to; at += 1) dot += (values[at] ?? 0) * (v[columns[at] ?? 0] ?? 0);
      for (let at = from; at < to; at += 1) {
        const c = columns[at] ?? 0;
        result[c] = (result[c] ?? 0) + dot * (values[at] ?? 0);
      }
      from = to;
    }
    return result;
  };
}

function startingAt(columns: number, start?: Plane): Float64Array {
  // A fixed vector that is no statement's and no pattern's: an accidental right angle to a component is out of question.
  const chance = chanceFrom(1);
  return Float64Array.from({ length: columns }, (_, c) => (start ? (start.first[c] ?? 0) + (start.second[c] ?? 0) * 0.7 + (chance.next() - 0.5) * 0.01 : chance.next() - 0.5));
}

function lanczos(apply: (v: Float64Array) => Float64Array, start: Float64Array, most: number): { values: number[]; vectors: Float64Array[] } {
  const basis: Float64Array[] = [];
  const [diagonal, beside]: [number[], number[]] = [[], []];
  let v = unit(start);
  while (basis.length < most && v) {
    basis.push(v);
    const next = apply(v);
    diagonal.push(dotOf(v, next));
    // Twice: once leaves rounding that grows.
    for (let pass = 0; pass < 2; pass += 1) for (const b of basis) subtract(next, b, dotOf(b, next));
    const length = Math.sqrt(dotOf(next, next));
    beside.push(length);
    v = length > 1e-9 * Math.max(1, diagonal[0] ?? 1) ? unit(next) : null;
  }
  const small = diagonal.map((d, i) => diagonal.map((_, j) => (i === j ? d : Math.abs(i - j) === 1 ? (beside[Math.min(i, j)] ?? 0) : 0)));
  const { values, vectors } = symmetricEigen(small);
  return { values: values.slice(0, 2), vectors: vectors.slice(0, 2).map((weights) => combined(basis, weights)) };
}

const dotOf = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
};
const subtract = (from: Float64Array, v: Float64Array, times: number): void => {
  for (let i = 0; i < from.length; i += 1) from[i] = (from[i] ?? 0) - times * (v[i] ?? 0);
};
const unit = (v: Float64Array): Float64Array | null => {
  const length = Math.sqrt(dotOf(v, v));
  return length > 0 ? v.map((value) => value / length) : null;
};
const combined = (basis: readonly Float64Array[], weights: readonly number[]): Float64Array => {
  const sum = new Float64Array(basis[0]?.length ?? 0);
  for (const [i, b] of basis.entries()) subtract(sum, b, -(weights[i] ?? 0));
  return sum;
};

/** A component's sign is nobody's: it is turned so that its heaviest statement counts to the right and upwards. */
function turned(component: Float64Array): Float64Array {
  let heaviest = 0;
  component.forEach((weight, c) => {
    if (Math.abs(weight) > Math.abs(component[heaviest] ?? 0) + 1e-12) heaviest = c;
  });
  return (component[heaviest] ?? 0) < 0 ? component.map((weight) => -weight) : component;
}
