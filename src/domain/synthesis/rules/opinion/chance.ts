/**
 * Numbers of chance from a seed, the same on every machine: integer steps only, no library of the system.
 *
 * Source   Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014), in its form of 32 bits
 */
export function chanceFrom(seed: number): { /** In [0, 1). */ next(): number; /** In [0, end). */ below(end: number): number } {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 4_294_967_296;
  };
  return { next, below: (end) => Math.floor(next() * end) };
}

/** The same values in an order of chance. */
export function shuffled<T>(values: readonly T[], chance: { below(end: number): number }): T[] {
  const order = [...values];
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = chance.below(i + 1);
    const [a, b] = [order[i], order[j]];
    if (a !== undefined && b !== undefined) {
      order[i] = b;
      order[j] = a;
    }
  }
  return order;
}
