// The process that reads one Word document: its bytes on standard input; on standard output, as JSON, its text as
// Markdown and how much of what it holds is not in that text. It runs by itself, from the sources as well as from the
// bundle, and so imports nothing but the file beside it. A document from outside may be made to exhaust its reader; then
// this process is ended, and no other.
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { markdownOf } from './document-markdown.ts';

async function main(): Promise<void> {
  const bytes = readFileSync(0);
  // Nothing outside the document is read, and its pictures are not taken over.
  const { value } = await mammoth.convertToHtml({ buffer: bytes }, { externalFileAccess: false, convertImage: mammoth.images.imgElement(async () => ({ src: '' })), styleMap: ["p[style-name='Title'] => h1:fresh"] });
  process.stdout.write(JSON.stringify({ markdown: markdownOf(value), left: leftOut(bytes) }));
}

/** What a reader of the document would miss in the text. Tracked insertions are in it and deletions are not: as if all were accepted. */
function leftOut(bytes: Uint8Array): Record<'pictures' | 'comments' | 'tables' | 'changes', number> {
  const parts = unzipSync(bytes, { filter: ({ name }) => name === 'word/document.xml' || name === 'word/comments.xml' });
  const count = (part: string, element: RegExp) => (strFromU8(parts[part] ?? new Uint8Array()).match(element) ?? []).length;
  const main = 'word/document.xml';
  return { pictures: count(main, /<w:(?:drawing|pict|object)[\s>]/g), comments: count('word/comments.xml', /<w:comment\s/g), tables: count(main, /<w:tbl[\s>]/g), changes: count(main, /<w:(?:ins|del)\s/g) };
}

main().catch(() => {
  // What the library says may quote the document, and complaints end in a log.
  process.stderr.write('not a document that can be read\n');
  process.exitCode = 2;
});
