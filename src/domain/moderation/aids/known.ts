import { distanceOf, type Perceptual, pdqVersion } from './pdq.ts';

/** An entry of a list in force, with the thresholds of its list. */
export type KnownEntry = { list: string; version: number; entry: string; sha256: Uint8Array | null; pdq: Uint8Array | null; maxDistance: number; minQuality: number };

/** Why a file is taken for known: which entry of which list, by which method, and how near. */
export type KnownMatch = { list: string; version: number; entry: string; method: 'sha-256' | 'pdq'; methodVersion: string; /** 0 to 256; 0 where the bytes are the same. */ distance: number; /** Of the picture that was looked at; null where the bytes are the same. */ quality: number | null };

/**
 * What of a file is on a list: the nearest entry, the same bytes before a likeness. It says so and does nothing; a
 * picture in which little can be told apart is like nothing.
 *
 * Shape  `hashes` of the file as it was sent and as it is kept; `pictures` of all frames and all pictures in it.
 */
export function observeKnown({ hashes, pictures }: { hashes: readonly Uint8Array[]; pictures: readonly Perceptual[] }, entries: readonly KnownEntry[]): KnownMatch | null {
  let nearest: KnownMatch | null = null;
  for (const { list, version, entry, sha256, pdq, maxDistance, minQuality } of entries) {
    if (sha256 && hashes.some((hash) => sameBytes(hash, sha256))) return { list, version, entry, method: 'sha-256', methodVersion: '1', distance: 0, quality: null };
    if (!pdq) continue;
    for (const { bits, quality } of pictures) {
      if (quality < minQuality) continue;
      const distance = distanceOf(bits, pdq);
      if (distance <= maxDistance && (!nearest || distance < nearest.distance)) nearest = { list, version, entry, method: 'pdq', methodVersion: pdqVersion, distance, quality };
    }
  }
  return nearest;
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);
