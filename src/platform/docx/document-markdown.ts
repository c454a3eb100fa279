import MarkdownIt from 'markdown-it';

// A reference to a note, until its text is put under the line that has it: characters no text of ours holds.
const [noteBegins, noteEnds] = ['\u{e010}', '\u{e011}'];

const marks: Readonly<Record<string, string>> = { strong: '**', em: '*', s: '~~' };

/**
 * What mammoth makes of a Word document, as Markdown: paragraphs, headings, lists, quotations, links, bold, italic,
 * struck. What the document's author typed stays what was typed, also where Markdown would take it for a sign.
 */
export function markdownOf(whole: string): string {
  const notes = new Map<string, string>();
  const html = outsideOfMarks(whole
    .replace(/<li id="(?:foot|end)note-(\d+)">(.*?)<\/li>/gs, (_, n: string, note: string) => {
      notes.set(n, literal(plainOf(note.replace(/<a href="#(?:foot|end)note-ref-\d+">[^<]*<\/a>/g, '')).replace(/\s+/g, ' ').trim()));
      return '';
    })
    .replace(/<sup><a href="#(?:foot|end)note-(\d+)"[^>]*>[^<]*<\/a><\/sup>/g, `${noteBegins}$1${noteEnds}`));
  let cells = 0;
  const lists: ('ul' | 'ol')[] = [];
  const blockOf = (piece: string): string => {
    const [, close, tag = ''] = /^<(\/?)([a-z0-9]+)/.exec(piece) ?? [];
    if (tag === 'ul' || tag === 'ol') {
      if (close) lists.pop();
      else lists.push(tag);
      return close && lists.length === 0 ? '\n\n' : '';
    }
    if (tag === 'li') return close ? '' : `\n${'  '.repeat(Math.max(0, lists.length - 1))}${lists.at(-1) === 'ol' ? '1.' : '-'} `;
    if (/^h[1-6]$/.test(tag)) return close ? '\n\n' : `${'#'.repeat(Number(tag[1]))} `;
    // A row of a table is one line.
    if (tag === 'td' || tag === 'th') {
      cells += close ? -1 : 1;
      return close ? ' · ' : '';
    }
    return close && (tag === 'p' || tag === 'tr' || tag === 'blockquote') ? (cells > 0 ? ' ' : '\n\n') : '';
  };
  const text = html.split(blocks).map((piece, i) => (i % 2 === 1 ? blockOf(piece) : inlineOf(piece))).join('');
  return withNotes(text, notes).replace(/(?: +·)?[ \t]+\n/g, '\n').replace(/ +· +/g, ' · ').replace(/\n{3,}/g, '\n\n').trim();
}

const blocks = /(<\/?(?:p|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|blockquote)(?:\s[^>]*)?>)/;
const reader = new MarkdownIt('default', { html: false });
const readBy = (markdown: string): string => reader.renderInline(markdown).replace(/<[^>]*>/g, '');

/** The words of one block with their marks and links; without, where Markdown would not read the same words with them. */
function inlineOf(html: string): string {
  const pieces = html.match(/<[^>]*>|[^<]+/g) ?? [];
  const bare = pieces.map((piece) => (piece.startsWith('<br') ? '\n' : piece.startsWith('<') ? '' : literal(plainOf(piece)))).join('');
  const links: string[] = [];
  const marked = pieces.map((piece) => {
    const [, close, tag = ''] = /^<(\/?)([a-z0-9]+)/.exec(piece) ?? [];
    if (!tag) return literal(plainOf(piece));
    if (tag === 'br') return '\n';
    if (tag !== 'a') return marks[tag] ?? '';
    const href = close ? (links.pop() ?? '') : hrefOf(piece);
    if (!close) links.push(href);
    return href ? (close ? `](${href})` : '[') : '';
  }).join('');
  return readBy(marked) === readBy(bare) ? marked : bare;
}

/** Spaces at the ends of what is marked are put outside of it, and stops before a letter: Markdown takes `**so **` for stars, and `**so.**and` too. */
function outsideOfMarks(html: string): string {
  const moved = html
    .replace(/<(strong|em|s)>(\s+)/g, '$2<$1>')
    .replace(/(\s+)<\/(strong|em|s)>/g, '</$2>$1')
    .replace(/(&\w+;|(?![<>])[\p{P}\p{S}])<\/(strong|em|s)>(?=[\p{L}\p{N}])/gu, '</$2>$1')
    .replace(/(?<=[\p{L}\p{N}])<(strong|em|s)>(&\w+;|(?![<>])[\p{P}\p{S}])/gu, '$2<$1>')
    .replace(/<(strong|em|s)><\/\1>|<\/(strong|em|s)><\2>/g, '');
  return moved === html ? html : outsideOfMarks(moved);
}

/** Where a link leads, if it leads anywhere outside; a place within the document or a script is none. */
function hrefOf(tag: string): string {
  const href = plainOf(/ href="([^"]*)"/.exec(tag)?.[1] ?? '');
  return /^(?:https?:\/\/|mailto:)[^\s()<>\\]+$/i.test(href) ? href : '';
}

// What Markdown would take for a sign of its own. Stars and strokes alone between spaces, and strokes within a word, are none.
const signs = /\\(?=[!-/:-@[-`{-~]|$)|`|~(?=~)|(?<!\s(?=.\s))\*|(?<![\p{L}\p{N}]|\s(?=.\s))_|_(?![\p{L}\p{N}]|\s)|\[(?=[^[\]]*\]\()|<(?=[^\s<>]+[:@][^\s<>]*>)|&(?=#?\w+;)/gu;
const signsThatBegin = /^(\s*)(#{1,6}(?=\s|$)|>|\+(?=\s)|(?:-\s*){3,}$|=+\s*$|\[(?=[^\]]*\]:)|:(?=::))/;

/** What was typed, with a stroke before each such sign. A dash or a number before a text is left: it is meant as one. */
const literal = (text: string): string => text.replace(signs, '\\$&').replace(signsThatBegin, '$1\\$2');

/** Notes under the lines that refer to them instead of at the end, where no reader of a single paragraph would find them. */
function withNotes(markdown: string, notes: ReadonlyMap<string, string>): string {
  const reference = new RegExp(`${noteBegins}(\\d+)${noteEnds}`, 'gu');
  return markdown.split('\n').map((line) => {
    const under = [...line.matchAll(reference)].map(([, n = '']) => `\\\n[${n}] ${notes.get(n) ?? ''}`);
    return `${line.replace(reference, ' [$1]')}${under.join('')}`;
  }).join('\n');
}

const plainOf = (html: string): string => html.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');
