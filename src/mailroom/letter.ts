import { Parser } from 'htmlparser2';

/** A letter as a parser gives it: its text as written, or as a page, or both. */
export type Parsed = { text: string | null; html: string | null };

/** What is read of one letter: a contribution is a tenth of it, the rest is quotation. */
export const maxTextLength = 400_000;

/**
 * The text of a letter: the one written as text, where there is one that says something; else the page as text.
 *
 * Shape  lines end in `\n`; no control characters; at most `maxTextLength` signs.
 */
export function textOfLetter({ text, html }: Parsed): string {
  const plain = cleaned(text ?? '');
  if (plain.trim() !== '' && !isStandIn(plain)) return plain;
  const page = html ? cleaned(textOfPage(html)) : '';
  return page.trim() === '' ? plain : page;
}

/** What some programs write as the text of a letter that is really a page. */
const isStandIn = (text: string): boolean => text.length < 300 && /\bhtml\b/i.test(text) && /view|support|client|anzeigen|afficher|visualizza/i.test(text);

const cleaned = (text: string): string =>
  text.slice(0, maxTextLength).toWellFormed().replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '').replace(/\n{4,}/g, '\n\n\n');

const skipped = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'object', 'svg', 'math', 'iframe', 'select', 'textarea']);
const blocks = new Set(['p', 'div', 'tr', 'table', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'blockquote', 'section', 'article', 'header', 'footer', 'hr', 'address', 'center', 'form', 'dl', 'dt', 'dd']);
const apart = new Set(['p', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'table', 'pre']);
const empty = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'wbr', 'col', 'area', 'base', 'embed', 'source', 'track']);

/** Containers into which mail programs put what is quoted, by what they call them. */
const quoting = /(?:^|\s)(?:yahoo_quoted|protonmail_quote|zmail_extra|moz-cite-prefix|gmail_quote_container|WordSection1_quoted|ms-outlook-quote)(?:\s|$)/i;
const quotingId = /^(?:appendonsend|divRplyFwdMsg|reply-intro|isForwardContent|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION|replySplit)$/i;
/** Containers of signatures. */
const signing = /(?:^|\s)(?:gmail_signature|moz-signature|protonmail_signature_block|Signature|elementToProof_signature)(?:\s|$)/i;
const signingId = /^(?:Signature|mail-app-auto-default-signature|ms-outlook-mobile-signature|AppleMailSignature|x_Signature)$/i;

type Open = { tag: string; marks: number; after: boolean };

/**
 * A page as text, with `> ` before what it quotes and `-- ` before a signature, as a program that writes text would.
 * Nothing of it is fetched or run.
 */
export function textOfPage(html: string): string {
  const writer = new Writer();
  const open: Open[] = [];
  // In Gmail's container answers may stand between the quotations: with those in it, only they are quoted.
  const innerQuotes = /<blockquote/i.test(html);
  let silent = 0;
  const parser = new Parser({
    onopentag(tag, attributes) {
      if (empty.has(tag)) return tag === 'br' || tag === 'hr' ? writer.line() : undefined;
      if (open.length > 200) return;
      const [name, id] = [attributes['class'] ?? '', attributes['id'] ?? ''];
      const toEnd = quotingId.test(id);
      const quotes = tag === 'blockquote' || quoting.test(name) || toEnd || (/(?:^|\s)gmail_quote(?:\s|$)/.test(name) && !innerQuotes);
      if (blocks.has(tag)) writer.block(apart.has(tag));
      if (signing.test(name) || signingId.test(id)) writer.signature();
      const marks = quotes && !toEnd ? 1 : 0;
      writer.depth += marks + (toEnd ? 1 : 0);
      if (skipped.has(tag)) silent += 1;
      if (tag === 'li') writer.item();
      if (tag === 'td' || tag === 'th') writer.text(' ');
      open.push({ tag, marks, after: apart.has(tag) });
    },
    ontext(text) {
      if (silent === 0) writer.text(open.some(({ tag }) => tag === 'pre') ? text : text.replace(/[ \t\r\n\f]+/g, ' '), open.some(({ tag }) => tag === 'pre'));
    },
    onclosetag(tag) {
      if (!open.some((one) => one.tag === tag)) return;
      let last: Open | undefined;
      do {
        last = open.pop();
        if (!last) return;
        if (skipped.has(last.tag)) silent -= 1;
        if (blocks.has(last.tag)) writer.block(last.after);
        writer.depth -= last.marks;
      } while (last.tag !== tag);
    },
  }, { decodeEntities: true, lowerCaseTags: true });
  parser.write(html.slice(0, 4 * maxTextLength));
  parser.end();
  return writer.end();
}

/** Lines of text with the depth of quotation each is written at. */
class Writer {
  depth = 0;
  #lines: string[] = [];
  #line = '';

  text(text: string, verbatim = false): void {
    for (const [i, piece] of text.split('\n').entries()) {
      if (i > 0) this.line();
      this.#line += verbatim || this.#line !== '' ? piece : piece.trimStart();
    }
  }

  /** Ends the line, empty or not. */
  line(): void {
    this.#lines.push(`${'> '.repeat(Math.min(this.depth, 8))}${this.#line.replace(/[ \t]+/g, ' ').trimEnd()}`);
    this.#line = '';
  }

  /** Ends the line if there is one; with an empty line after it where blocks stand apart. */
  block(apart: boolean): void {
    if (this.#line.trim() !== '') this.line();
    this.#line = '';
    const last = this.#lines.at(-1);
    if (apart && last !== undefined && last.replace(/[> ]/g, '') !== '') this.line();
  }

  item(): void {
    this.block(false);
    this.#line = '- ';
  }

  signature(): void {
    this.block(false);
    if (this.depth === 0) this.#lines.push('-- ');
  }

  end(): string {
    this.block(false);
    return this.#lines.join('\n').trim();
  }
}
