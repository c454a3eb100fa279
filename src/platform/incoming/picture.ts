import sharp, { type Metadata } from 'sharp';
import { type FileKind, maxPixels, NotTaken, type Removed } from './model.ts';

// No format but these four is ever decoded, whatever a file claims to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadNsgifBuffer', 'VipsForeignLoadWebpBuffer'] });
sharp.cache(false);
sharp.concurrency(1);

type PictureKind = Extract<FileKind, 'jpg' | 'png' | 'gif' | 'webp'>;

/**
 * A picture drawn anew from its pixels: turned as it was meant to be seen, and nothing else taken over. So no place,
 * no camera, no name, and nothing that hid behind its pixels.
 *
 * Throws  `NotTaken`.
 */
export async function redraw(bytes: Uint8Array, kind: PictureKind): Promise<{ bytes: Uint8Array; removed: Removed[] }> {
  const options = { limitInputPixels: maxPixels, failOn: 'error' as const, animated: kind === 'gif' || kind === 'webp' };
  try {
    const metadata = await sharp(bytes, options).metadata();
    if (metadata.width * metadata.height > maxPixels) throw new NotTaken('too_many_pixels');
    const drawn = options.animated ? sharp(bytes, options) : sharp(bytes, options).autoOrient();
    const made = kind === 'jpg' ? drawn.jpeg({ quality: 90 }) : kind === 'png' ? drawn.png() : kind === 'gif' ? drawn.gif() : drawn.webp({ quality: 90 });
    return { bytes: new Uint8Array(await made.toBuffer()), removed: removedFrom(metadata) };
  } catch (error) {
    if (error instanceof NotTaken) throw error;
    throw new NotTaken(error instanceof Error && /pixel limit/.test(error.message) ? 'too_many_pixels' : 'unreadable');
  }
}

/** Of a picture that moves so many frames are looked at, evenly: what is shown for a moment may be all it is for. */
const mostFrames = 16;
/** Ample for comparing, and little for a machine: what a picture is like shows in 64 by 64 fields. */
const comparedSide = 1024;

/** The frames of a picture, each no larger than is needed to compare it, as luminance; none where it cannot be read. */
export async function framesOf(bytes: Uint8Array): Promise<{ width: number; height: number; luma: Uint8Array }[]> {
  const options = { limitInputPixels: maxPixels, failOn: 'none' as const };
  try {
    const { pages = 1 } = await sharp(bytes, options).metadata();
    const frames = [];
    for (const page of new Set(Array.from({ length: Math.min(pages, mostFrames) }, (_, i) => Math.floor((i * pages) / Math.min(pages, mostFrames))))) {
      const drawn = sharp(bytes, { ...options, page, pages: 1 }).autoOrient().flatten({ background: '#fff' }).toColourspace('srgb');
      const { data, info } = await drawn.resize({ width: comparedSide, height: comparedSide, fit: 'inside', withoutEnlargement: true }).raw().toBuffer({ resolveWithObject: true });
      // ITU-R BT.601, as the hashes of others are made; a picture in grey has one channel.
      const luma = Uint8Array.from({ length: info.width * info.height }, (_, i) => {
        const at = i * info.channels;
        return info.channels < 3 ? (data[at] ?? 0) : Math.round(0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0));
      });
      frames.push({ width: info.width, height: info.height, luma });
    }
    return frames;
  } catch {
    return [];
  }
}

/** What the picture said beside its pixels, in kinds. */
function removedFrom({ exif, xmp, iptc, comments }: Metadata): Removed[] {
  const tags = exif ? exifTags(exif) : new Set<number>();
  const words = [xmp?.toString('latin1') ?? '', iptc?.toString('latin1') ?? '', ...(comments ?? []).map(({ keyword, text }) => `${keyword} ${text}`)].join(' ');
  const has = (...asked: number[]) => asked.some((tag) => tags.has(tag));
  const found: [Removed, boolean][] = [
    // Artist, copyright, XPAuthor, owner of the camera; a by-line of the press.
    ['author', has(0x013b, 0x8298, 0x9c9d, 0xa430) || /author|creator|artist|by-?line|photoshop:Credit/i.test(words)],
    ['place', has(0x8825) || /GPS|Location|photoshop:(City|Country)/.test(words)],
    ['device', has(0x010f, 0x0110, 0xa431, 0xa433, 0xa434, 0x927c)],
    ['dates', has(0x0132, 0x9003, 0x9004) || /CreateDate|ModifyDate|Creation Time/i.test(words)],
    ['software', has(0x0131) || /CreatorTool|Software/i.test(words)],
    ['descriptions', has(0x010e, 0x9c9b, 0x9c9c, 0x9286) || /dc:description|Description|Comment|Title/.test(words)],
  ];
  const removed = found.filter(([, is]) => is).map(([kind]) => kind);
  return removed.length === 0 && (tags.size > 0 || words.trim() !== '') ? ['properties'] : removed;
}

/** The numbers of the tags in an EXIF block; none where it is no such thing. Source: CIPA DC-008, section 4.6. */
function exifTags(exif: Buffer): Set<number> {
  const tags = new Set<number>();
  const start = exif.toString('latin1', 0, 4) === 'Exif' ? 6 : 0;
  const tiff = exif.subarray(start);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const [u16, u32] = [(at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)), (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))];
  const waiting = tiff.length >= 8 ? [u32(4)] : [];
  // A directory may point at itself: a handful is all there is in a true one.
  for (let n = 0; n < 8 && waiting.length > 0; n += 1) {
    const at = waiting.pop() ?? 0;
    if (at === 0 || at + 2 > tiff.length) continue;
    const count = u16(at);
    for (let i = 0; i < count && at + 2 + (i + 1) * 12 <= tiff.length; i += 1) {
      const entry = at + 2 + i * 12;
      tags.add(u16(entry));
      if (u16(entry) === 0x8769) waiting.push(u32(entry + 8));
    }
  }
  return tags;
}
