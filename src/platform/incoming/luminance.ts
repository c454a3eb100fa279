import { childBeside, runChild } from '../child.ts';

/** Luminance of a picture, row by row, 0 to 255. */
export type Luminance = { width: number; height: number; luma: Uint8Array };

const limits = { maxMs: 60_000, maxResidentBytes: 512 * 1024 * 1024 };

/**
 * How light and dark lie in the pictures of a file that was taken in: a picture's frames, those in a PDF or an office
 * document; looked at in a process of its own. A file without pictures has none.
 *
 * Throws  where the process could not be ended well: what is in the file is not known then.
 */
export async function luminanceOf(bytes: Uint8Array): Promise<Luminance[]> {
  const made = Buffer.from(await runChild({ name: 'luminance', path: childBeside(import.meta.url, 'luminance-child'), input: bytes, limits }));
  const pictures: Luminance[] = [];
  for (let at = 0; at < made.length; ) {
    const [width, height] = [made.readUInt32BE(at), made.readUInt32BE(at + 4)];
    pictures.push({ width, height, luma: new Uint8Array(made.subarray(at + 8, at + 8 + width * height)) });
    at += 8 + width * height;
  }
  return pictures;
}
