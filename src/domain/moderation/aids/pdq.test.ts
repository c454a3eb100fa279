import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { luminanceOf } from '#platform/incoming/luminance.ts';
import { framesOf } from '#platform/incoming/picture.ts';
import { paperPdf, scene, wordDocument } from '../../../../tests/files.ts';
import { type KnownEntry, observeKnown } from './known.ts';
import { distanceOf, type Luminance, type Perceptual, perceptualOf } from './pdq.ts';

const lookedAt = async (picture: Sharp): Promise<Luminance> => {
  const [luminance] = await framesOf(await picture.png().toBuffer());
  if (!luminance) throw new Error('no picture');
  return luminance;
};
const hashOf = async (picture: Sharp): Promise<Perceptual> => perceptualOf(await lookedAt(picture)) ?? { bits: new Uint8Array(32), quality: 0 };
/** Stored in another form, and read again. */
const stored = async (picture: Sharp): Promise<Sharp> => sharp(await picture.toBuffer());
const hex = (bits: Uint8Array): string => Buffer.from(bits).toString('hex');

// Of the same pictures, as the reference implementation of the hash's authors (threatexchange, C++) has them.
const reference = [
  { seed: 1, width: 600, height: 400, hash: '867c5a29387ce7a5411c1ef8786b49bc8646833d2df4d27b538c2ca37ab87943', quality: 100 },
  { seed: 2, width: 600, height: 400, hash: '91f83d0b6667e3763d03ba89c1fc57071af988d95d496a43a46635a6a29749d8', quality: 100 },
  { seed: 5, width: 64, height: 64, hash: '282a09e8c7be4ffc61d23348483e4218c5be5390adeea0187ffe0554dffcaaa3', quality: 17 },
  { seed: 6, width: 1000, height: 700, hash: 'a4a42586a5b02ed5073b66318c59434f4b7c39c659cb2be171c3dc9b7a44ff64', quality: 100 },
  { seed: 8, width: 512, height: 512, hash: 'd16926d4ea95bbd52655cc921128766b5cd81117a26da8ddab31ee66558d5633', quality: 100 },
];

describe('the perceptual hash of a picture', () => {
  it('is the one its authors’ own program has of it, wide, high, small or of the size it works in', async () => {
    for (const { seed, width, height, hash, quality } of reference) {
      const seen = await hashOf(scene(seed, { width, height }));
      expect(distanceOf(seen.bits, Buffer.from(hash, 'hex')), `picture ${seed}`).toBeLessThanOrEqual(2);
      expect(seen.quality).toBe(quality);
    }
  });

  it('stays near when the picture is stored anew, made smaller, a little brighter or drawn in grey', async () => {
    const png = await scene(1).png().toBuffer();
    const picture = () => sharp(png);
    const original = await hashOf(picture());
    expect(original.quality).toBeGreaterThanOrEqual(50);
    for (const [what, changed] of Object.entries({
      'stored as JPEG': await stored(picture().jpeg({ quality: 60 })), 'stored as WebP': await stored(picture().webp({ quality: 60 })), 'half as large': picture().resize(300, 200), 'much larger': picture().resize(1500, 1000),
      brighter: picture().linear(1, 12), 'in grey': picture().greyscale(), 'blurred a little': picture().blur(1.5),
    })) expect(distanceOf(original.bits, (await hashOf(changed)).bits), what).toBeLessThanOrEqual(16);
  });

  it('is far for another picture, as far as chance has it', async () => {
    const hashes = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => hashOf(scene(seed))));
    for (const [i, a] of hashes.entries()) for (const b of hashes.slice(i + 1)) expect(distanceOf(a.bits, b.bits)).toBeGreaterThan(80);
  });

  it('sets half of its bits, and has no quality where there is nothing to be seen', async () => {
    const { bits } = await hashOf(scene(1));
    expect(distanceOf(bits, new Uint8Array(32))).toBe(128);
    const flat = perceptualOf({ width: 100, height: 80, luma: new Uint8Array(8_000).fill(140) });
    expect(flat?.quality).toBe(0);
    expect(perceptualOf({ width: 4, height: 400, luma: new Uint8Array(1_600) })).toBe(null);
  });

  it('of a picture turned or mirrored is as their program reckons it from the upright one', async () => {
    // Of the size the hash works in, so that turning loses nothing.
    const upright = await lookedAt(scene(5, { width: 64, height: 64 }));
    const turned = (from: (row: number, column: number) => [number, number]) => {
      const luma = upright.luma.map((_, at) => {
        const [row, column] = from(Math.floor(at / 64), at % 64);
        return upright.luma[row * 64 + column] ?? 0;
      });
      return perceptualOf({ width: 64, height: 64, luma })?.bits ?? new Uint8Array(32);
    };
    const reckoned: readonly [string, Uint8Array, string][] = [
      ['a quarter to the left', turned((row, column) => [column, 63 - row]), '30b3c4258c39d381d22bcf51354b820178eba1c1f2abc421f7ba8d51aaa9fffe'],
      ['upside down', turned((row, column) => [63 - row, 63 - column]), '7f7fa34282eb4556248799e21d2bc8b290ebf93ae8bb0ab22aabaffe8aa90009'],
      ['a quarter to the right', turned((row, column) => [63 - column, row]), '61e60e8f486c510b870e65cb601e28ab253e002ba6be268ba2ef27fbfffc5554'],
      ['top to bottom', turned((row, column) => [63 - row, column]), '082ab60387be100361024cb7483e9c87c53ea40fa1ee02a77ffeeaabdffc555c'],
      ['left to right', turned((row, column) => [row, 63 - column]), '7d7f5cb982eb9aa92487661d1d2b164d90eb06c5e8bba40d2aab40018aa9fff6'],
      ['about one diagonal', turned((row, column) => [column, row]), '20b33bca8c39044ad22b30ae354b7cee78eb5c2ef2ab3bdef7ba32aeaaa90001'],
      ['about the other', turned((row, column) => [63 - column, 63 - row]), '65e69160c86c86c0877e9a04e01ed6442dbef484a7fe9174a2ef9804fffcaaab'],
    ];
    for (const [how, bits, hash] of reckoned) expect(distanceOf(bits, Buffer.from(hash, 'hex')), how).toBeLessThanOrEqual(2);
  });
});

describe('what can be seen of a file', () => {
  it('is each picture in it: in a document, and in the frames of one that moves; none in words', async () => {
    const jpeg = await scene(2).jpeg().toBuffer();
    const document = wordDocument({ 'word/media/image1.jpeg': jpeg, 'word/media/image2.png': await scene(3).png().toBuffer() });
    expect(await luminanceOf(document)).toHaveLength(2);
    expect(await luminanceOf(Buffer.from(await paperPdf()))).toEqual([]);
    const { PDFDocument } = await import('@cantoo/pdf-lib');
    const pdf = await PDFDocument.create();
    const picture = await pdf.embedJpg(jpeg);
    pdf.addPage([300, 200]).drawImage(picture, { x: 0, y: 0, width: 300, height: 200 });
    const [seen] = await luminanceOf(await pdf.save());
    expect(seen && distanceOf(perceptualOf(seen)?.bits ?? new Uint8Array(32), (await hashOf(scene(2))).bits)).toBeLessThanOrEqual(8);
  });
});

describe('the aid for known material', () => {
  const entry = (over: Partial<KnownEntry>): KnownEntry => ({ list: 'trial', version: 1, entry: 'a', sha256: null, pdq: null, maxDistance: 31, minQuality: 50, ...over });
  const bits = fc.uint8Array({ minLength: 32, maxLength: 32 });

  it('finds the same bytes before a likeness, and of likenesses the nearest', async () => {
    const seen = await hashOf(await stored(scene(1).jpeg({ quality: 50 })));
    const near = entry({ entry: 'near', pdq: (await hashOf(scene(1))).bits });
    const far = entry({ entry: 'far', pdq: (await hashOf(scene(2))).bits });
    const sha256 = new Uint8Array(32).fill(7);
    expect(observeKnown({ hashes: [sha256], pictures: [seen] }, [far, near])).toMatchObject({ entry: 'near', method: 'pdq', methodVersion: '1', quality: seen.quality });
    expect(observeKnown({ hashes: [sha256], pictures: [seen] }, [near, entry({ entry: 'same', sha256 })])).toMatchObject({ entry: 'same', method: 'sha-256', distance: 0, quality: null });
    expect(observeKnown({ hashes: [sha256], pictures: [seen] }, [far])).toBe(null);
  });

  it('takes nothing for known beyond the distance of its list, nor where little can be told apart', () => {
    fc.assert(fc.property(bits, bits, fc.integer({ min: 0, max: 64 }), fc.integer({ min: 0, max: 100 }), (a, b, maxDistance, quality) => {
      const match = observeKnown({ hashes: [], pictures: [{ bits: a, quality }] }, [entry({ pdq: b, maxDistance })]);
      expect(match !== null).toBe(quality >= 50 && distanceOf(a, b) <= maxDistance);
    }));
  });
});

describe('a distance', () => {
  it('is none to oneself, the same both ways, and never shorter by a way round', () => {
    const bits = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(fc.property(bits, bits, bits, (a, b, c) => {
      expect([distanceOf(a, a), distanceOf(a, b)]).toEqual([0, distanceOf(b, a)]);
      expect(distanceOf(a, c)).toBeLessThanOrEqual(distanceOf(a, b) + distanceOf(b, c));
    }));
    expect(hex(new Uint8Array(2).fill(255))).toBe('ffff');
  });
});
