// The process that reads one Word document: its bytes on standard input; on standard output, as JSON, its text as
// Markdown and how much of what it holds is not in that text. It runs by itself, from the sources as well as from the
// bundle, and so imports nothing of the project. A document from outside may be made to exhaust its reader; then this
// process is ended, and no other.
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';

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

// A reference to a note, until its text is put under the line that has it: characters no text of ours holds.
const [noteBegins, noteEnds] = ['\u{e010}', '\u{e011}'];

/** Notes under the lines that refer to them instead of at the end, where no reader of a single paragraph would find them. */
function withNotes(markdown: string, notes: ReadonlyMap<string, string>): string {
  const reference = new RegExp(`${noteBegins}(\\d+)${noteEnds}`, 'gu');
  return markdown.split('\n').map((line) => {
    const under = [...line.matchAll(reference)].map(([, n = '']) => `\\\n[${n}] ${notes.get(n) ?? ''}`);
    return `${line.replace(reference, ' [$1]')}${under.join('')}`;
  }).join('\n');
}

/** The few elements that mammoth writes, as Markdown: paragraphs, headings, lists, quotations, bold and italic. */
function markdownOf(whole: string): string {
  const notes = new Map<string, string>();
  const html = whole
    .replace(/<li id="(?:foot|end)note-(\d+)">(.*?)<\/li>/gs, (_, n: string, note: string) => {
      notes.set(n, plainOf(note.replace(/<a href="#(?:foot|end)note-ref-\d+">[^<]*<\/a>/g, '')).replace(/\s+/g, ' ').trim());
      return '';
    })
    .replace(/<sup><a href="#(?:foot|end)note-(\d+)"[^>]*>[^<]*<\/a><\/sup>/g, `${noteBegins}$1${noteEnds}`);
  let depth = 0;
  let cells = 0;
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
    // A row of a table is one line.
    if (tag === 'td' || tag === 'th') {
      cells += close ? -1 : 1;
      return close ? ' · ' : '';
    }
    return close && (tag === 'p' || tag === 'tr' || tag === 'blockquote') ? (cells > 0 ? ' ' : '\n\n') : '';
  });
  return withNotes(plainOf(text.replace(/\*\*\*\*/g, '')), notes).replace(/(?: +·)?[ \t]+\n/g, '\n').replace(/ +· +/g, ' · ').replace(/\n{3,}/g, '\n\n').trim();
}

const plainOf = (html: string): string => html.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');

main().catch(() => {
  // What the library says may quote the document, and complaints end in a log.
  process.stderr.write('not a document that can be read\n');
  process.exitCode = 2;
});
