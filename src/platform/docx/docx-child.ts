// The process that reads one Word document: its bytes on standard input, its text as Markdown on standard output. It
// runs by itself, from the sources as well as from the bundle, and so imports nothing of the project. A document from
// outside may be made to exhaust its reader; then this process is ended, and no other.
import { readFileSync } from 'node:fs';
import mammoth from 'mammoth';

async function main(): Promise<void> {
  // Nothing outside the document is read, and its pictures are not taken over.
  const { value } = await mammoth.convertToHtml({ buffer: readFileSync(0) }, { externalFileAccess: false, convertImage: mammoth.images.imgElement(async () => ({ src: '' })) });
  process.stdout.write(markdownOf(value));
}

/** The few elements that mammoth writes, as Markdown: paragraphs, headings, lists, quotations, bold and italic. */
function markdownOf(html: string): string {
  let depth = 0;
  const lists: ('ul' | 'ol')[] = [];
  const text = html.replace(/<(\/?)([a-z0-9]+)[^>]*>/g, (_, close: string, tag: string) => {
    if (tag === 'strong' || tag === 'b') return '**';
    if (tag === 'em' || tag === 'i') return '*';
    if (tag === 'ul' || tag === 'ol') {
      if (close) lists.pop();
      else lists.push(tag);
      depth = lists.length;
      return close && depth === 0 ? '\n\n' : '';
    }
    if (tag === 'li') return close ? '' : `\n${'  '.repeat(Math.max(0, depth - 1))}${lists.at(-1) === 'ol' ? '1.' : '-'} `;
    if (/^h[1-6]$/.test(tag)) return close ? '\n\n' : `${'#'.repeat(Number(tag[1]))} `;
    if (tag === 'br') return '\n';
    return close && (tag === 'p' || tag === 'tr' || tag === 'blockquote') ? '\n\n' : tag === 'td' && close ? ' ' : '';
  });
  const plain = text.replace(/\*\*\*\*/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');
  return plain.replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}

main().catch(() => {
  // What the library says may quote the document, and complaints end in a log.
  process.stderr.write('not a document that can be read\n');
  process.exitCode = 2;
});
