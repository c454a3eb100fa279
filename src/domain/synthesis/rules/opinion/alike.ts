/**
 * How alike two groupings of the same people are: 1 when they are the same but for the names of the groups, about
 * nought when they have no more in common than chance gives.
 *
 * Source   Hubert and Arabie, "Comparing partitions" (1985): the adjusted Rand index
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const both = new Map<string, number>();
  const [ofA, ofB] = [new Map<number, number>(), new Map<number, number>()];
  for (let i = 0; i < a.length; i += 1) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    both.set(`${x} ${y}`, (both.get(`${x} ${y}`) ?? 0) + 1);
    ofA.set(x, (ofA.get(x) ?? 0) + 1);
    ofB.set(y, (ofB.get(y) ?? 0) + 1);
  }
  const pairs = (counts: Iterable<number>) => [...counts].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const [together, inA, inB, all] = [pairs(both.values()), pairs(ofA.values()), pairs(ofB.values()), (a.length * (a.length - 1)) / 2];
  const expected = all > 0 ? (inA * inB) / all : 0;
  const most = (inA + inB) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}
