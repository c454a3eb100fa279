/**
 * The perceptual hash PDQ: 256 bits that stay alike when a picture is stored anew, made smaller or a little brighter.
 *
 * Source  “The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm”, Facebook, 2019.
 */

/** Luminance of a picture, row by row, 0 to 255. */
export type Luminance = { width: number; height: number; luma: Uint8Array | Float32Array };
/** `bits` hold the highest first, as the hash is written; `quality` from 0 (nothing to be told apart) to 100. */
export type Perceptual = { bits: Uint8Array; quality: number };

export const pdqVersion = '1';

const side = 64;
const kept = 16;
const passes = 2;
/** Of fewer rows or columns nothing can be told. */
const least = 5;

/** The hash of a picture with how much can be told by it; null where it is too small for any. */
export function perceptualOf({ width, height, luma }: Luminance): Perceptual | null {
  if (width < least || height < least) return null;
  const small = width === side && height === side ? Float32Array.from(luma) : shrunk(Float32Array.from(luma), width, height);
  return { bits: bitsOf(frequenciesOf(small)), quality: qualityOf(small) };
}

/** In how many of the 256 bits two hashes differ. */
export function distanceOf(a: Uint8Array, b: Uint8Array): number {
  let differing = 0;
  for (let i = 0; i < 32; i += 1) {
    for (let bits = (a[i] ?? 0) ^ (b[i] ?? 0); bits !== 0; bits &= bits - 1) differing += 1;
  }
  return differing;
}

/** Blurred by box filters along rows and columns, twice (a tent then), and one pixel taken of each of 64 by 64 fields. */
function shrunk(pixels: Float32Array, width: number, height: number): Float32Array {
  const aside = new Float32Array(pixels.length);
  for (let pass = 0; pass < passes; pass += 1) {
    for (let row = 0; row < height; row += 1) boxed(pixels, aside, { from: row * width, step: 1, length: width });
    for (let column = 0; column < width; column += 1) boxed(aside, pixels, { from: column, step: width, length: height });
  }
  const small = new Float32Array(side * side);
  for (let i = 0; i < side; i += 1) {
    const row = Math.floor(((i + 0.5) * height) / side);
    for (let j = 0; j < side; j += 1) small[i * side + j] = pixels[row * width + Math.floor(((j + 0.5) * width) / side)] ?? 0;
  }
  return small;
}

/** The mean of a window around each pixel of a line; at the ends of what the window still covers. */
function boxed(from: Float32Array, to: Float32Array, line: { from: number; step: number; length: number }): void {
  const window = Math.ceil(line.length / (2 * side));
  const ahead = Math.floor(window / 2);
  const behind = window - 1 - ahead;
  let sum = 0;
  let count = 0;
  for (let at = 0; at < line.length + ahead; at += 1) {
    if (at < line.length) {
      sum += from[line.from + at * line.step] ?? 0;
      count += 1;
    }
    const middle = at - ahead;
    if (middle < 0) continue;
    const left = middle - behind - 1;
    if (left >= 0) {
      sum -= from[line.from + left * line.step] ?? 0;
      count -= 1;
    }
    to[line.from + middle * line.step] = sum / count;
  }
}

/** How much changes from field to field, small changes not counted. */
function qualityOf(small: Float32Array): number {
  let changes = 0;
  const change = (a: number, b: number) => Math.abs(Math.trunc((((small[a] ?? 0) - (small[b] ?? 0)) * 100) / 255));
  for (let i = 0; i < side; i += 1) {
    for (let j = 0; j < side; j += 1) {
      if (i + 1 < side) changes += change(i * side + j, (i + 1) * side + j);
      if (j + 1 < side) changes += change(i * side + j, i * side + j + 1);
    }
  }
  return Math.min(100, Math.trunc(changes / 90));
}

/** The first 16 by 16 frequencies of a cosine transform, without the constant ones. */
function frequenciesOf(small: Float32Array): Float32Array {
  const rows = new Float32Array(kept * side);
  const result = new Float32Array(kept * kept);
  for (let i = 0; i < kept; i += 1) {
    for (let j = 0; j < side; j += 1) {
      let sum = 0;
      for (let k = 0; k < side; k += 1) sum += (cosines[i * side + k] ?? 0) * (small[k * side + j] ?? 0);
      rows[i * side + j] = sum;
    }
    for (let j = 0; j < kept; j += 1) {
      let sum = 0;
      for (let k = 0; k < side; k += 1) sum += (rows[i * side + k] ?? 0) * (cosines[j * side + k] ?? 0);
      result[i * kept + j] = sum;
    }
  }
  return result;
}

const cosines = Float32Array.from({ length: kept * side }, (_, at) => Math.sqrt(2 / side) * Math.cos((Math.PI / 2 / side) * (Math.floor(at / side) + 1) * (2 * (at % side) + 1)));

/** A bit for each frequency stronger than the median of all. */
function bitsOf(frequencies: Float32Array): Uint8Array {
  const median = frequencies.slice().sort()[frequencies.length / 2 - 1] ?? 0;
  const bits = new Uint8Array(32);
  for (const [at, value] of frequencies.entries()) if (value > median) bits[31 - (at >> 3)] = (bits[31 - (at >> 3)] ?? 0) | (1 << (at & 7));
  return bits;
}
