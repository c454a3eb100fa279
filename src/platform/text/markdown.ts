import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import { covers, withoutCovers } from './cover.ts';

/** Letters only carry these: everything else, `javascript:` and its disguises first of all, is no link here. */
const schemes = /^(https?:\/\/|mailto:)/i;

const markdown = new MarkdownIt('default', { html: false, linkify: false, typographer: false, maxNesting: 40 });
markdown.validateLink = (url) => schemes.test(url.trim());
markdown.disable(['image']);
markdown.use(covers);

/** Words of a text that are made links: where they lead, and what is said of it; null leaves them words. */
export type Chips = { pattern: RegExp; linkOf(match: RegExpMatchArray): { href: string; title: string } | null };

// Runs over what was parsed, so that neither code nor what is a link already is touched.
markdown.core.ruler.push('chips', (state) => {
  const { chips } = state.env as { chips?: Chips };
  if (!chips) return;
  for (const block of state.tokens) {
    if (block.type !== 'inline' || !block.children) continue;
    let linked = 0;
    block.children = block.children.flatMap((token) => {
      if (token.type === 'link_open') linked += 1;
      if (token.type === 'link_close') linked -= 1;
      return token.type === 'text' && linked === 0 ? withChips(token, chips, state.Token) : [token];
    });
  }
});

type Token = ReturnType<typeof markdown.parse>[number];

function withChips(token: Token, { pattern, linkOf }: Chips, Made: new (type: string, tag: string, nesting: -1 | 0 | 1) => Token): Token[] {
  const words = (content: string): Token[] => (content ? [Object.assign(new Made('text', '', 0), { content })] : []);
  const pieces: Token[] = [];
  let from = 0;
  for (const match of token.content.matchAll(pattern)) {
    const link = linkOf(match);
    if (!link) continue;
    const open = Object.assign(new Made('link_open', 'a', 1), { attrs: [['href', link.href], ['title', link.title]] as [string, string][] });
    pieces.push(...words(token.content.slice(from, match.index)), open, ...words(match[0]), new Made('link_close', 'a', -1));
    from = match.index + match[0].length;
  }
  return from === 0 ? [token] : [...pieces, ...words(token.content.slice(from))];
}

const policy: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'strong', 'em', 's', 'ul', 'ol', 'li', 'blockquote', 'code', 'pre', 'a', 'br', 'hr', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'details', 'summary'],
  allowedAttributes: { a: ['href', 'rel', 'class', 'title'], ol: ['start'], details: [{ name: 'class', values: ['covered'] }] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    // The page has its own h1 and h2; a contribution's headings stand below them.
    h1: 'h3',
    h2: 'h4',
    // An address of ours is one we put there: what people write begins with a scheme.
    a: (tagName, { href = '', title = '' }) => ({ tagName, attribs: /^\/[fs]\//.test(href) ? { href, class: 'pararef', title } : { href, rel: 'nofollow noopener noreferrer' } }),
  },
};

/** A text as it is shown: Markdown rendered, then cleaned a second time by other rules. Done once, when it is written. */
export function renderMarkdown(text: string, chips?: Chips): string {
  const written = text.normalize('NFC');
  return (chips ? null : plainParagraphs(written)) ?? sanitizeHtml(markdown.render(written, chips ? { chips } : {}), policy);
}

/** Whatever could mean something to Markdown or to a browser, and blanks other than the one: with any of it a text is rendered. */
const signs = /[\\`*_[\]<>&~|\0]|[^\S \n]|^[ #=:+-]|^\d{1,9}[.)]| $/m;

/** A text of nothing but words, as most letters of a list are, to the same page in a twentieth of the time; null where rendering is needed. */
const plainParagraphs = (text: string): string | null => (signs.test(text) ? null : text.split(/\n{2,}/).map((lines) => lines.replace(/^\n|\n$/g, '')).filter((lines) => lines !== '').map((lines) => `<p>${lines}</p>\n`).join(''));

/** The first words of a text without its signs, for lists. */
export function firstWords(text: string, maxLength = 160): string {
  const plain = withoutCovers(text).replace(/[*_`>#[\]]/g, '').replace(/\s+/g, ' ').trim();
  return plain.length <= maxLength ? plain : `${plain.slice(0, plain.lastIndexOf(' ', maxLength))}…`;
}

/** A run of words with its emphasis; a block of such runs. */
export type Inline = { text: string; strong: boolean; em: boolean };
export type TextBlock = { kind: 'paragraph' | 'item' | 'quote'; inlines: Inline[] };

/** A text in blocks, for what is not HTML: the same reading as on a page. */
export function readMarkdown(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  let quoted = 0;
  let item = 0;
  for (const token of markdown.parse(text.normalize('NFC'), {})) {
    if (token.type === 'blockquote_open') quoted += 1;
    else if (token.type === 'blockquote_close') quoted -= 1;
    else if (token.type === 'list_item_open') item += 1;
    else if (token.type === 'list_item_close') item -= 1;
    else if (token.type === 'inline') blocks.push({ kind: item > 0 ? 'item' : quoted > 0 ? 'quote' : 'paragraph', inlines: inlinesOf(token.children ?? []) });
    else if (token.content) blocks.push({ kind: 'paragraph', inlines: [{ text: token.content.trimEnd(), strong: false, em: false }] });
  }
  return blocks;
}

function inlinesOf(tokens: readonly { type: string; content: string }[]): Inline[] {
  let strong = 0;
  let em = 0;
  const inlines: Inline[] = [];
  for (const { type, content } of tokens) {
    if (type === 'strong_open') strong += 1;
    else if (type === 'strong_close') strong -= 1;
    else if (type === 'em_open') em += 1;
    else if (type === 'em_close') em -= 1;
    else if (type === 'softbreak' || type === 'hardbreak') inlines.push({ text: ' ', strong: strong > 0, em: em > 0 });
    else if (content) inlines.push({ text: content, strong: strong > 0, em: em > 0 });
  }
  return inlines;
}
