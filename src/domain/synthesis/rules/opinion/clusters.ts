import { chanceFrom, shuffled } from './chance.ts';
import type { Points } from './plane.ts';

/** Points of a plane, each with how many stand there. */
export type Weighted = Points & { weight: Float64Array };
export type Clusters = { of: Int32Array; centres: Points };

const distance2 = (x: number, y: number, u: number, v: number): number => (x - u) * (x - u) + (y - v) * (y - v);

/** Which centre is nearest; of equally near ones the first. */
export function nearest(centres: Points, x: number, y: number): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let k = 0; k < centres.x.length; k += 1) {
    const d = distance2(x, y, centres.x[k] ?? 0, centres.y[k] ?? 0);
    if (d < least) [best, least] = [k, d];
  }
  return best;
}

const mostRounds = 60;

/** Lloyd's k-means from given centres until nobody moves; a centre left by all is dropped. */
export function kMeans(points: Weighted, start: Points): Clusters & { spread: number } {
  let centres = start;
  let of = new Int32Array(points.x.length).fill(-1);
  for (let round = 0; round < mostRounds; round += 1) {
    const next = of.map((_, i) => nearest(centres, points.x[i] ?? 0, points.y[i] ?? 0));
    if (round > 0 && next.every((k, i) => k === of[i])) break;
    of = next;
    ({ of, centres } = centred(points, of, centres.x.length));
  }
  let spread = 0;
  of.forEach((k, i) => {
    spread += (points.weight[i] ?? 0) * distance2(points.x[i] ?? 0, points.y[i] ?? 0, centres.x[k] ?? 0, centres.y[k] ?? 0);
  });
  return { of, centres, spread };
}

function centred(points: Weighted, of: Int32Array, k: number): { of: Int32Array<ArrayBuffer>; centres: Points } {
  const [x, y, weight] = [new Float64Array(k), new Float64Array(k), new Float64Array(k)];
  of.forEach((cluster, i) => {
    const w = points.weight[i] ?? 0;
    x[cluster] = (x[cluster] ?? 0) + w * (points.x[i] ?? 0);
    y[cluster] = (y[cluster] ?? 0) + w * (points.y[i] ?? 0);
    weight[cluster] = (weight[cluster] ?? 0) + w;
  });
  const kept = [...weight.keys()].filter((cluster) => (weight[cluster] ?? 0) > 0);
  const becomes = new Map(kept.map((cluster, i) => [cluster, i]));
  return {
    of: Int32Array.from(of, (cluster) => becomes.get(cluster) ?? 0),
    centres: { x: Float64Array.from(kept, (c) => (x[c] ?? 0) / (weight[c] ?? 1)), y: Float64Array.from(kept, (c) => (y[c] ?? 0) / (weight[c] ?? 1)) },
  };
}

const mostBase = 100;

/**
 * Up to a hundred small clusters of people who stand close together, so that what follows costs the same however
 * many take part.
 *
 * Source   SYNTHESIS, algorithms, 4; which hundred distinct places come first is the seed's choice
 */
export function baseClusters(points: Points, seed: number): Clusters & { weight: Float64Array } {
  const order = shuffled(Array.from(points.x.keys()), chanceFrom(seed));
  const places = new Set<string>();
  const first = order.filter((i) => {
    const place = `${points.x[i]} ${points.y[i]}`;
    if (places.size >= mostBase || places.has(place)) return false;
    places.add(place);
    return true;
  });
  const start = { x: Float64Array.from(first, (i) => points.x[i] ?? 0), y: Float64Array.from(first, (i) => points.y[i] ?? 0) };
  const { of, centres } = kMeans({ ...points, weight: new Float64Array(points.x.length).fill(1) }, start);
  const weight = new Float64Array(centres.x.length);
  of.forEach((k) => {
    weight[k] = (weight[k] ?? 0) + 1;
  });
  return { of, centres, weight };
}

const tries = 10;

/** The best of ten weighted k-means of base clusters, each from centres spread by chance (k-means++). */
export function groupsOf(base: Weighted, k: number, seed: number): Clusters {
  const chance = chanceFrom(seed);
  let best = kMeans(base, spreadOut(base, k, chance));
  for (let i = 1; i < tries; i += 1) {
    const next = kMeans(base, spreadOut(base, k, chance));
    // Rounding is no reason to prefer a later try.
    if (next.centres.x.length === k && next.spread < best.spread * (1 - 1e-12)) best = next;
  }
  return best;
}

function spreadOut(points: Weighted, k: number, chance: { next(): number }): Points {
  const chosen: number[] = [drawn(points.weight, chance)];
  while (chosen.length < k) {
    const far = points.weight.map((weight, i) => weight * Math.min(...chosen.map((c) => distance2(points.x[i] ?? 0, points.y[i] ?? 0, points.x[c] ?? 0, points.y[c] ?? 0))));
    if (far.every((d) => d === 0)) break;
    chosen.push(drawn(far, chance));
  }
  return { x: Float64Array.from(chosen, (i) => points.x[i] ?? 0), y: Float64Array.from(chosen, (i) => points.y[i] ?? 0) };
}

function drawn(weights: Float64Array, chance: { next(): number }): number {
  let left = chance.next() * weights.reduce((sum, w) => sum + w, 0);
  for (let i = 0; i < weights.length; i += 1) {
    left -= weights[i] ?? 0;
    if (left < 0) return i;
  }
  return weights.findLastIndex((w) => w > 0);
}

/**
 * How well groups stand apart, from -1 to 1: the mean over base clusters. One person alone in a group counts nought;
 * several at one place who are a whole group stand as close together as can be.
 */
export function silhouette({ x, y, weight }: Weighted, of: Int32Array, k: number): number {
  let sum = 0;
  const sizes = new Float64Array(k);
  of.forEach((g) => {
    sizes[g] = (sizes[g] ?? 0) + 1;
  });
  for (let i = 0; i < of.length; i += 1) {
    const own = of[i] ?? 0;
    if ((sizes[own] ?? 0) < 2 && (weight[i] ?? 0) < 2) continue;
    const total = new Float64Array(k);
    for (let j = 0; j < of.length; j += 1) total[of[j] ?? 0] = (total[of[j] ?? 0] ?? 0) + Math.sqrt(distance2(x[i] ?? 0, y[i] ?? 0, x[j] ?? 0, y[j] ?? 0));
    const a = (total[own] ?? 0) / Math.max(1, (sizes[own] ?? 0) - 1);
    let b = Number.POSITIVE_INFINITY;
    for (let g = 0; g < k; g += 1) if (g !== own && (sizes[g] ?? 0) > 0) b = Math.min(b, (total[g] ?? 0) / (sizes[g] ?? 1));
    const larger = Math.max(a, b);
    if (larger > 0 && b < Number.POSITIVE_INFINITY) sum += (b - a) / larger;
  }
  return of.length === 0 ? 0 : sum / of.length;
}
