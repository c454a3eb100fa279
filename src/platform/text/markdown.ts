import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

/** Letters only carry these: everything else, `javascript:` and its disguises first of all, is no link here. */
const schemes = /^(https?:\/\/|mailto:)/i;

const markdown = new MarkdownIt('default', { html: false, linkify: false, typographer: false, maxNesting: 40 });
markdown.validateLink = (url) => schemes.test(url.trim());
markdown.disable(['image']);

const policy: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'strong', 'em', 's', 'ul', 'ol', 'li', 'blockquote', 'code', 'pre', 'a', 'br', 'hr', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    // The page has its own h1 and h2; a contribution's headings stand below them.
    h1: 'h3',
    h2: 'h4',
    a: (tagName, attribs) => ({ tagName, attribs: { href: attribs['href'] ?? '', rel: 'nofollow noopener noreferrer' } }),
  },
};

/** A text as it is shown: Markdown rendered, then cleaned a second time by other rules. Done once, when it is written. */
export const renderMarkdown = (text: string): string => sanitizeHtml(markdown.render(text.normalize('NFC')), policy);

/** The first words of a text without its signs, for lists. */
export function firstWords(text: string, maxLength = 160): string {
  const plain = text.replace(/[*_`>#[\]]/g, '').replace(/\s+/g, ' ').trim();
  return plain.length <= maxLength ? plain : `${plain.slice(0, plain.lastIndexOf(' ', maxLength))}…`;
}
