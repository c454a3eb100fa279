// The process that says how light and dark lie in the pictures of one file: its bytes on standard input; width, height
// and luminance of each picture on standard output, one after the other.
import { readFileSync } from 'node:fs';
import { fileTypeFromBuffer } from 'file-type';

// What libraries have to say goes where it does not mix with the answer.
console.log = console.error;

/** A report with more pictures than this is compared by the first of them, and by its bytes. */
const most = 32;

async function picturesIn(bytes: Uint8Array): Promise<Uint8Array[]> {
  const mime = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  if (mime.startsWith('image/')) return [bytes];
  if (mime === 'application/pdf') {
    const { PDFDocument, PDFName, PDFRawStream } = await import('@cantoo/pdf-lib');
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
    return pdf.context.enumerateIndirectObjects().flatMap(([, object]) => (object instanceof PDFRawStream && object.dict.get(PDFName.of('Filter'))?.toString() === '/DCTDecode' ? [object.contents] : []));
  }
  const { unzip } = await import('./unzip.ts');
  return bytes[0] === 0x50 ? [...unzip(bytes)].filter(([name]) => /\/media\/[^/]+\.(jpe?g|png|gif|webp)$/i.test(name)).map(([, picture]) => picture) : [];
}

async function main(): Promise<void> {
  const { framesOf } = await import('./picture.ts');
  for (const picture of (await picturesIn(readFileSync(0))).slice(0, most)) {
    for (const { width, height, luma } of await framesOf(picture)) {
      const head = Buffer.alloc(8);
      head.writeUInt32BE(width);
      head.writeUInt32BE(height, 4);
      process.stdout.write(Buffer.concat([head, luma]));
    }
  }
}

await main();
