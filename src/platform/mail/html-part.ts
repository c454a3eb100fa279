const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

// Links are ours and stand alone in the text; a sign that ends a sentence is not part of one.
const linked = (html: string): string => html.replace(/https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/g, (url) => `<a href="${url}">${url}</a>`);
/** A line that ends with a way to write: its words become the link. The address by itself says nothing to a reader. */
const written = (html: string): string => html.replace(/^(.+): (mailto:[^\s<>"]+)$/, '<a href="$2">$1</a>');
const ours = (html: string): string => written(linked(html));
const lines = (rows: readonly string[], form: (html: string) => string): string => rows.map((row) => form(escaped(row))).join('<br>\n');
const asItIs = (html: string): string => html;

/**
 * The same letter as simple HTML, from its text: paragraphs, quotations, links, and nothing that loads or runs.
 *
 * Shape   paragraphs are parted by an empty line; one whose lines all begin with ">" is a quotation, in which an
 *         address is text and no link; one that begins with "# " is a heading, one of "- " lines a list; a line "words: mailto:address" is a link.
 */
export function htmlPart(text: string, { lang, title }: { lang: string; title: string }): string {
  const blocks = text.split(/\n{2,}/).filter((block) => block.trim() !== '').map((block) => {
    const rows = block.split('\n');
    if (rows.every((row) => row.startsWith('>'))) return `<blockquote>${lines(rows.map((row) => row.replace(/^> ?/, '')), asItIs)}</blockquote>`;
    if (rows.every((row) => row.startsWith('- '))) return `<ul>\n${rows.map((row) => `<li>${ours(escaped(row.slice(2)))}</li>`).join('\n')}\n</ul>`;
    if (rows.length === 1 && block.startsWith('# ')) return `<h2>${escaped(block.slice(2))}</h2>`;
    return `<p>${lines(rows, ours)}</p>`;
  });
  return `<!doctype html>\n<html lang="${escaped(lang)}">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>\n<style>body{font:16px/1.5 sans-serif;max-width:40em;margin:1em auto;padding:0 1em;overflow-wrap:anywhere}h2{font-size:1em;margin:1.5em 0 0}blockquote{margin:0;padding-left:1em;border-left:3px solid #767676}</style></head>\n<body>\n${blocks.join('\n')}\n</body>\n</html>\n`;
}

/** The text part: headings are set off by themselves, and an address to write to stands as itself, each without its mark. */
export const textPart = (text: string): string => text.replace(/^# /gm, '').replace(/^(?!>)(.+: )mailto:([^\s?]+)(?:\?\S*)?$/gm, '$1$2');
