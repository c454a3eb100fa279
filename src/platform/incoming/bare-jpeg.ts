/** Segments a JPEG needs to be shown in its colours: JFIF, a colour profile, Adobe's word on the colour model. */
const needed = new Set([0xe0, 0xe2, 0xee]);

/**
 * A JPEG without what applications and people wrote into it, its pixels as they were; the same bytes where it is none.
 * Source: ITU-T T.81, annex B.
 */
export function bareJpeg(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return bytes;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    // From here on the pixels run to the end.
    if (marker === 0xda) break;
    const length = 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    const written = (marker >= 0xe0 && marker <= 0xef && !needed.has(marker)) || marker === 0xfe;
    if (!written) kept.push(bytes.subarray(at, at + length));
    at += length;
  }
  kept.push(bytes.subarray(at));
  return new Uint8Array(Buffer.concat(kept));
}
