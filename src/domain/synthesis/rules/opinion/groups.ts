import { adjustedRand } from './alike.ts';
import { chanceFrom } from './chance.ts';
import { baseClusters, groupsOf, kMeans, nearest, silhouette } from './clusters.ts';
import { type Plane, type Points, planeOf, project } from './plane.ts';
import { inScope, type VoteMatrix } from './votes.ts';

/** What the computing does; a change that may change a result makes a new one. */
export const opinionMethod = 'colloquy-opinion/1';

export type Unstable = 'too-few' | 'silhouette' | 'resampling';
export type Grouping = {
  /** Rows of the matrix that count, and the group of each: 0 is the largest. */
  rows: number[];
  of: Int32Array;
  sizes: number[];
  points: Points;
  plane: Plane;
  silhouette: number;
  /** How each number of groups that was tried stands apart. */
  tried: { groups: number; silhouette: number }[];
  /** Mean likeness of the groups to those of resampled people, 1 at most. */
  stability: number;
  /** Why the groups are not to be believed; empty when they are. */
  unstable: Unstable[];
};

/** Below these there are no stable groups. Source: SYNTHESIS, algorithms, tests */
export const leastSilhouette = 0.25;
export const leastStability = 0.7;
export const leastPeople = 30;
// Enough for a mean that is right to about .03.
const resamples = 25;
const mostGroups = 5;
const basePerFurtherGroup = 12;

/**
 * Groups of people who answered alike, from nothing but the votes and a seed: no earlier result is carried on.
 *
 * Source   SYNTHESIS, algorithms, 1 to 4; the number of groups by silhouette, stability by resampling people
 */
export function groupOpinions(votes: VoteMatrix, seed: number): Grouping {
  const rows = inScope(votes);
  const plane = planeOf(votes, Array.from({ length: votes.rows }, (_, r) => r));
  const points = project(votes, rows, plane);
  const base = baseClusters(points, seed);
  const tried = Array.from({ length: Math.max(0, Math.min(mostGroups, 2 + Math.floor(base.centres.x.length / basePerFurtherGroup)) - 1) }, (_, i) => {
    const clusters = groupsOf({ ...base.centres, weight: base.weight }, i + 2, seed);
    return { groups: clusters.centres.x.length, clusters, silhouette: silhouette({ ...base.centres, weight: base.weight }, clusters.of, clusters.centres.x.length) };
  }).filter(({ groups }, i) => groups === i + 2);
  const best = tried.reduce<(typeof tried)[number] | null>((a, b) => (a === null || b.silhouette > a.silhouette ? b : a), null);
  const raw = best ? settled(points, best.clusters.centres) : new Int32Array(rows.length);
  const { of, sizes } = bySize(raw, best?.groups ?? 0);
  const stability = best && rows.length >= leastPeople ? stabilityOf({ votes, rows, plane, of, groups: best.groups, seed }) : 0;
  const unstable: Unstable[] = [];
  if (rows.length < leastPeople) unstable.push('too-few');
  else {
    if (!best || best.silhouette < leastSilhouette) unstable.push('silhouette');
    if (stability < leastStability) unstable.push('resampling');
  }
  return { rows, of, sizes, points, plane, silhouette: best?.silhouette ?? 0, tried: tried.map((t) => ({ groups: t.groups, silhouette: t.silhouette })), stability, unstable };
}

/**
 * Which group each person is in once they, and not only base clusters, have gone to the nearest centre until nobody
 * moves: where two ways to cut are nearly as good, the hundred base clusters' chance would decide between them.
 */
const settled = (points: Points, centres: Points): Int32Array => kMeans(evenly(points), centres).of;
const evenly = (points: Points) => ({ ...points, weight: new Float64Array(points.x.length).fill(1) });

/** Groups by size, the largest first; of equal ones that of the earlier row. */
function bySize(of: Int32Array, groups: number): { of: Int32Array; sizes: number[] } {
  const found = Array.from({ length: groups }, (_, g) => ({ g, size: of.reduce((n, own) => n + (own === g ? 1 : 0), 0), first: of.indexOf(g) })).filter(({ size }) => size > 0);
  found.sort((a, b) => b.size - a.size || a.first - b.first);
  const becomes = new Map(found.map(({ g }, i) => [g, i]));
  return { of: of.map((g) => becomes.get(g) ?? 0), sizes: found.map(({ size }) => size) };
}

/**
 * How alike the groups are when other people of the same kind had taken part: rows are drawn with replacement, the
 * plane and the groups made anew from them, everybody assigned to the nearest group, and the two groupings compared.
 */
function stabilityOf({ votes, rows, plane, of, groups, seed }: { votes: VoteMatrix; rows: readonly number[]; plane: Plane; of: Int32Array; groups: number; seed: number }): number {
  const chance = chanceFrom(seed ^ 0x5bd1e995);
  let sum = 0;
  for (let i = 0; i < resamples; i += 1) {
    const drawn = rows.map(() => rows[chance.below(rows.length)] ?? 0).sort((a, b) => a - b);
    const other = planeOf(votes, drawn, plane);
    const there = project(votes, drawn, other);
    const base = baseClusters(there, seed + i + 1);
    const { centres } = kMeans(evenly(there), groupsOf({ ...base.centres, weight: base.weight }, groups, seed + i + 1).centres);
    const all = project(votes, rows, other);
    sum += adjustedRand(of, rows.map((_, r) => nearest(centres, all.x[r] ?? 0, all.y[r] ?? 0)));
  }
  return sum / resamples;
}
