/** A text by the stems of its words: their hashes, how often each stands there, and how long the text is, in words. */
export type Vector = { id: string; words: number; hashes: Uint32Array; counts: Uint8Array };

/** FNV-1a over code units, 32 bits: of thirty thousand stems one pair in ten collides, if any. */
export function hashOf(stem: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < stem.length; i += 1) hash = Math.imul(hash ^ stem.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Stems as they are kept: all hashes, four bytes each, little end first; then all counts, a byte each. */
export function packed(stems: readonly string[]): Uint8Array {
  const counts = new Map<number, number>();
  for (const stem of stems) counts.set(hashOf(stem), (counts.get(hashOf(stem)) ?? 0) + 1);
  const bytes = new Uint8Array(counts.size * 5);
  const view = new DataView(bytes.buffer);
  [...counts].sort(([a], [b]) => a - b).forEach(([hash, count], i) => {
    view.setUint32(i * 4, hash, true);
    bytes[counts.size * 4 + i] = Math.min(255, count);
  });
  return bytes;
}

const littleEndFirst = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** The same, read back. */
export function unpacked(id: string, words: number, bytes: Uint8Array): Vector {
  const size = Math.floor(bytes.length / 5);
  // Copied, since numbers of four bytes must begin where their array may; a machine that counts the other way round turns each.
  const own = Uint8Array.from(bytes.subarray(0, size * 4));
  const hashes = new Uint32Array(own.buffer);
  if (!littleEndFirst) {
    const view = new DataView(own.buffer);
    for (let i = 0; i < size; i += 1) hashes[i] = view.getUint32(i * 4, true);
  }
  return { id, words, hashes, counts: bytes.subarray(size * 4, size * 5) };
}

/** The vector of stems that are at hand. */
export const vectorOf = (id: string, words: number, stems: readonly string[]): Vector => unpacked(id, words, packed(stems));

/** How often each of the sought stems stands in a text. */
export function soughtIn({ hashes, counts }: Vector, sought: ReadonlyMap<number, string>): Map<string, number> {
  const found = new Map<string, number>();
  for (let i = 0; i < hashes.length; i += 1) {
    const stem = sought.get(hashes[i] ?? 0);
    if (stem !== undefined) found.set(stem, counts[i] ?? 0);
  }
  return found;
}
