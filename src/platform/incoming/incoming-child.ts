// The process that looks at one file: its bytes on standard input; what it is, what was removed and the cleaned bytes
// on standard output. It runs by itself, from the sources as well as from the bundle. A file from outside may be made
// to exhaust or to deceive its reader; then this process is ended, and no other.
import { readFileSync } from 'node:fs';
import { fileTypeFromBuffer } from 'file-type';
import { type Cleaned, maxText, NotTaken } from './model.ts';

// What libraries have to say goes where it does not mix with the answer.
console.log = console.error;

async function look(bytes: Uint8Array): Promise<Cleaned> {
  const found = await fileTypeFromBuffer(bytes);
  switch (found?.mime) {
    case 'image/jpeg':
      return picture(bytes, 'jpg');
    case 'image/png':
    case 'image/apng':
      return picture(bytes, 'png');
    case 'image/gif':
      return picture(bytes, 'gif');
    case 'image/webp':
      return picture(bytes, 'webp');
    case 'application/pdf': {
      const { cleanPdf } = await import('./portable.ts');
      return { kind: 'pdf', ...(await cleanPdf(bytes)), text: await wordsOfPdf(bytes) };
    }
    case 'application/x-cfb':
      // Word, Excel and PowerPoint of before 2007, and everything that is encrypted by a password since.
      throw new NotTaken('active');
    default:
      break;
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new NotTaken('unknown');
  const { cleanOffice } = await import('./office.ts');
  const { kind, bytes: clean, removed } = await cleanOffice(bytes);
  return { kind, bytes: clean, removed, text: kind === 'docx' ? await wordsOfDocx(clean) : null };
}

async function picture(bytes: Uint8Array, kind: 'jpg' | 'png' | 'gif' | 'webp'): Promise<Cleaned> {
  const { redraw } = await import('./picture.ts');
  return { kind, ...(await redraw(bytes, kind)), text: null };
}

/** The words of a Word document, paragraph by paragraph; none where it cannot be read, since the file itself stays. */
async function wordsOfDocx(bytes: Uint8Array): Promise<string | null> {
  const { default: mammoth } = await import('mammoth');
  return mammoth.extractRawText({ buffer: Buffer.from(bytes) }).then(({ value }) => tidy(value), () => null);
}

/** The words of a PDF, page by page; none where it holds pictures of words only. */
async function wordsOfPdf(bytes: Uint8Array): Promise<string | null> {
  const { extractText, getDocumentProxy } = await import('unpdf');
  try {
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, disableFontFace: true });
    const { text } = await extractText(pdf, { mergePages: false });
    return tidy(text.join('\n\n'));
  } catch {
    return null;
  }
}

function tidy(text: string): string | null {
  const plain = text.replace(/[\0-\x08\x0b-\x1f\x7f]/g, '').replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim().slice(0, maxText);
  return plain === '' ? null : plain;
}

function answer(head: object, bytes: Uint8Array): void {
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  process.stdout.write(Buffer.concat([length, json, bytes]));
}

async function main(): Promise<void> {
  try {
    const { bytes, ...head } = await look(readFileSync(0));
    answer({ ok: true, ...head }, bytes);
  } catch (error) {
    // What a library says of a file it cannot read may quote it: only the kind goes out.
    answer({ ok: false, why: error instanceof NotTaken ? error.why : 'unreadable' }, new Uint8Array(0));
  }
}

await main();
